// SPDX-License-Identifier: GPL-3.0-only
// The keys of the console against the table that people learn them from.
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/key_choices.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/frame/tool_strip.h"
#include "ui/main_window.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

struct Key
{
    const char *keys;
    const char *action; ///< What it does, by its id in the hub.
};

constexpr Key kKeys[] {
    {"Ctrl+1", "page.overview"},
    {"Ctrl+2", "page.tasks"},
    {"Ctrl+3", "page.enqueue"},
    {"Ctrl+4", "page.types"},
    {"Ctrl+5", "page.workers"},
    {"Ctrl+6", "page.queues"},
    {"Ctrl+7", "page.dead"},
    {"Ctrl+8", "page.events"},
    {"Ctrl+K", "edit.locate"},
    {"F5", "view.refresh"},
    {"Ctrl+R", "view.refresh"},
    {"Ctrl+L", "view.live"},
    {"Ctrl+E", "task.new"},
    {"Ctrl+Shift+E", "task.enqueue_many"},
    {"Ctrl+Z", "edit.undo"},
    {"Ctrl+Shift+O", "connection.list"},
    {"Ctrl+N", "window.new"},
    {"Ctrl+W", "window.close"},
    {"F6", "window.next_pane"},
    {"Shift+F6", "window.previous_pane"},
    {"Ctrl+,", "edit.settings"},
    {"F1", "help.shortcuts"},
    {"Ctrl+/", "help.shortcuts"},
    {"F11", "view.full_screen"},
    {"Ctrl+Q", "program.quit"},
    {"Ctrl+Shift+R", "task.retry"},
    {"Ctrl+Shift+X", "task.cancel"},
    {"Alt+Up", "task.previous"},
    {"Alt+Down", "task.next"},
    {"Del", "task.remove"},
    {"Shift+Del", "task.delete"},
    {"Ctrl+D", "task.enqueue_copy"},
    {"Ctrl+Shift+T", "type.enqueue"},
    {"Ctrl+T", "filter.new_tab"},
    {"Ctrl+Tab", "filter.next_tab"},
    {"Ctrl+Shift+Tab", "filter.previous_tab"},
    {"Ctrl+F4", "filter.close_tab"},
    {"Ctrl+C", "list.copy_ids"},
    {"Ctrl+Shift+C", "task.copy_curl"},
    {"Ctrl+A", "list.select_all"},
    {"Ctrl+Shift+A", "list.clear_selection"},
    {"Ctrl+G", "list.go_to_time"},
    {"Home", "list.newest"},
    {"End", "list.oldest"},
    {"J", "list.down"},
    {"K", "list.up"},
    {"Space", "list.peek"},
};

} // namespace

