// SPDX-License-Identifier: GPL-3.0-only
// Walks through everything that the console shows, and asks what a person asks who neither sees it nor uses a mouse.
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/guarded_transport.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/main_window.h"
#include "ui/pages/export_dialog.h"
#include "ui/pages/gradual_retry_dialog.h"
#include "ui/pages/many_wizard.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/removal_question.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/token_store.h"
#include "ui/widgets/announcer.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/question_box.h"
#include "ui/widgets/time_series_widget.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::test {

namespace {

constexpr int kHitTarget = 24;
constexpr int kTabsMax = 200;

bool isInteractive(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
        || qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget)
        || qobject_cast<const QPlainTextEdit *>(&widget)
        || (qobject_cast<const QAbstractItemView *>(&widget) && !qobject_cast<const QHeaderView *>(&widget));
}

/// A part of one of Qt's own widgets, which speaks for it.
bool isPart(const QWidget &widget)
{
    if (widget.objectName().startsWith(u"qt_") || widget.inherits("QComboBoxListView")
        || widget.inherits("QComboBoxPrivateContainer"))
        return true;
    for (const auto *owner = widget.parentWidget(); owner; owner = owner->parentWidget()) {
        if (qobject_cast<const QComboBox *>(owner) || qobject_cast<const QAbstractSpinBox *>(owner)
            || qobject_cast<const QTabBar *>(owner) || qobject_cast<const QLineEdit *>(owner)
            || qobject_cast<const QAbstractItemView *>(owner))
            return true;
    }
    return false;
}

QString nameOf(const QWidget &widget)
{
    auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QString idOf(const QWidget &widget)
{
    QStringList path;
    for (const auto *each = &widget; each && path.size() < 4; each = each->parentWidget())
        path.prepend(u"%1 %2"_s.arg(QString::fromLatin1(each->metaObject()->className()), each->objectName()).trimmed());
    return path.join(u" / "_s) + u": "_s + nameOf(widget);
}

/// What is wrong with one widget; empty when all is well.
QString faultOf(const QWidget &widget)
{
    const QString name = nameOf(widget);
    if (name.trimmed().isEmpty())
        return u"no name"_s;
    static const QRegularExpression fileName(u"\\.(png|svg|cpp|ui)$"_s);
    if (name.contains(fileName) || name.startsWith(u"qt_"))
        return u"a name for programs"_s;
    // What a tool bar shows stands in the menu, too; and the keyboard gets there.
    const bool isInToolBar = qobject_cast<const QToolBar *>(widget.parentWidget());
    // Of a group of which one is on, Tab visits that one, and arrows lead to the others.
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const bool isInGroup = button && button->group() && button->group()->exclusive();
    if (!(widget.focusPolicy() & Qt::TabFocus) && !isInToolBar && !isInGroup)
        return u"Tab does not get there"_s;
    const bool isLink = widget.inherits("conduit::ui::LinkButton"); // A word in a text.
    const bool isHit = qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QComboBox *>(&widget);
    if (isHit && !isLink && (widget.height() < kHitTarget || widget.width() < kHitTarget))
        return u"%1 × %2 is too small to hit"_s.arg(widget.width()).arg(widget.height());
    if (const auto *table = qobject_cast<const QTableView *>(&widget)) {
        if (table->tabKeyNavigation())
            return u"Tab does not leave it"_s;
        if (table->model() && table->model()->rowCount() > 0
            && table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().size()
                <= table->model()->index(0, 0).data(Qt::DisplayRole).toString().size()
            && table->model()->columnCount() > 1)
            return u"a row says only its first cell: "_s + table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    }
    return {};
}

/// Of everything that can be used under `root`.
QStringList faultsUnder(const QWidget &root)
{
    QStringList faults;
    for (const auto *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible() || !isInteractive(*widget) || isPart(*widget))
            continue;
        if (const auto fault = faultOf(*widget); !fault.isEmpty())
            faults.append(u"%1 (%2)"_s.arg(fault, idOf(*widget)));
    }
    return faults;
}

