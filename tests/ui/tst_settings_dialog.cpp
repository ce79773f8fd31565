// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/confirmation_settings.h"
#include "ui/frame/login_start.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/frame/time_menu.h"
#include "ui/frame/time_settings.h"
#include "ui/frame/tool_strip.h"
#include "ui/models/task_window_model.h"
#include "ui/widgets/density.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/status_colors.h"
#include "ui/widgets/status_palette.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/text_size.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace conduit::test {

/// Choices that take effect at once and are remembered.
class TestSettingsDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theme_changesAtOnceAndIsRemembered();
    void colours_changeAtOnceAndAreRemembered();
    void loginStart_isTurnedOnAndOff();
    void loginStart_saysWhyItCannotBe();
    void keyboard_leadsToTheSheet();
    void density_changesEveryTableAtOnceAndIsRemembered();
    void firstPage_isThatOfTheNextWindow();
    void scrollBar_keepsAwayFromTheFields();
    void clock_hasTwelveHoursAtOnceAndIsRemembered();
    void toolBar_losesItsWordsAtOnceAndKeepsItsNames();
    void text_growsAtOnceInAllWindowsAndIsRemembered();
    void times_areWrittenAnotherWayAtOnceInAllWindowsAndRemembered();
    void search_findsTheGroup();
    void questions_areBroughtBackByMouseAndKeyboard();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    void openConsole(ui::LoginStart *loginStart = nullptr)
    {
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                    .address = u"http://127.0.0.1:8080"_s,
                                                                    .settings = **m_settings,
                                                                    .now = &pretendNow,
                                                                    .loginStart = loginStart});
        m_console->openWindow();
    }
    void openDialog()
    {
        window()->actions().action(u"edit.settings"_s)->trigger();
        m_dialog = window()->findChild<ui::SettingsDialog *>();
        QVERIFY(m_dialog && m_dialog->isVisible());
    }
    /// By keyboard, as many steps down.
    void chooseBelow(const QString &name, int steps) const
    {
        for (auto *box : m_dialog->findChildren<QComboBox *>())
            if (box->accessibleName() == name)
                for (int i = 0; i < steps; ++i)
                    QTest::keyClick(box, Qt::Key_Down);
    }
    [[nodiscard]] QCheckBox *loginBox() const
    {
        for (auto *box : m_dialog->findChildren<QCheckBox *>())
            if (box->accessibleName() == u"Start Conduit at login")
                return box;
        return nullptr;
    }
    [[nodiscard]] int rowHeight() const { return window()->findChild<QTableView *>()->verticalHeader()->defaultSectionSize(); }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::Console> m_console;
    ui::SettingsDialog *m_dialog = nullptr;
};

void TestSettingsDialog::init()
{
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    openConsole();
    openDialog();
    TimedApp::watch();
}

void TestSettingsDialog::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    ui::applyTheme(ui::ThemeChoice::System);
    ui::applyDensity(ui::Density::Comfortable);
    ui::applyStatusColors(ui::StatusColors::Usual);
    ui::TimeFormat::ours().choose({});
    ui::applyToolWords(ui::ToolWords::Beside);
    ui::applyTextSize(ui::kTextSizeOfDesktop);
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestSettingsDialog::theme_changesAtOnceAndIsRemembered()
{
    chooseBelow(u"Theme"_s, 2);
    QTRY_VERIFY(ui::isDark(window()->palette()));
    m_console.reset();
    ui::applyTheme(ui::ThemeChoice::System);
    openConsole();
    QTRY_VERIFY(ui::isDark(window()->palette()));
}

void TestSettingsDialog::colours_changeAtOnceAndAreRemembered()
{
    const auto usual = ui::toneColor(ui::Tone::Bad, window()->palette());
    chooseBelow(u"Colours of states"_s, 1);
    const auto orange = ui::toneColor(ui::Tone::Bad, window()->palette());
    QVERIFY(orange != usual);
    m_console.reset();
    ui::applyStatusColors(ui::StatusColors::Usual);
    openConsole();
    QCOMPARE(ui::toneColor(ui::Tone::Bad, window()->palette()), orange);
}