class TestShortcuts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<PretendBroker>(pretendNow());
        for (const auto &state : {u"ready"_s, u"dead"_s, u"completed"_s})
            m_broker->add({.taskType = u"echo"_s, .state = state});
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<PretendSettings>();
        m_workers = std::make_unique<PretendWorkers>();
        m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = *m_client,
                                                                      .address = u"http://127.0.0.1:8080"_s,
                                                                      .settings = **m_settings,
                                                                      .now = &pretendNow,
                                                                      .localWorkers = m_workers.get()});
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_COMPARE(tasks()->model().rowCount(), 3);
        TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = TimedApp::fault();
        m_window.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void everyKeyOfTheTable_doesWhatItSays()
    {
        for (const Key &key : kKeys) {
            const auto *action = m_window->actions().action(QString::fromLatin1(key.action));
            QVERIFY2(action, key.action);
            QVERIFY2(action->shortcuts().contains(QKeySequence(QString::fromLatin1(key.keys))), key.keys);
        }
    }

    void heldKey_movesOnAndDoesNothingTwice()
    {
        QStringList again;
        for (const auto &entry : m_window->actions().entries())
            if (entry.action->autoRepeat())
                again.append(entry.action->objectName());
        again.sort();
        QCOMPARE(again, QStringList({u"task.next"_s, u"task.previous"_s}));
    }

    void everyKey_standsForOneAction()
    {
        const auto conflicts = m_window->actions().conflicts();
        QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join(u'\n')));
    }

    /// Nobody destroys anything by typing a word into the wrong place: letters move, and only while the list has the keyboard.
    void noPlainKey_destroysAnything()
    {
        for (const auto &entry : m_window->actions().entries()) {
            for (const auto &keys : entry.action->shortcuts()) {
                const auto first = keys[0];
                const bool isPlain = !(first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
                const bool isLetter = first.key() >= Qt::Key_Space && first.key() <= Qt::Key_AsciiTilde;
                const bool isOfTheList = entry.action->objectName().startsWith(u"list.")
                    && entry.action->shortcutContext() == Qt::WidgetWithChildrenShortcut;
                QVERIFY2(!(isPlain && isLetter) || keys == QKeySequence(u"/"_s) || isOfTheList, qPrintable(keys.toString()));
                QVERIFY2(!ui::takesAway(entry.action->objectName()) || !isPlain || first.key() == Qt::Key_Delete,
                         qPrintable(entry.action->objectName()));
            }
        }
    }

    void typingIntoTheList_changesNothing()
    {
        auto *table = tasks()->table();
        table->setFocus();
        table->setCurrentIndex(tasks()->model().index(0, 0));
        const auto before = m_broker->calls().size();
        QTest::keyClicks(table, u"cancel delete retry kill xdqk"_s);
        QTRY_VERIFY(m_broker->isIdle());
        const auto calls = m_broker->calls().sliced(before);
        QVERIFY(std::ranges::all_of(calls, [](const client::Call &call) { return call.method == "GET"; }));
    }

    void theToolBar_destroysNothing()
    {
        const auto *bar = m_window->findChild<ui::ToolStrip *>();
        QVERIFY(!bar->actions().isEmpty());
        for (const auto *action : bar->actions())
            QVERIFY2(!action->objectName().contains(u"delete") && !action->objectName().contains(u"purge"),
                     qPrintable(action->objectName()));
    }

    /// In each row of buttons, what deletes stands last, away from what is used most.
    void deleting_standsApart()
    {
        m_window->findChild<ui::NavRail *>()->setCurrentRow(6);
        const auto *page = m_window->findChild<ui::DeadPage *>();
        QList<const QToolButton *> row;
        for (const auto *button : page->findChildren<QToolButton *>())
            if (button->isVisible() && button->defaultAction())
                row.append(button);
        QVERIFY(row.size() > 2);
        std::ranges::sort(row, {}, [](const QToolButton *button) { return button->x(); });
        QVERIFY(ui::takesAway(row.last()->defaultAction()->objectName()));
        QVERIFY(!ui::takesAway(row.first()->defaultAction()->objectName()));
        QVERIFY(row.last()->x() - row.at(row.size() - 2)->geometry().right() > row.last()->width());
    }

    void theSheet_printsEveryKey()
    {
        ui::KeyChoices choices(m_window->actions(), **m_settings);
        ui::ShortcutSheet sheet(m_window->actions(), choices, m_window.get());
        sheet.show();
        QStringList said;
        for (const auto *view : sheet.findChildren<QAbstractItemView *>()) {
            const auto *model = view->model();
            const auto walk = [&said, model](const auto &self, const QModelIndex &parent) -> void {
                for (int row = 0; row < model->rowCount(parent); ++row) {
                    for (int column = 0; column < model->columnCount(parent); ++column)
                        said.append(model->index(row, column, parent).data().toString());
                    self(self, model->index(row, 0, parent));
                }
            };
            walk(walk, {});
        }
        for (const auto &entry : m_window->actions().entries()) {
            const auto keys = entry.action->shortcut().toString(QKeySequence::NativeText);
            if (!keys.isEmpty())
                QVERIFY2(std::ranges::any_of(said, [&](const QString &text) { return text.contains(keys); }), qPrintable(keys));
        }
    }

private:
    [[nodiscard]] ui::TasksPage *tasks() const { return m_window->findChild<ui::TasksPage *>(); }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<PretendWorkers> m_workers;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestShortcuts)
#include "tst_shortcuts.moc"
