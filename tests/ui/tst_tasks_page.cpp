// SPDX-License-Identifier: GPL-3.0-only
// One task beside the list: its details, its copies, its original.
#include "tests/ui/tasks_ground.h"
#include "ui/format/curl.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/json_tree.h"
#include "ui/widgets/json_view.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestTasksPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_ground = std::make_unique<test::TasksGround>(); }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_ground.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void details_showTheExactTexts()
    {
        auto ended = test::numberedTask(1);
        ended.payload = R"({"big":9007199254740993,"ratio":1.10,"m":"<b>a</b>"})";
        ended.result = {.output = R"({"z":1e3,"a":2.50})", .error = {}};
        ended.attempt = 1;
        m_ground->broker.add(ended);
        m_ground->broker.setAttempts(test::taskId(1), {{.number = 1, .worker = u"w"_s, .outcome = u"completed"_s}});
        m_ground->show(1);
        m_ground->page.table()->setCurrentIndex(m_ground->page.model().index(0, 0));
        QTRY_VERIFY(m_ground->page.details()->task());
        const auto *payload = m_ground->page.details()->findChild<ui::JsonView *>(u"payload"_s);
        QCOMPARE(payload->json(), ended.payload);
        QVERIFY(payload->shownText().contains(u"\"ratio\": 1.10"));
        QVERIFY(payload->shownText().contains(u"<b>a</b>"));
        QCOMPARE(m_ground->page.details()->findChild<ui::JsonView *>(u"result"_s)->json(), ended.result->output);
    }

    void valueOfATask_findsOthersLikeIt()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->broker.add(test::numberedTask(2));
        m_ground->show(2);
        m_ground->page.filterBar()->setLine(u"type:echo"_s);
        m_ground->page.showTask(test::taskId(2));
        QTRY_VERIFY(m_ground->page.details()->task());
        auto *payload = m_ground->page.details()->findChild<ui::JsonView *>(u"payload"_s);
        m_ground->page.details()->tabs()->setCurrentIndex(1);
        payload->treeButton()->click();
        auto *tree = payload->tree();
        tree->view()->setCurrentIndex(tree->model().index(0, 0));
        Q_EMIT tree->menu()->aboutToShow();
        for (auto *action : tree->menu()->actions())
            if (action->text() == u"Filter by this value")
                action->trigger();
        QCOMPARE(m_ground->page.filterBar()->line(), u"type:echo payload.n:2"_s);
    }

    void details_sayWhatTheTaskWaitsFor()
    {
        auto waiting = test::numberedTask(1, u"ready"_s);
        waiting.waitingFor = {{u"no_worker"_s, u"No connected worker takes the type nobody."_s, {}},
                              {u"not_due"_s, u"It is to run later."_s, test::pretendNow().addSecs(120)}};
        m_ground->broker.add(waiting);
        m_ground->page.show();
        m_ground->page.showTask(test::taskId(1));
        QTRY_VERIFY(m_ground->page.details()->task());
        bool isSaid = false;
        for (const auto *label : m_ground->page.details()->findChildren<QLabel *>())
            isSaid = isSaid || label->text() == u"No connected worker takes the type nobody.\nIt is to run later (in 2 min).";
        QVERIFY(isSaid);
    }

    void details_showTheErrorOfADeadTask()
    {
        auto dead = test::numberedTask(1, u"dead"_s);
        dead.result = {.output = "null", .error = u"disk full\nat resize.cpp:88"_s};
        m_ground->broker.add(dead);
        m_ground->page.show();
        m_ground->page.showTask(test::taskId(1));
        QTRY_VERIFY(m_ground->page.details()->task());
        bool isShown = false;
        for (const auto *text : m_ground->page.details()->findChildren<ui::ExactText *>())
            isShown = isShown || (text->accessibleName() == u"Error" && text->exactText() == *dead.result->error);
        QVERIFY(isShown);
    }

    void details_followTheTask()
    {
        m_ground->broker.add(test::numberedTask(1, u"running"_s));
        m_ground->show(1);
        m_ground->page.showTask(test::taskId(1));
        QTRY_VERIFY(m_ground->page.details()->task());
        m_ground->broker.change(test::taskId(1), [](wire::Task &changed) { changed.state = u"completed"_s; });
        QTRY_COMPARE(m_ground->page.model().taskAt(0).state, u"completed"_s);
        QTRY_COMPARE(m_ground->page.details()->task()->state, u"completed"_s);
    }

    void deletedTask_leavesListAndDetails()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number, u"dead"_s));
        m_ground->show(3);
        m_ground->page.showTask(test::taskId(2));
        QTRY_VERIFY(m_ground->page.details()->task());
        m_ground->broker.remove(test::taskId(2));
        QTRY_VERIFY(m_ground->page.model().index(1, 0).data(ui::TaskWindowModel::IsDeletedRole).toBool());
        QCOMPARE(m_ground->page.model().rowCount(), 3);
        // Its row stays for the eye, and is not counted.
        QVERIFY2(m_ground->page.list()->totalsText().startsWith(u"Tasks: 2  "),
                 qPrintable(m_ground->page.list()->totalsText()));
        QCOMPARE(m_ground->page.model().placeOf(1), 0);
        QCOMPARE(m_ground->page.model().placeOf(2), 2);
        m_ground->page.reload();
        QTRY_COMPARE(m_ground->page.model().rowCount(), 2);
        QCOMPARE(m_ground->page.model().rowOf(test::taskId(2)), -1);
        QTRY_VERIFY(m_ground->page.details()->task()->trashedAt.isValid());
        const auto *said = m_ground->page.details()->findChild<ui::EmptyState *>();
        QTRY_VERIFY(said->isVisible());
        QCOMPARE(said->title(), u"This task was deleted"_s);
        QVERIFY(!m_ground->page.details()->enqueueCopyAction()->isEnabled());
        // None is left, and that is said.
        m_ground->broker.remove(test::taskId(1));
        m_ground->broker.remove(test::taskId(3));
        m_ground->page.reload();
        QTRY_VERIFY(m_ground->page.emptyState()->isVisible());
        m_ground->broker.change(test::taskId(1), [](wire::Task &restored) { restored.trashedAt = {}; });
        QTRY_COMPARE(m_ground->page.model().rowCount(), 1);
    }

    void copies_areWhatTheBrokerKeeps()
    {
        m_ground->broker.add(test::numberedTask(7));
        m_ground->page.show();
        m_ground->page.showTask(test::taskId(7));
        QTRY_VERIFY(m_ground->page.details()->task());
        QStringList copied;
        for (auto *action : m_ground->page.details()->copyActions()) {
            action->trigger();
            copied.append(QGuiApplication::clipboard()->text());
        }
        QCOMPARE(copied[0], test::taskId(7));
        QCOMPARE(copied[1], u"{\"n\":7}"_s);
        QVERIFY(copied[3].contains(u"--data-binary '{\"task_type\":\"echo\",\"payload\":{\"n\":7}"));
        QVERIFY(copied[5].contains(u"JsonText(\"{\\\"n\\\":7}\")"));
        QVERIFY(copied[4].contains(u"http://127.0.0.1:8080/task/"_s + test::taskId(7)));
    }

    void copy_namesItsOriginal()
    {
        auto original = test::numberedTask(7);
        original.meta = "{\"team\":\"blue\"}";
        const auto copied = ui::copyOf(original, test::pretendNow());
        QCOMPARE(copied.payload, original.payload);
        wire::Task copy = test::numberedTask(8);
        copy.meta = copied.meta;
        QCOMPARE(ui::originalOf(copy), test::taskId(7));
        QVERIFY(copy.meta.startsWith("{\"team\":\"blue\""));
        // A copy of a copy names the one that it was made of.
        copy.meta = ui::copyOf(copy, test::pretendNow()).meta;
        QCOMPARE(ui::originalOf(copy), test::taskId(8));
        original.meta = "{\"a\":\"" + QByteArray(4'080, 'x') + "\"}";
        QCOMPARE(ui::copyOf(original, test::pretendNow()).meta, original.meta);
        QVERIFY(ui::originalOf(original).isEmpty());
    }

    void copy_hasTheOptionsOfItsOriginal()
    {
        const auto now = test::pretendNow();
        auto original = test::numberedTask(7);
        original.maxAttempts = 3;
        original.retryFor = wire::Seconds(3600);
        original.backoff = wire::Backoff {.kind = u"exponential"_s, .factor = 3};
        original.timeout = wire::Seconds(90);
        original.expiresAt = now.addSecs(60);
        original.serialKey = u"customer 17"_s;
        original.uniqueKey = u"invoice 4"_s;
        const auto copied = ui::copyOf(original, now);
        QCOMPARE(copied.maxAttempts, 3);
        QCOMPARE(copied.retryFor, wire::Seconds(3600));
        QVERIFY(copied.backoff && copied.backoff->kind == u"exponential" && copied.backoff->factor == 3.0);
        QCOMPARE(copied.timeout, wire::Seconds(90));
        QCOMPARE(copied.expiresAt, original.expiresAt);
        QCOMPARE(copied.serialKey, u"customer 17"_s);
        // What would have it refused, or dead at once, stays with the original.
        QVERIFY(copied.uniqueKey.isEmpty());
        QVERIFY(!ui::copyOf(original, now.addSecs(61)).expiresAt.isValid());
    }

    void details_leadToTheOriginal()
    {
        auto copy = test::numberedTask(8);
        copy.meta = "{\"copied_from\":\"" + test::taskId(7).toUtf8() + "\"}";
        m_ground->broker.add(test::numberedTask(7));
        m_ground->broker.add(copy);
        m_ground->show(2);
        m_ground->page.showTask(test::taskId(8));
        QTRY_VERIFY(m_ground->page.details()->task());
        auto *link = m_ground->page.details()->findChild<QAbstractButton *>(u"original"_s);
        QVERIFY(link->isVisible());
        QTest::mouseClick(link, Qt::LeftButton);
        QTRY_VERIFY(m_ground->page.details()->task() && m_ground->page.details()->task()->id == test::taskId(7));
        QVERIFY(!link->isVisible());
    }

private:
    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTasksPage)
#include "tst_tasks_page.moc"