/// What Tab passes over though it may be used.
QStringList missedByTab(QWidget &window)
{
    QSet<const QWidget *> visited;
    const auto *start = QApplication::focusWidget();
    for (int tab = 0; tab < kTabsMax; ++tab) {
        auto *focus = QApplication::focusWidget();
        if (!focus)
            return {u"nothing has the keyboard"_s};
        if (nameOf(*focus).trimmed().isEmpty())
            return {u"no name: "_s + idOf(*focus)};
        visited.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
        if (tab > 0 && QApplication::focusWidget() == start)
            break;
    }
    if (!visited.contains(start) || QApplication::focusWidget() != start)
        return {u"Tab does not come round, and ends at "_s
                + (QApplication::focusWidget() ? idOf(*QApplication::focusWidget()) : QString())};
    QStringList missed;
    for (const auto *widget : window.findChildren<QWidget *>()) {
        const bool mayBeUsed = widget->isVisible() && widget->isEnabled() && isInteractive(*widget) && !isPart(*widget)
            && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        if (mayBeUsed && !visited.contains(widget))
            missed.append(idOf(*widget));
    }
    return missed;
}

#define VERIFY_NONE(faults)                                                                                                    \
    do {                                                                                                                       \
        const QStringList found = faults;                                                                                      \
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u"\n  "_s)));                                                          \
    } while (false)

/// Those that need tasks to be about, and are made without.
const QMap<QString, std::function<std::unique_ptr<QDialog>(QWidget *)>> &ownDialogs()
{
    static const ui::FormWords words {.window = u"Change"_s, .title = u"Change 2 tasks"_s, .text = {}, .yes = u"Change"_s};
    static const QMap<QString, std::function<std::unique_ptr<QDialog>(QWidget *)>> dialogs {
        {u"retry gradually"_s,
         [](QWidget *window) { return std::make_unique<ui::GradualRetryDialog>(u"echo"_s, u"disk full"_s, 12, window); }},
        {u"priority"_s, [](QWidget *window) { return std::make_unique<ui::PriorityDialog>(words, 5, window); }},
        {u"move"_s, [](QWidget *window) { return std::make_unique<ui::MoveDialog>(words, QStringList {u"mails"_s}, window); }},
        {u"reschedule"_s,
         [](QWidget *window) { return std::make_unique<ui::RescheduleDialog>(words, QDateTime(), &pretendNow, window); }},
        {u"tags"_s, [](QWidget *window) { return std::make_unique<ui::TagsDialog>(words, window); }},
        {u"export"_s, [](QWidget *window) { return std::make_unique<ui::ExportDialog>(u"All tasks"_s, u"2 tasks"_s, window); }},
        {u"remove"_s,
         [](QWidget *window) {
             return std::make_unique<ui::RemovalQuestion>(ui::RemovalQuestion::Counts {.waiting = 2, .ended = 3}, window);
         }},
        {u"typed question"_s, [](QWidget *window) {
             return std::make_unique<ui::QuestionBox>(ui::Question {.title = u"Delete"_s,
                                                                    .text = u"Delete 1,204 tasks?"_s,
                                                                    .details = u"For good."_s,
                                                                    .yes = u"Delete"_s,
                                                                    .no = u"Keep"_s,
                                                                    .silence = u"Do not ask again"_s,
                                                                    .toType = u"1,204"_s,
                                                                    .isFinal = true},
                                                      window);
         }}};
    return dialogs;
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void everyPage_canBeUsedWithoutAMouse_data() { pages(); }
    void everyPage_canBeUsedWithoutAMouse();
    void everyPage_keepsTheKeyboardWhereItIs_data() { pages(); }
    void everyPage_keepsTheKeyboardWhereItIs();
    void everyTabOfATask_canBeUsed();
    void everyDialog_canBeUsed_data();
    void everyDialog_canBeUsed();
    void everyMenu_saysWhatItDoes();
    void everyChart_hasATwinOfWords();
    void alerts_comeOneAtATime();
    void messages_takeNoFocus();

private:
    void checkCharts(int count);
    void pages();
    void fillBroker();
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().last(); }
    [[nodiscard]] ui::NavRail *rail() const { return window()->findChild<ui::NavRail *>(); }
    void open(int page);
    /// The dialog of this kind that is open; null when there is none.
    [[nodiscard]] static QWidget *dialog() { return QApplication::activeModalWidget(); }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<ui::GuardedTransport> m_guard;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<PretendWorkers> m_workers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::TokenFolder> m_tokens;
    std::unique_ptr<ui::Console> m_console;
};