void TestSettingsDialog::loginStart_isTurnedOnAndOff()
{
    const QTemporaryDir folder;
    ui::LoginStart start(folder.path(), {u"conduit"_s}, u"/"_s);
    m_console.reset();
    openConsole(&start);
    openDialog();
    m_dialog->list()->setCurrentRow(2);
    auto *box = loginBox();
    QVERIFY(box->isEnabled() && !box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(start.isOn());
    // Where it cannot be done, it is said and the switch goes back.
    QVERIFY(QFile::remove(folder.filePath(u"conduit.desktop"_s)));
    QVERIFY(QDir(folder.path()).mkdir(u"conduit.desktop"_s));
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY2(box->accessibleDescription().contains(u"cannot be removed"), qPrintable(box->accessibleDescription()));
    QVERIFY(box->isChecked());
    m_console.reset();
}

void TestSettingsDialog::loginStart_saysWhyItCannotBe()
{
    m_dialog->list()->setCurrentRow(2);
    QVERIFY(!loginBox()->isEnabled());
    QVERIFY(!loginBox()->toolTip().isEmpty());
}

void TestSettingsDialog::keyboard_leadsToTheSheet()
{
    QTest::keyClicks(m_dialog->search(), u"keyboard"_s);
    for (auto *button : m_dialog->findChildren<QPushButton *>())
        if (button->text() == u"Keyboard shortcuts…")
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(window()->findChild<ui::ShortcutSheet *>());
}

void TestSettingsDialog::density_changesEveryTableAtOnceAndIsRemembered()
{
    const int comfortable = rowHeight();
    chooseBelow(u"Rows of tables"_s, 1);
    const int compact = rowHeight();
    QVERIFY2(compact < comfortable, qPrintable(QString::number(compact)));
    m_console.reset();
    ui::applyDensity(ui::Density::Comfortable);
    openConsole();
    QCOMPARE(rowHeight(), compact);
}

void TestSettingsDialog::scrollBar_keepsAwayFromTheFields()
{
    const auto *scroll = qobject_cast<QScrollArea *>(m_dialog->findChild<QStackedWidget *>()->currentWidget());
    QVERIFY(scroll);
    const auto gap = [scroll] { return scroll->widget()->layout()->contentsMargins().right(); };
    QTRY_VERIFY(!scroll->verticalScrollBar()->isVisible());
    QCOMPARE(gap(), 0);
    scroll->widget()->setMinimumHeight(2 * m_dialog->height());
    QTRY_VERIFY(scroll->verticalScrollBar()->isVisible());
    QTRY_VERIFY(gap() >= 8);
}

void TestSettingsDialog::firstPage_isThatOfTheNextWindow()
{
    m_dialog->list()->setCurrentRow(2);
    chooseBelow(u"First page"_s, 3);
    m_dialog->close();
    m_console->openWindow();
    QCOMPARE(m_console->windows().last()->findChild<QListWidget *>()->currentRow(), 2);
}

void TestSettingsDialog::times_areWrittenAnotherWayAtOnceInAllWindowsAndRemembered()
{
    m_broker->add({.taskType = u"echo"_s, .createdAt = pretendNow().addSecs(-240)});
    m_console->openWindow();
    const auto header = [this](qsizetype window) {
        const auto *model = m_console->windows().at(window)->findChild<ui::TaskTableView *>()->model();
        return model->headerData(ui::TaskWindowModel::Created, Qt::Horizontal).toString();
    };
    const auto created = [this] {
        const auto *model = window()->findChild<ui::TaskTableView *>()->model();
        return model->index(0, ui::TaskWindowModel::Created).data().toString();
    };
    const auto button = [this] { return window()->findChild<ui::TimeButton *>()->text(); };
    QTRY_COMPARE(created(), u"4 min ago"_s);
    QCOMPARE(header(0), u"Created"_s);
    QCOMPARE(button(), u"How long ago"_s);
    chooseBelow(u"Times in tables"_s, 2);
    QCOMPARE(created(), u"2026-11-25 13:59:07"_s);
    QCOMPARE(header(0), u"Created (UTC)"_s);
    QCOMPARE(header(1), u"Created (UTC)"_s);
    QCOMPARE(button(), u"UTC"_s);
    m_console.reset();
    ui::TimeFormat::ours().choose({});
    openConsole();
    QTRY_COMPARE(created(), u"2026-11-25 13:59:07"_s);
    window()->actions().action(u"time.relative"_s)->trigger();
    QCOMPARE(created(), u"4 min ago"_s);
    QCOMPARE(button(), u"How long ago"_s);
}

void TestSettingsDialog::clock_hasTwelveHoursAtOnceAndIsRemembered()
{
    m_broker->add({.taskType = u"echo"_s, .createdAt = pretendNow().addSecs(-240)});
    const auto created = [this] {
        const auto *model = window()->findChild<ui::TaskTableView *>()->model();
        return model->index(0, ui::TaskWindowModel::Created).data().toString();
    };
    QTRY_COMPARE(created(), u"4 min ago"_s);
    chooseBelow(u"Times in tables"_s, 2);
    chooseBelow(u"Times of day"_s, 1);
    QCOMPARE(created(), u"2026-11-25 1:59:07 PM"_s);
    m_console.reset();
    ui::TimeFormat::ours().choose({});
    openConsole();
    QTRY_COMPARE(created(), u"2026-11-25 1:59:07 PM"_s);
}

void TestSettingsDialog::toolBar_losesItsWordsAtOnceAndKeepsItsNames()
{
    window()->resize(1200, 700);
    const auto style = [this] { return window()->findChild<ui::ToolStrip *>()->toolButtonStyle(); };
    QCOMPARE(style(), Qt::ToolButtonTextBesideIcon);
    chooseBelow(u"Tool bar"_s, 1);
    QCOMPARE(style(), Qt::ToolButtonIconOnly);
    const auto *strip = window()->findChild<ui::ToolStrip *>();
    int buttons = 0;
    for (const auto *action : strip->actions()) {
        const auto *button = qobject_cast<QToolButton *>(strip->widgetForAction(const_cast<QAction *>(action)));
        if (!button)
            continue;
        ++buttons;
        QVERIFY2(!QAccessible::queryAccessibleInterface(const_cast<QToolButton *>(button))->text(QAccessible::Name).isEmpty(),
                 qPrintable(action->objectName()));
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(action->objectName()));
    }
    QVERIFY(buttons > 3);
    window()->resize(900, 700);
    window()->resize(1200, 700);
    QCOMPARE(style(), Qt::ToolButtonIconOnly);
    m_console.reset();
    ui::applyToolWords(ui::ToolWords::Beside);
    openConsole();
    QCOMPARE(style(), Qt::ToolButtonIconOnly);
}

