// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/pseudo_language.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/format/sizes.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/languages.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/window_pages.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace conduit::test {

namespace {

constexpr int kGerman = 2; ///< Steps down from the first choice.

QString idOf(int number) { return u"0198f0c4-6b1e-7c3a-9d55-%1"_s.arg(number, 12, 16, QChar(u'0')); }

/// Is asked last, so it hears of what no catalogue has.
class Listener final : public QTranslator
{
public:
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (context[0] != 'Q')
            m_missing.insert(QLatin1StringView(context) + ": "_L1 + QString::fromUtf8(source));
        return {};
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QStringList missing() const { return m_missing.values(); }

private:
    mutable QSet<QString> m_missing;
};

/// Texts that people see or hear below `window`, but for what they typed and what tables hold.
QStringList textsIn(const QWidget &window)
{
    QStringList texts;
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        texts += widget->accessibleName();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts += label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts += button->text();
        else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts += edit->placeholderText();
        else if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
            for (int tab = 0; tab < tabs->count(); ++tab)
                texts += tabs->tabText(tab);
    }
    return texts;
}

QList<QMenu *> menusOf(const ui::MainWindow &window)
{
    QList<QMenu *> menus;
    for (const QAction *action : window.menuBar()->actions())
        menus.append(action->menu());
    return menus;
}

QStringList doubleMnemonics(const QList<QAction *> &actions)
{
    QStringList doubles;
    QHash<QKeySequence, QString> owners;
    for (const QAction *action : actions) {
        const auto keys = QKeySequence::mnemonic(action->text());
        if (keys.isEmpty())
            continue;
        if (owners.contains(keys))
            doubles += owners.value(keys) + u" and "_s + action->text();
        owners.insert(keys, action->text());
    }
    return doubles;
}

} // namespace

/// The console in other languages, and the change from one to another.
class TestLanguages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void language_changesAtOnceAndIsRemembered();
    void whatSomebodyChoseAndTyped_survives();
    void whatWasDone_canStillBeTakenBack();
    void windowWithADialog_changesAfterIt();
    void everyWindow_changes();
    void actions_keepTheirIdsAndKeys();
    void mnemonics_areUniqueInEveryLanguage();
    void numbers_areWrittenAsTheLanguageDoes();
    void plurals_fitTheNumber();
    void standardButtons_areGermanWithoutQtsCatalogue();
    void german_knowsWhatThePagesAskFor();
    void everyTextOfThePages_goesThroughTranslation();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    [[nodiscard]] QString firstMenu() const { return window()->menuBar()->actions().first()->text(); }
    template<typename Page>
    [[nodiscard]] Page *page() const
    {
        return window()->findChild<Page *>();
    }
    void openPage(int row) const
    {
        window()->findChild<QListWidget *>()->setCurrentRow(row);
        QTRY_VERIFY(m_broker->isIdle());
    }
    void openConsole()
    {
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                    .address = u"http://127.0.0.1:8080"_s,
                                                                    .settings = **m_settings,
                                                                    .now = &pretendNow,
                                                                    .localWorkers = &m_workers});
        m_console->openWindow();
        QTRY_VERIFY(m_broker->isIdle());
    }
    void chooseInSettings(int steps) const
    {
        window()->actions().action(u"edit.settings"_s)->trigger();
        for (auto *box : window()->findChild<ui::SettingsDialog *>()->findChildren<QComboBox *>())
            if (box->accessibleName() == u"Language")
                for (int i = 0; i < steps; ++i)
                    QTest::keyClick(box, Qt::Key_Down);
    }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    PretendWorkers m_workers;
    std::unique_ptr<ui::Console> m_console;
};

void TestLanguages::init()
{
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    m_broker->addSchema(
        R"({"task_type":"echo","fields":{"echo":{"field_type":"string","required":true,"description":"Any text"}}})");
    for (int number = 1; number <= 20; ++number) {
        wire::Task task;
        task.id = idOf(number);
        task.taskType = u"echo"_s;
        task.state = number % 2 == 0 ? u"dead"_s : u"ready"_s;
        m_broker->add(task);
    }
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    openConsole();
    TimedApp::watch();
}

void TestLanguages::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    ui::applyLanguage(ui::Language::English);
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestLanguages::language_changesAtOnceAndIsRemembered()
{
    QCOMPARE(firstMenu(), u"&File"_s);
    chooseInSettings(kGerman);
    QTRY_COMPARE(firstMenu(), u"&Datei"_s);
    const auto *dialog = window()->findChild<ui::SettingsDialog *>();
    QVERIFY2(dialog && dialog->isVisible(), "the dialog in which it was chosen is open still");
    QCOMPARE(dialog->windowTitle(), u"Einstellungen"_s);
    QCOMPARE(dialog->findChild<QDialogButtonBox *>()->buttons().first()->text().remove(u'&'), u"Schließen"_s);
    QCOMPARE(m_console->windows().size(), 1);

    m_console.reset();
    ui::applyLanguage(ui::Language::English);
    openConsole();
    QCOMPARE(firstMenu(), u"&Datei"_s);
}