void TestAccessibility::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    fillBroker();
    m_guard = std::make_unique<ui::GuardedTransport>(*m_broker);
    m_client = std::make_unique<client::Client>(*m_guard);
    m_settings = std::make_unique<PretendSettings>();
    ui::ConnectionBook(**m_settings)
        .setProfiles({{.name = u"live"_s, .address = u"http://192.0.2.7:8080"_s, .environment = ui::Environment::Production}});
    m_workers = std::make_unique<PretendWorkers>();
    m_workers->setCount(2);
    m_tokens = std::make_unique<ui::TokenFolder>(m_folder->filePath(u"tokens"_s));
    m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                .address = u"http://127.0.0.1:8080"_s,
                                                                .settings = **m_settings,
                                                                .now = &pretendNow,
                                                                .localWorkers = m_workers.get(),
                                                                .guard = m_guard.get()},
                                              m_tokens.get());
    m_console->openWindow()->resize(1280, 800);
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    QTRY_VERIFY(window()->findChild<ui::TasksPage *>()->model().rowCount() > 0);
    TimedApp::watch();
}

void TestAccessibility::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_client.reset();
    m_guard.reset();
    m_broker.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestAccessibility::fillBroker()
{
    m_broker->addSchema(R"({"task_type":"echo","description":"Says it again","fields":{
        "echo":{"field_type":"string","required":true,"description":"what","example":"hello"},
        "count":{"field_type":"number","required":false},"loud":{"field_type":"boolean","required":false},
        "more":{"field_type":"object","required":false},
        "list":{"field_type":"array","required":false},
        "image":{"field_type":"string","required":false,"description":"base64 of a picture"}}})");
    for (const auto &state :
         {u"completed"_s, u"ready"_s, u"running"_s, u"dead"_s, u"scheduled"_s, u"retrying"_s, u"cancelled"_s}) {
        wire::Task task;
        task.id = u"00000000-0000-7000-8000-00000000000%1"_s.arg(m_broker->tasks());
        task.taskType = u"echo"_s;
        task.state = state;
        task.queue = u"mails"_s;
        task.payload = R"({"echo":"hello"})";
        if (state == u"dead")
            task.result = {.output = "null", .error = u"disk full"_s};
        m_broker->add(task);
        wire::Attempt attempt;
        attempt.number = 1;
        attempt.outcome = u"failed"_s;
        attempt.error = u"disk full"_s;
        attempt.worker = u"w"_s;
        m_broker->setAttempts(task.id, {attempt});
    }
    m_broker->remove(u"00000000-0000-7000-8000-000000000006"_s);
    m_broker->setAnswer(u"/task/groups"_s, [](const auto &) {
        return R"({"groups":[{"type":"echo","signature":"disk full","n":1,"first_seen":"2026-11-25T14:02:07.000Z",
            "last_seen":"2026-11-25T14:02:07.000Z","example":"00000000-0000-7000-8000-000000000003","q":"state:dead"}],
            "omitted":0,"looked_at":1,"exact":true,"next":null})";
    });
    m_broker->setAudit(R"({"entries":[{"id":1,"time":"2026-11-25T14:02:07.000Z","actor":{"via":"loopback","name":"ada",
        "address":"127.0.0.1"},"verb":"cancel","kind":"task","target":"00000000-0000-7000-8000-000000000006","detail":"",
        "reason":"","outcome":"done","counts":null}],"next":null})");
    m_broker->pause(u"letters"_s, {.reason = u"rain"_s});
    wire::Worker worker;
    worker.name = u"far-1"_s;
    worker.concurrency = 2;
    worker.lastSeenAt = pretendNow();
    m_broker->setWorkers({worker});
}