void TestSettingsDialog::text_growsAtOnceInAllWindowsAndIsRemembered()
{
    const auto height = [this](qsizetype window) {
        return m_console->windows().at(window)->findChild<QTableView *>()->fontMetrics().height();
    };
    const auto rows = rowHeight();
    const auto usual = height(0);
    const auto code = ui::monospaceFont().pointSizeF();
    m_console->openWindow();
    chooseBelow(u"Size of text"_s, 5);
    QTRY_VERIFY(height(0) > usual * 3 / 2);
    QTRY_VERIFY(height(1) > usual * 3 / 2);
    QTRY_VERIFY(rowHeight() > rows);
    QCOMPARE(ui::monospaceFont().pointSizeF(), 2 * code);
    m_console.reset();
    ui::applyTextSize(ui::kTextSizeOfDesktop);
    openConsole();
    QTRY_VERIFY(height(0) > usual * 3 / 2);
    ui::applyTextSize(ui::kTextSizeOfDesktop);
    QTRY_COMPARE(height(0), usual);
}

void TestSettingsDialog::search_findsTheGroup()
{
    QCOMPARE(m_dialog->list()->currentRow(), 0);
    QTest::keyClicks(m_dialog->search(), u"next window"_s);
    QVERIFY(m_dialog->list()->item(0)->isHidden());
    QCOMPARE(m_dialog->list()->currentRow(), 2);
    m_dialog->search()->clear();
    QVERIFY(!m_dialog->list()->item(0)->isHidden());
    QTest::keyClicks(m_dialog->search(), u"high contrast"_s); // One of the choices of a box.
    QVERIFY(m_dialog->list()->item(0)->isHidden());
    QCOMPARE(m_dialog->list()->currentItem()->text(), u"Appearance"_s);
}

void TestSettingsDialog::questions_areBroughtBackByMouseAndKeyboard()
{
    m_dialog->close();
    ui::Confirmations confirmations(**m_settings);
    const QStringList verbs = ui::Confirmations::verbs();
    confirmations.setAsks(verbs.first(), false);
    window()->actions().action(u"edit.settings"_s)->trigger();
    const auto *dialog = window()->findChildren<ui::SettingsDialog *>().last();
    QTest::keyClicks(dialog->search(), u"production broker"_s);
    const auto *group = dialog->findChild<ui::ConfirmationSettings *>();
    const auto boxes = group->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), verbs.size());
    QVERIFY(!boxes.first()->isChecked());
    QTest::keyClick(boxes.last(), Qt::Key_Space);
    QCOMPARE(confirmations.silenced().size(), 2);
    QTest::mouseClick(group->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(confirmations.silenced().isEmpty());
    QVERIFY(boxes.first()->isChecked() && boxes.last()->isChecked());
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestSettingsDialog)
#include "tst_settings_dialog.moc"