void TestLanguages::whatSomebodyChoseAndTyped_survives()
{
    auto *tasks = page<ui::TasksPage>();
    tasks->filterBar()->setLine(u"state:dead created:<2h"_s);
    QTRY_VERIFY(m_broker->isIdle() && tasks->model().rowCount() == 10);
    const QString shown = tasks->model().taskAt(5).id;
    tasks->showTask(shown);
    tasks->selection().add({tasks->model().taskAt(2), tasks->model().taskAt(5)});
    const auto chosen = tasks->selection().chosen();
    QTRY_VERIFY(m_broker->isIdle());
    tasks->details()->tabs()->setCurrentIndex(2);
    openPage(7);
    page<ui::EventsPage>()->whoEdit()->setText(u"ada"_s);
    openPage(2);
    auto *enqueue = page<ui::EnqueuePage>();
    enqueue->draft().setText(R"({"echo":"half a tho)");
    enqueue->chooseQueue(u"mail"_s);
    enqueue->countBox()->setValue(7);
    window()->resize(780, 700); // A window comes back no larger than the screen, which has 800 by 800 here.
    const QSize size = window()->size();

    ui::chooseLanguage(**m_settings, ui::Language::German);
    QTRY_COMPARE(firstMenu(), u"&Datei"_s);
    QTRY_VERIFY(m_broker->isIdle());
    QVERIFY(page<ui::EnqueuePage>()->isVisible());
    QCOMPARE(page<ui::EnqueuePage>()->draft().text(), R"({"echo":"half a tho)");
    QCOMPARE(page<ui::EnqueuePage>()->countBox()->value(), 7);
    QCOMPARE(page<ui::EventsPage>()->whoEdit()->text(), u"ada"_s);
    QCOMPARE(page<ui::TasksPage>()->filterBar()->line(), u"state:dead created:<2h"_s);
    QCOMPARE(page<ui::TasksPage>()->selection().chosen(), chosen);
    QCOMPARE(window()->size(), size);
    openPage(1);
    QCOMPARE(page<ui::TasksPage>()->model().rowCount(), 10);
    QCOMPARE(page<ui::TasksPage>()->details()->tabs()->currentIndex(), 2);
    QTRY_VERIFY(page<ui::TasksPage>()->details()->task());
    QCOMPARE(page<ui::TasksPage>()->details()->task()->id, shown);
}

void TestLanguages::whatWasDone_canStillBeTakenBack()
{
    page<ui::TasksPage>()->acts()->start({.verb = u"cancel"_s, .ids = {idOf(1)}});
    QTRY_VERIFY(window()->actions().action(u"edit.undo"_s)->isEnabled());
    for (const auto &[language, menu] :
         {std::pair {ui::Language::German, u"&Datei"_s}, std::pair {ui::Language::English, u"&File"_s}}) {
        ui::chooseLanguage(**m_settings, language);
        QTRY_COMPARE(firstMenu(), menu);
        QTRY_VERIFY(m_broker->isIdle());
    }
    QVERIFY(window()->actions().action(u"edit.undo"_s)->isEnabled());
    window()->actions().action(u"edit.undo"_s)->trigger();
    QCOMPARE(m_broker->calls().last().path, "/operation/operation/undo");
    QVERIFY(!window()->actions().action(u"edit.undo"_s)->isEnabled());
}

void TestLanguages::windowWithADialog_changesAfterIt()
{
    QDialog question(window());
    question.show();
    ui::chooseLanguage(**m_settings, ui::Language::German);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(firstMenu(), u"&File"_s);
    QVERIFY(question.isVisible());
    question.close();
    question.setParent(nullptr); // of a window that goes
    window()->activateWindow();
    QTRY_COMPARE(firstMenu(), u"&Datei"_s);
}

void TestLanguages::everyWindow_changes()
{
    m_console->openWindow();
    ui::chooseLanguage(**m_settings, ui::Language::German);
    QTRY_COMPARE(m_console->windows().last()->menuBar()->actions().first()->text(), u"&Datei"_s);
    QTRY_COMPARE(firstMenu(), u"&Datei"_s);
    QCOMPARE(m_console->windows().size(), 2);
}