void TestAccessibility::pages()
{
    QTest::addColumn<int>("page");
    int page = 0;
    for (const auto *name : {"overview", "tasks", "enqueue", "types", "workers", "queues", "dead", "events"})
        QTest::newRow(name) << page++;
}

void TestAccessibility::open(int page)
{
    rail()->setCurrentRow(page);
    QTRY_VERIFY(m_broker->isIdle());
    QCoreApplication::processEvents();
}

void TestAccessibility::everyPage_canBeUsedWithoutAMouse()
{
    QFETCH(const int, page);
    open(page);
    VERIFY_NONE(faultsUnder(*window()));
    for (auto *tabs : window()->findChildren<QTabWidget *>()) {
        for (int tab = tabs->isVisible() ? tabs->count() - 1 : 0; tab > 0; --tab) {
            tabs->setCurrentIndex(tab);
            QTRY_VERIFY(m_broker->isIdle());
            VERIFY_NONE(faultsUnder(*tabs));
        }
        tabs->setCurrentIndex(0);
    }
    rail()->setFocus();
    VERIFY_NONE(missedByTab(*window()));
}

void TestAccessibility::everyPage_keepsTheKeyboardWhereItIs()
{
    QFETCH(const int, page);
    open(page);
    rail()->setFocus();
    for (int stop = 0; stop < 12; ++stop) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto *before = QApplication::focusWidget();
        m_broker->add({.taskType = u"echo"_s, .state = u"dead"_s});
        window()->actions().action(u"view.refresh"_s)->trigger();
        QTRY_VERIFY(m_broker->isIdle());
        QCoreApplication::processEvents();
        QVERIFY2(QApplication::focusWidget() == before, qPrintable(idOf(*before)));
    }
}

void TestAccessibility::everyTabOfATask_canBeUsed()
{
    auto *tasks = window()->findChild<ui::TasksPage *>();
    tasks->showTask(u"00000000-0000-7000-8000-000000000003"_s);
    QTRY_VERIFY(tasks->details()->task());
    auto *tabs = tasks->details()->findChild<QTabWidget *>();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QTRY_VERIFY(m_broker->isIdle());
        QVERIFY(!tabs->tabText(tab).isEmpty());
        VERIFY_NONE(faultsUnder(*tasks->details()));
    }
}

void TestAccessibility::everyDialog_canBeUsed_data()
{
    QTest::addColumn<QString>("action");
    QTest::newRow("settings") << u"edit.settings"_s;
    QTest::newRow("connections") << u"connection.list"_s;
    QTest::newRow("shortcuts") << u"help.shortcuts"_s;
    QTest::newRow("many") << u"task.enqueue_many"_s;
    QTest::newRow("pause a queue") << u"queue.pause"_s;
    QTest::newRow("delete a queue") << u"queue.delete"_s;
    QTest::newRow("delete a type") << u"type.delete"_s;
    QTest::newRow("about") << u"help.about"_s;
    for (const auto &name : ownDialogs().keys())
        QTest::newRow(qPrintable(name)) << QString();
}

void TestAccessibility::everyDialog_canBeUsed()
{
    QFETCH(const QString, action);
    std::unique_ptr<QDialog> own;
    QWidget *shown = nullptr;
    if (action.isEmpty()) {
        own = ownDialogs().value(QString::fromLatin1(QTest::currentDataTag()))(window());
        own->open();
    } else {
        open(action.startsWith(u"queue.") ? 5 : action == u"type.delete" ? 3 : 2);
        if (auto *queues = window()->findChild<QTableView *>(u"queues"_s); action == u"queue.pause")
            queues->setCurrentIndex(queues->model()->index(1, 0)); // The first one is paused.
        QTRY_VERIFY(window()->actions().action(action)->isEnabled());
        window()->actions().action(action)->trigger();
    }
    QTRY_VERIFY((shown = dialog() ? dialog() : window()->findChild<ui::ManyWizard *>()));
    QTRY_VERIFY(shown->isVisible());
    shown->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(shown));
    QVERIFY2(!shown->windowTitle().isEmpty(), shown->metaObject()->className());
    VERIFY_NONE(faultsUnder(*shown));
    (void)QTest::qWaitFor([&] { return QApplication::focusWidget() && shown->isAncestorOf(QApplication::focusWidget()); });
    QVERIFY2(QApplication::focusWidget() && shown->isAncestorOf(QApplication::focusWidget()),
             QApplication::focusWidget() ? qPrintable(idOf(*QApplication::focusWidget())) : "nothing has the keyboard");
    VERIFY_NONE(missedByTab(*shown));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!shown->isVisible());
}

