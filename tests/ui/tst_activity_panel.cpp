// SPDX-License-Identifier: GPL-3.0-only
// What goes on with many tasks, and what the window has told: models, feed, panel and the window around them.
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/feeds/activity_feed.h"
#include "ui/format/operation_words.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/activity_button.h"
#include "ui/frame/activity_panel.h"
#include "ui/frame/undo_trail.h"
#include "ui/main_window.h"
#include "ui/models/operation_pace.h"
#include "ui/models/told_model.h"
#include "ui/pages/operation_failures.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/recent_operations.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/toast.h"

#include <conduit/event_stream.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

wire::ListedOperation operation(const QString &id, const QString &state, qint64 done, std::optional<double> progress = {})
{
    wire::ListedOperation listed;
    listed.operation = {.id = id, .verb = u"retry"_s, .state = state, .matched = 100, .done = done, .isUndoable = true};
    listed.progress = progress;
    listed.createdAt = test::pretendNow().addSecs(-60);
    listed.via = u"token"_s;
    listed.actor = u"ada"_s;
    listed.detail = u"state:dead type:resize"_s;
    return listed;
}

ui::ActivityRow row(const QString &id, int secondsAgo, bool isRun = false)
{
    ui::ActivityRow made;
    made.id = id;
    made.isRun = isRun;
    made.beganAt = test::pretendNow().addSecs(-secondsAgo);
    return made;
}

QByteArray json(const QByteArray &id, const QByteArray &state, int done, int failed = 0, const QByteArray &progress = "null")
{
    return "{\"id\":\"" + id + "\",\"verb\":\"retry\",\"state\":\"" + state + "\",\"undoable\":true,\"matched\":700,\"done\":"
        + QByteArray::number(done) + ",\"skipped\":2,\"failed\":" + QByteArray::number(failed) + ",\"progress\":" + progress
        + ",\"created_at\":\"2026-11-25T14:02:07.000Z\",\"ended_at\":null,\"actor\":{\"via\":\"token\",\"name\":\"ada\","
          "\"address\":\"10.0.0.7\"},\"detail\":\"state:dead type:resize\"}";
}

QByteArray listOf(const QByteArrayList &operations) { return "{\"operations\":[" + operations.join(',') + "]}"; }

} // namespace

class TestActivityPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<test::PretendSettings>();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_console.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void model_hasTheNewestFirstAndRunsAboveThem()
    {
        ui::ActivityModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({row(u"old"_s, 90), row(u"new"_s, 5), row(u"file"_s, 200, true)});
        QCOMPARE(model.rowAt(0).id, u"file"_s);
        QCOMPARE(model.rowAt(1).id, u"new"_s);
        QCOMPARE(model.rowAt(2).id, u"old"_s);
        const QPersistentModelIndex old = model.index(2, 0);
        model.setRows({row(u"newest"_s, 1), row(u"old"_s, 90), row(u"new"_s, 5)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(old.row(), 2);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void pace_saysHowFastAndHowLongYet()
    {
        const QDateTime start = test::pretendNow();
        ui::OperationPace pace;
        pace.note(operation(u"o"_s, u"running"_s, 0, 0.0), start);
        QVERIFY(pace.text(u"o"_s).isEmpty());
        pace.note(operation(u"o"_s, u"running"_s, 50, 0.2), start.addSecs(5));
        QCOMPARE(pace.text(u"o"_s), u"10 tasks/s, about 20 s left"_s);
        pace.note(operation(u"o"_s, u"paused"_s, 50, 0.2), start.addSecs(6));
        QVERIFY(pace.text(u"o"_s).isEmpty());
        pace.note(operation(u"o"_s, u"undoing"_s, 50), start.addSecs(10));
        pace.note(operation(u"o"_s, u"undoing"_s, 40), start.addSecs(12));
        QCOMPARE(pace.text(u"o"_s), u"5 tasks/s, about 8.0 s left"_s);
        pace.keepOnly({});
        QVERIFY(pace.text(u"o"_s).isEmpty());
    }

    void words_sayWhichTasks()
    {
        auto listed = operation(u"o"_s, u"done"_s, 41);
        QCOMPARE(ui::operationTasksText(listed), u"state:dead type:resize"_s);
        listed.detail = u"41 ids"_s;
        QCOMPARE(ui::operationTasksText(listed), u"41 selected tasks"_s);
        listed.detail.clear();
        QCOMPARE(ui::operationTasksText(listed), u"All tasks"_s);
        listed.via = u"broker"_s;
        QVERIFY(ui::operationTasksText(listed).isEmpty());
        listed.operation.verb = u"polish"_s; // Of a newer broker.
        QCOMPARE(ui::operationText(listed.operation), u"polish"_s);
    }

    void told_isBoundedAndSaysTheSameOnce()
    {
        ui::ToldModel told(&test::pretendNow, [](int number) { return number == 7; });
        const QAbstractItemModelTester tester(&told, QAbstractItemModelTester::FailureReportingMode::QtTest);
        told.add(u"Retrying… 120 of 700"_s, false);
        told.add(u"Retrying… 1,240 of 7,000"_s, false);
        QCOMPARE(told.rowCount(), 1);
        QCOMPARE(told.entryAt(0).text, u"Retrying… 1,240 of 7,000"_s);
        told.add(u"Retried 1 task"_s, false, 7);
        told.add(u"Retried 2 tasks"_s, false, 8);
        QCOMPARE(told.rowCount(), 3);
        QVERIFY(!told.canUndo(told.entryAt(0)));
        QVERIFY(told.canUndo(told.entryAt(1)));
        told.noteUndone(7);
        QVERIFY(!told.canUndo(told.entryAt(1)));
        QCOMPARE(told.index(1, ui::ToldModel::Undo).data().toString(), u"Undone"_s);
        for (int i = 0; i < 600; ++i)
            told.add(i % 2 ? u"odd"_s : u"even"_s, false);
        QCOMPARE(told.rowCount(), ui::ToldModel::kEntriesMax);
    }

    void feed_readsWhenItHearsOfNewsAndNotWhileNobodyAnswers()
    {
        test::ScriptedTransport broker;
        client::Client client(broker);
        ui::ActivityFeed feed(client, &test::pretendNow);
        QSignalSpy changed(&feed, &ui::ActivityFeed::changed);
        feed.reload();
        broker.expectNothing();
        feed.setOnline(true);
        broker.expect("GET", "/operation?limit=50");
        broker.answer(200, listOf({json("o-1", "running", 118, 0, "0.25")}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(feed.rows().first().what, u"Retrying… 120 of 700"_s);
        QCOMPARE(feed.rows().first().who, u"ada"_s);
        QCOMPARE(*feed.rows().first().percent, 25.0);
        QCOMPARE(feed.rows().first().notChanged, u"2 skipped"_s);
        Q_EMIT client.events().operationsChanged({u"o-1"_s});
        Q_EMIT client.events().operationsChanged({u"o-1"_s});
        QTRY_VERIFY(broker.isAsked("GET", "/operation?limit=50"));
        QCOMPARE(broker.waitingCalls(), 1);
    }

    void refusal_isToldInPlaceOfTheOperations()
    {
        test::ScriptedTransport broker;
        client::Client client(broker);
        ui::ActivityFeed feed(client, &test::pretendNow);
        ui::UndoTrail trail(&test::pretendNow);
        ui::ToldModel told(&test::pretendNow, [](int) { return false; });
        ui::ActivityPanel panel({client, feed, told, trail, &test::pretendNow}, nullptr);
        feed.setOnline(true);
        QCOMPARE(panel.emptyState()->title(), u"Loading…"_s);
        broker.expect("GET", "/operation");
        broker.answer(403, R"({"error":{"code":"forbidden","message":"This token may only enqueue."}})");
        QCOMPARE(feed.refusal(), u"This token may only enqueue."_s);
        QCOMPARE(panel.emptyState()->title(), u"The broker does not give this list"_s);
        QCOMPARE(panel.emptyState()->accessibleDescription(), u"This token may only enqueue."_s);
        feed.reload();
        broker.expect("GET", "/operation");
        broker.answer(200, listOf({}));
        QCOMPARE(panel.emptyState()->title(), u"Nothing is under way"_s);
    }

    void feed_doesWhatIsAskedAndTellsWhatWasNotDone()
    {
        test::ScriptedTransport broker;
        client::Client client(broker);
        ui::ActivityFeed feed(client, &test::pretendNow);
        feed.setOnline(true);
        broker.expect("GET", "/operation");
        broker.answer(200, listOf({json("o-1", "running", 118)}));
        QSignalSpy failed(&feed, &ui::ActivityFeed::failed);
        feed.pause(feed.rows().first());
        broker.expect("POST", "/operation/o-1/pause");
        broker.answer(200, json("o-1", "paused", 118));
        broker.expect("GET", "/operation");
        broker.answer(200, listOf({json("o-1", "paused", 118)}));
        QCOMPARE(feed.rows().first().state, u"paused"_s);
        feed.undo(feed.rows().first());
        broker.expect("POST", "/operation/o-1/undo");
        broker.answer(409, R"({"error":{"code":"wrong_state","message":"It is paused."}})");
        QCOMPARE(failed.size(), 1);
    }

    void panel_isHiddenAtFirstAndRemembered()
    {
        openConsole({});
        QVERIFY(panel()->isHidden());
        action(u"view.activity"_s)->trigger();
        QVERIFY(panel()->isVisible());
        QCOMPARE(panel()->emptyState()->title(), u"Nothing is under way"_s);
        window()->close();
        m_console.reset();
        openConsole({});
        QVERIFY(panel()->isVisible());
        action(u"window.reset_layout"_s)->trigger();
        QVERIFY(panel()->isHidden());
    }

    void operationsOfOthers_areShownAndStopped()
    {
        openConsole({json("o-1", "running", 118, 3, "0.25"), json("o-0", "done", 12)});
        auto *button = window()->findChild<ui::ActivityButton *>();
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(button->button()->text(), u"1 operation under way"_s);
        QVERIFY(button->button()->toolTip().contains(u"Retrying… 123 of 700"_s));
        QCOMPARE(button->bar()->value(), 25);
        button->button()->click();
        QVERIFY(panel()->isVisible());
        choose(u"o-1"_s);
        QVERIFY(panel()->failures()->isVisible());
        QVERIFY(action(u"activity.stop"_s)->isEnabled());
        QVERIFY(!action(u"activity.undo"_s)->isEnabled());
        action(u"activity.stop"_s)->trigger();
        QTRY_VERIFY(isAsked("POST", "/operation/o-1/stop"));
        action(u"activity.pause"_s)->trigger();
        QTRY_VERIFY(isAsked("POST", "/operation/o-1/pause"));
        choose(u"o-0"_s);
        QVERIFY(!action(u"activity.pause"_s)->isEnabled());
        action(u"activity.undo"_s)->trigger();
        QTRY_VERIFY(isAsked("POST", "/operation/o-0/undo"));
        action(u"activity.tasks"_s)->trigger();
        QTRY_COMPARE(window()->findChild<ui::TasksPage *>()->isVisible(), true);
    }

    void whatWasTold_isKeptAndTakenBackThere()
    {
        openConsole({});
        int undone = 0;
        Q_EMIT window()->findChild<ui::QueuesPage *>()->done(u"Paused <b>mails</b>"_s, [&] { ++undone; });
        action(u"view.activity"_s)->trigger();
        panel()->tabs()->setCurrentIndex(1);
        auto *messages = panel()->messages();
        QCOMPARE(messages->model()->index(0, ui::ToldModel::Text).data().toString(), u"Paused <b>mails</b>"_s);
        messages->setCurrentIndex(messages->model()->index(0, 0));
        action(u"activity.copy"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Paused <b>mails</b>"_s);
        QVERIFY(!action(u"activity.stop"_s)->isEnabled());
        action(u"activity.undo"_s)->trigger();
        QCOMPARE(undone, 1);
        QCOMPARE(messages->model()->index(0, ui::ToldModel::Undo).data().toString(), u"Undone"_s);
        QVERIFY(!action(u"activity.undo"_s)->isEnabled());
    }

    /// Whoever did that, and wherever: the way back that was offered for it leads nowhere any more.
    void operationThatWasUndoneElsewhere_isNotOfferedToUndo()
    {
        openConsole({});
        window()->findChild<ui::TasksPage *>()->acts()->start({.verb = u"retry"_s, .ids = {u"t-1"_s}});
        auto *toast = window()->findChild<ui::Toast *>();
        QTRY_COMPARE(toast->text(), u"Retried 1 task"_s);
        QVERIFY(!toast->button()->isHidden());
        QVERIFY(action(u"edit.undo"_s)->isEnabled());
        tellOperations({json("another", "undone", 0)});
        QTRY_COMPARE(panel()->model().rowCount(), 1);
        QVERIFY(action(u"edit.undo"_s)->isEnabled());
        tellOperations({json("operation", "undoing", 0)});
        QTRY_COMPARE(toast->text(), u"Retried 1 task. It was undone already."_s);
        QVERIFY(toast->button()->isHidden());
        QVERIFY(!action(u"edit.undo"_s)->isEnabled());
        const auto *told = panel()->messages()->model();
        QCOMPARE(told->index(0, ui::ToldModel::Text).data().toString(), u"Retried 1 task"_s);
        QCOMPARE(told->index(0, ui::ToldModel::Undo).data().toString(), u"Undone"_s);
        QVERIFY(!isAsked("POST", "/operation/operation/undo"));
    }

    void recentOperation_showsWhatBecamePossibleMeanwhile()
    {
        ui::ActivityRow done = row(u"o"_s, 5);
        done.listed = operation(u"o"_s, u"done"_s, 0);
        ui::RecentOperations recent;
        const auto buttons = [&recent] {
            QStringList texts;
            for (const auto *button : recent.findChildren<ui::LinkButton *>())
                texts.append(button->text());
            return texts;
        };
        recent.setRows({done});
        QVERIFY(!buttons().contains(ui::Toast::undoWord()));
        done.listed.operation.done = 3;
        recent.setRows({done});
        QVERIFY(buttons().contains(ui::Toast::undoWord()));
        done.filter = u"state:dead"_s;
        recent.setRows({done});
        QVERIFY(buttons().contains(u"Show"_s));
    }

    void overview_showsTheLatestWithAWayBack()
    {
        openConsole({json("o-2", "done", 12), json("o-1", "stopped", 3)});
        window()->actions().action(u"page.overview"_s)->trigger();
        auto *recent = window()->findChild<ui::RecentOperations *>();
        QTRY_VERIFY(recent->isVisible());
        const auto buttons = recent->findChildren<ui::LinkButton *>();
        const auto undo = std::find_if(buttons.begin(), buttons.end(),
                                       [](const auto *button) { return button->text() == ui::Toast::undoWord(); });
        QVERIFY(undo != buttons.end());
        QCOMPARE((*undo)->accessibleDescription(), u"Retried 12 tasks, 2 left as they are"_s);
        (*undo)->click();
        QTRY_VERIFY(isAsked("POST", "/operation/o-2/undo"));
    }

private:
    void openConsole(const QByteArrayList &operations)
    {
        if (!m_broker) {
            m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
            m_broker->add({.taskType = u"echo"_s, .queue = u"mails"_s});
            m_client = std::make_unique<client::Client>(*m_broker);
        }
        tellOperations(operations);
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {
            .client = *m_client, .address = u"http://127.0.0.1:8080"_s, .settings = **m_settings, .now = &test::pretendNow});
        m_console->openWindow();
        QTRY_VERIFY(m_broker->isIdle());
    }
    void tellOperations(const QByteArrayList &operations)
    {
        m_broker->setAnswer(u"/operation"_s, [operations](const auto &) { return listOf(operations); });
        Q_EMIT m_client->events().operationsChanged({});
    }
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    [[nodiscard]] ui::ActivityPanel *panel() const { return window()->findChild<ui::ActivityPanel *>(); }
    void choose(const QString &id) const
    {
        for (int row = 0; row < panel()->model().rowCount(); ++row)
            if (panel()->model().rowAt(row).id == id)
                panel()->operations()->setCurrentIndex(panel()->model().index(row, 0));
    }
    [[nodiscard]] QAction *action(const QString &id) const { return window()->actions().action(id); }
    [[nodiscard]] bool isAsked(const QByteArray &method, const QByteArray &path) const
    {
        const auto &calls = m_broker->calls();
        return std::any_of(calls.begin(), calls.end(),
                           [&](const client::Call &call) { return call.method == method && call.path == path; });
    }

    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::Console> m_console;
};

CONDUIT_TIMED_MAIN(TestActivityPanel)
#include "tst_activity_panel.moc"