void TestLanguages::actions_keepTheirIdsAndKeys()
{
    const auto known = [this] {
        QStringList all;
        for (const auto &entry : window()->actions().entries())
            all += entry.action->objectName() + u' ' + QKeySequence::listToString(entry.action->shortcuts());
        return all;
    };
    const auto english = known();
    ui::chooseLanguage(**m_settings, ui::Language::German);
    QTRY_COMPARE(firstMenu(), u"&Datei"_s);
    QCOMPARE(known(), english);
    QCOMPARE(window()->actions().conflicts(), QStringList());
}

void TestLanguages::mnemonics_areUniqueInEveryLanguage()
{
    for (const auto language : {ui::Language::English, ui::Language::German}) {
        ui::chooseLanguage(**m_settings, language);
        QTRY_COMPARE(firstMenu(), language == ui::Language::German ? u"&Datei"_s : u"&File"_s);
        QCOMPARE(doubleMnemonics(window()->menuBar()->actions()), QStringList());
        for (const QMenu *menu : menusOf(*window()))
            QCOMPARE(doubleMnemonics(menu->actions()), QStringList());
    }
}

void TestLanguages::numbers_areWrittenAsTheLanguageDoes()
{
    ui::applyLanguage(ui::Language::English);
    QCOMPARE(ui::countText(1'000'000), u"1,000,000"_s); // also where the desktop has no place, as here
    ui::applyLanguage(ui::Language::German);
    QCOMPARE(ui::countText(1'234'567), u"1.234.567"_s);
    QCOMPARE(ui::sizeText(1536), u"1,5 KiB"_s);
    QCOMPARE(QString::number(1.5), u"1.5"_s); // what goes to the broker
}

void TestLanguages::plurals_fitTheNumber()
{
    const auto text = [](int n) { return ui::WindowPages::tr("Enqueued %Ln task(s)", nullptr, n); };
    QCOMPARE(text(1), u"Enqueued 1 task"_s);
    QCOMPARE(text(2), u"Enqueued 2 tasks"_s);
    QCOMPARE(text(0), u"Enqueued 0 tasks"_s);
    ui::applyLanguage(ui::Language::German);
    QCOMPARE(text(1), u"1 Aufgabe eingereiht"_s);
    QCOMPARE(text(1200), u"1.200 Aufgaben eingereiht"_s);
}

void TestLanguages::standardButtons_areGermanWithoutQtsCatalogue()
{
    QTranslator own;
    QVERIFY(own.load(u":/i18n/qt_de"_s));
    QDialogButtonBox box;
    for (int button = QDialogButtonBox::Ok; button <= QDialogButtonBox::RestoreDefaults; button *= 2)
        box.addButton(static_cast<QDialogButtonBox::StandardButton>(button));
    for (const auto *button : box.buttons())
        QVERIFY2(!own.translate("QPlatformTheme", qPrintable(button->text())).isEmpty(), qPrintable(button->text()));
    for (const char *text : {"< &Back", "&Next >", "&Finish", "Commit"})
        QVERIFY2(!own.translate("QWizard", text).isEmpty(), text);
}

void TestLanguages::german_knowsWhatThePagesAskFor()
{
    ui::applyLanguage(ui::Language::English);
    Listener listener;
    m_console.reset();
    QCoreApplication::installTranslator(&listener);
    ui::chooseLanguage(**m_settings, ui::Language::German);
    openConsole();
    for (int row = 0; row < window()->findChild<QListWidget *>()->count(); ++row)
        openPage(row);
    page<ui::TasksPage>()->showTask(idOf(2));
    QTRY_VERIFY(m_broker->isIdle());
    window()->actions().action(u"edit.settings"_s)->trigger();
    window()->actions().action(u"help.shortcuts"_s)->trigger();
    QCOMPARE(listener.missing(), QStringList());
}

void TestLanguages::everyTextOfThePages_goesThroughTranslation()
{
    static const QStringList names {u"Conduit"_s, u"JSON"_s, u"http://127.0.0.1:8080"_s, u"127.0.0.1:8080"_s};
    m_console.reset();
    PseudoLanguage pseudo;
    QCoreApplication::installTranslator(&pseudo);
    m_broker = std::make_unique<PretendBroker>(pretendNow()); // nothing in it has a name
    m_client = std::make_unique<client::Client>(*m_broker);
    openConsole();
    QStringList foreign;
    for (int row = 0; row < window()->findChild<QListWidget *>()->count(); ++row) {
        openPage(row);
        for (const QString &text : textsIn(*window()))
            if (PseudoLanguage::isForeign(text) && !names.contains(text) && !foreign.contains(text))
                foreign += text;
    }
    QCOMPARE(foreign, QStringList());
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestLanguages)
#include "tst_languages.moc"