void TestAccessibility::everyMenu_saysWhatItDoes()
{
    int actions = 0;
    const auto walk = [&actions](const auto &self, const QMenu &menu) -> void {
        for (const auto *action : menu.actions()) {
            if (action->isSeparator())
                continue;
            ++actions;
            QVERIFY2(!action->text().trimmed().isEmpty(), qPrintable(menu.title()));
            if (action->menu())
                self(self, *action->menu());
            else if (!action->isEnabled())
                QVERIFY2(!action->toolTip().isEmpty() && menu.toolTipsVisible(), qPrintable(menu.title() + action->text()));
        }
    };
    for (const auto *action : window()->menuBar()->actions())
        walk(walk, *action->menu());
    QVERIFY(actions > 60);
    for (const auto &entry : window()->actions().entries())
        QVERIFY2(!entry.action->text().isEmpty() && !entry.menu.isEmpty(), qPrintable(entry.action->objectName()));
}

void TestAccessibility::everyChart_hasATwinOfWords()
{
    open(0);
    checkCharts(3);
    open(5);
    checkCharts(2);
}

void TestAccessibility::checkCharts(int count)
{
    const auto visible = [this] {
        auto charts = window()->findChildren<ui::TimeSeriesWidget *>();
        charts.removeIf([](const auto *chart) { return !chart->isVisible(); });
        return charts;
    };
    QTRY_COMPARE(visible().size(), count);
    for (auto *chart : visible()) {
        QVERIFY(!nameOf(*chart->canvas()).isEmpty());
        QVERIFY(chart->canvas()->focusPolicy() & Qt::TabFocus);
        QVERIFY(!chart->tableButton()->accessibleName().isEmpty());
        chart->tableButton()->setFocus();
        QTest::keyClick(chart->tableButton(), Qt::Key_Space);
        QVERIFY(chart->table()->isVisible());
        QVERIFY(!nameOf(*chart->table()).isEmpty());
        QVERIFY(!chart->table()->tabKeyNavigation());
    }
}

void TestAccessibility::alerts_comeOneAtATime()
{
    QWidget first(window());
    QWidget second(window());
    for (auto [widget, name] : {std::pair {&first, u"one"_s}, {&second, u"two"_s}}) {
        widget->setAccessibleName(name);
        widget->show();
    }
    QStringList said;
    ui::Announcer announcer(50ms, [&said](const QWidget &widget) { said.append(widget.accessibleName()); });
    announcer.announce(first);
    for (int i = 0; i < 9; ++i)
        announcer.announce(i % 2 == 0 ? first : second);
    announcer.announce(second);
    QCOMPARE(said, QStringList {u"one"_s});
    QTRY_COMPARE(said, QStringList({u"one"_s, u"two"_s}));
    QVERIFY(ui::Announcer::kPace >= 5s);
}

void TestAccessibility::messages_takeNoFocus()
{
    open(1);
    const auto *before = QApplication::focusWidget();
    QVERIFY(before);
    auto *toast = window()->findChild<ui::Toast *>();
    toast->showMessage(u"Done"_s, ui::Toast::undoWord());
    QVERIFY(toast->isVisible());
    QCOMPARE(QApplication::focusWidget(), before);
    QCOMPARE(nameOf(*toast), u"Done"_s);
    m_broker->setAway(true);
    window()->actions().action(u"view.refresh"_s)->trigger();
    const auto bars = window()->findChildren<ui::MessageBar *>();
    QTRY_VERIFY(std::ranges::any_of(bars, [](const QWidget *bar) { return bar->isVisible(); }));
    QCOMPARE(QApplication::focusWidget(), before);
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestAccessibility)
#include "tst_accessibility.moc"
