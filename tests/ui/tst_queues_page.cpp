// SPDX-License-Identifier: GPL-3.0-only
// The page for queues.
#include "tests/ui/page_ground.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/queue_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/question_box.h"
#include "ui/widgets/time_series_widget.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kEmptyQueue = R"({"queues":[{"name":"R&D","paused":true,"states":{"ready":0}}]})";
constexpr auto kQueues = R"({"queues":[
    {"name":"mails","paused":true,"reason":"<b>quota</b>","by":"bob","until":"2026-11-25T14:13:07.000Z","states":{"ready":12}},
    {"name":"default","paused":false,"reason":null,"by":null,"until":null,"states":{"ready":3,"running":1}}]})";

QString pastOf(const QString &queue)
{
    return u"/stats/series?of=queue%3A"_s + queue + u"&by=minute&from=2026-11-25T13%3A03%3A07.000Z"_s;
}

QByteArray seriesOf(const QByteArray &queue, const QByteArray &enqueued)
{
    return R"({"step":60,"from":"2026-11-25T13:03:00.000Z","now":"2026-11-25T14:03:07.000Z","series":[{"of":"queue:)" + queue
        + R"(","enqueued":)" + enqueued + R"(,"completed":)" + enqueued + R"(,"ready":)" + enqueued + "}]}";
}

} // namespace

class TestQueuesPage : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void queues_showWhatLiesInThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        const QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(page.emptyState()->title(), u"Loading…"_s);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        QCOMPARE(page.model().rowCount(), 2);
        const auto textAt = [&](int row, int column) { return page.model().index(row, column).data().toString(); };
        QCOMPARE(textAt(0, ui::QueueModel::Name), u"default"_s);
        QCOMPARE(textAt(0, ui::QueueModel::State), u"Open"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Ready), u"3"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Dead), u"0"_s);
        QCOMPARE(textAt(1, ui::QueueModel::State), u"Paused by bob, resumes in 10 min: <b>quota</b>"_s);
        QSignalSpy wanted(&page, &ui::QueuesPage::tasksRequested);
        Q_EMIT page.table()->activated(page.model().index(0, 0));
        QCOMPARE(wanted.value(0).value(0).toString(), u"default"_s);
    }

    void queues_showWhatGoesThroughThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        const QAbstractItemModelTester tester(page.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        const auto textAt = [&](int row, int column) { return page.model().index(row, column).data().toString(); };
        QCOMPARE(textAt(0, ui::QueueModel::In), u"–"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Workers), u"–"_s);
        m_broker->expect("GET", "/worker");
        m_broker->answer(
            200, QByteArray(test::kTwoWorkers).replace("\"types\":[\"resize\"]", "\"types\":[],\"queues\":[\"mails\"]"));
        m_broker->expect("GET", "/stats/series");
        QVERIFY(m_broker->call().path.contains("queue") && m_broker->call().path.contains("by=second"));
        m_broker->answer(200, R"({"step":1,"from":"2026-11-25T14:02:07.000Z","now":"2026-11-25T14:03:07.000Z","series":[
            {"of":"queue:default","enqueued":[4,null,3],"completed":[0,1,1],"oldest_wait":[2,75.2,null]},
            {"of":"queue:mails","enqueued":[null,null],"completed":[null,null],"oldest_wait":[null,null]}]})");
        QCOMPARE(textAt(0, ui::QueueModel::In), u"7"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Out), u"2"_s);
        QCOMPARE(textAt(0, ui::QueueModel::OldestWait), u"1 min 15 s"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Workers), u"1"_s); // gpu-04 takes from mails only.
        QCOMPARE(textAt(1, ui::QueueModel::In), u"–"_s);
    }

    void queues_areSortedByTheirHeader()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.resize(1100, 600);
        page.show();
        auto *table = page.table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        table->selectRow(1); // The paused one.
        QVERIFY(!page.queueActions()[0]->isEnabled());
        auto *header = table->horizontalHeader();
        const auto click = [&] {
            const QPoint place(header->sectionViewportPosition(ui::QueueModel::Ready) + 10, header->height() / 2);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        };
        const auto nameAt = [&](int row) { return table->model()->index(row, ui::QueueModel::Name).data().toString(); };
        click();
        QCOMPARE(nameAt(0), u"default"_s); // 3 before 12: they are numbers.
        click();
        QCOMPARE(nameAt(0), u"mails"_s);
        // What was chosen stays chosen, and what is done is done to it.
        QCOMPARE(table->currentIndex().row(), 0);
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, R"({"name":"mails","paused":false,"states":{"ready":12}})");
        click();
        QCOMPARE(nameAt(0), u"default"_s); // By name again.
        QCOMPARE(table->currentIndex().row(), 1);
    }

    void queues_arePausedWithAReasonAndUndone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        const auto actions = page.queueActions();
        QVERIFY(actions[0]->isEnabled() && !actions[1]->isEnabled());
        QString told;
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &text, const std::function<void()> &back) {
            told = text;
            undo = back;
        });

        actions[0]->trigger();
        auto *dialog = page.findChild<ui::PauseDialog *>();
        dialog->reasonField()->setText(u" moving "_s);
        dialog->untilBox()->setCurrentIndex(1);
        // What the table shows by now is not what was meant.
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        dialog->accept();
        m_broker->expect("PATCH", "/queue/default");
        QCOMPARE(m_broker->call().body,
                 "{\"paused\":true,\"reason\":\"moving\",\"by\":\"ada\",\"until\":\"2026-11-25T14:18:07.000Z\"}");
        m_broker->answer(200, "{\"name\":\"default\",\"paused\":true,\"reason\":\"moving\",\"by\":\"ada\"}");
        QCOMPARE(told, u"Paused default"_s);
        QCOMPARE(page.model().index(0, ui::QueueModel::State).data().toString(), u"Paused by ada: moving"_s);

        undo();
        m_broker->expect("PATCH", "/queue/default");
        QCOMPARE(m_broker->call().body, "{\"paused\":false}");
        m_broker->answer(200, "{\"name\":\"default\",\"paused\":false}");
        QCOMPARE(told, u"Resumed default"_s);
    }

    void queues_resumedByMistakeArePausedAsTheyWere()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &, const std::function<void()> &back) { undo = back; });
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, "{\"name\":\"mails\",\"paused\":false}");
        undo();
        m_broker->expect("PATCH", "/queue/mails");
        QCOMPARE(m_broker->call().body,
                 "{\"paused\":true,\"reason\":\"<b>quota</b>\",\"by\":\"bob\",\"until\":\"2026-11-25T14:13:07.000Z\"}");
    }

    void everything_isPausedWithAReasonAndUndone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        auto *action = page.pauseAllAction();
        QCOMPARE(action->text(), u"Pause everything…"_s);
        QString told;
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &text, const std::function<void()> &back) {
            told = text;
            undo = back;
        });
        action->trigger();
        auto *dialog = page.findChild<ui::PauseDialog *>();
        QCOMPARE(dialog->acceptButton()->text(), u"Pause everything"_s);
        dialog->reasonField()->setText(u"moving house"_s);
        dialog->accept();
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":true,"reason":"moving house","by":"ada"})");
        m_broker->answer(200, R"({"paused":true})");
        QCOMPARE(told, u"Everything is paused"_s);
        m_broker->expect("GET", "/info");
        m_broker->answer(200, R"({"version":"1","paused":true,"reason":"moving house","by":"ada"})");
        QCOMPARE(action->text(), u"Let everything go on"_s);
        undo();
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":false})");
        m_broker->answer(200, R"({"paused":false})");
        QCOMPARE(told, u"Everything goes on"_s);
        undo(); // It is paused again as it was.
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":true,"reason":"moving house","by":"ada"})");
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        m_broker->answer(507, R"({"error":{"code":"storage_full","message":"The disk is full."}})");
        QCOMPARE(failed.value(0).value(0).toString(), u"The disk is full."_s);
        page.setOnline(false);
        QVERIFY(!action->isEnabled());
    }

    void queues_tellWhyNothingWasDone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(507, "{\"error\":{\"code\":\"storage_full\",\"message\":\"The disk is full.\",\"details\":[]}}");
        QCOMPARE(failed.value(0).value(0).toString(), u"The disk is full."_s);
        page.setOnline(false);
        QVERIFY(!page.queueActions()[1]->isEnabled());
    }

    void chosenQueue_isShownFromNear()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, R"({"queues":[{"name":"a","paused":false,"states":{"ready":3},"defaults":{"max_attempts":5}},
            {"name":"b","paused":true,"reason":"quota","by":"bob","until":null,"states":{"ready":1},"defaults":{}}]})");
        QCOMPARE(page.panel()->words(), u"a\nOpen\nDefaults: attempts: 5"_s);
        m_broker->expect("GET", pastOf(u"a"_s));
        m_broker->answer(200, seriesOf("a", "[4,null,3]"));
        QCOMPARE(page.panel()->flow()->table()->model()->index(0, 1).data().toString(), u"3"_s); // The latest is above.
        QCOMPARE(page.panel()->depth()->table()->model()->rowCount(), 3);

        page.table()->selectRow(1);
        QCOMPARE(page.panel()->words(), u"b\nPaused by bob: quota\nNo defaults of its own"_s);
        QCOMPARE(page.panel()->flow()->table()->model()->rowCount(), 0);
        QVERIFY(m_broker->isAsked("GET", pastOf(u"b"_s)));
    }

    void chosenQueue_isReadWhileThePageStandsStill_andByARefresh()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        m_broker->expect("GET", pastOf(u"default"_s));
        m_broker->answer(200, seriesOf("default", "[1]"));
        page.setLive(false);
        page.table()->selectRow(1);
        m_broker->expect("GET", pastOf(u"mails"_s));
        m_broker->answer(200, seriesOf("mails", "[1,2]"));
        QVERIFY(!m_broker->isAsked("GET", pastOf(u"mails"_s)));
        page.reload();
        QVERIFY(m_broker->isAsked("GET", pastOf(u"mails"_s)));
    }

    void queueThatIsGone_isNotAskedForAnyMore()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kEmptyQueue);
        m_broker->expect("GET", "/stats/series");
        m_broker->expect("GET", u"/stats/series?of=queue%3AR%26D&by=minute&from=2026-11-25T13%3A03%3A07.000Z");
        m_broker->answer(200, seriesOf("R&D", "[1]"));
        page.reload();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[]}");
        QVERIFY(page.panel()->isHidden());
        m_broker->expect("GET", u"/stats/series?of=queue%3AR%26D&by=minute&from=2026-11-25T13%3A03%3A07.000Z");
        m_broker->answer(200, seriesOf("R&D", "[1]"));
        page.reload();
        QVERIFY(!m_broker->isAsked("GET", u"/stats/series?of=queue%3AR%26D&by=minute&from=2026-11-25T13%3A03%3A07.000Z"));
    }

    void answerAboutAnotherQueue_isDropped()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        page.table()->selectRow(1);
        m_broker->expect("GET", pastOf(u"default"_s));
        m_broker->answer(200, seriesOf("default", "[1]"));
        QCOMPARE(page.panel()->flow()->table()->model()->rowCount(), 0);
        m_broker->expect("GET", pastOf(u"mails"_s));
        m_broker->answer(200, seriesOf("mails", "[1,2]"));
        QCOMPARE(page.panel()->flow()->table()->model()->rowCount(), 2);
    }

    void queues_areDeletedWhenTheyAreEmpty()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.setConfirmations(ui::Confirmations(**m_settings));
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kEmptyQueue);
        auto *remove = page.deleteAction();
        QVERIFY2(remove->isEnabled(), qPrintable(remove->statusTip()));
        remove->trigger();
        auto *question = page.question();
        QVERIFY(question && question->isVisible());
        QCOMPARE(question->text(), u"Delete queue R&D?"_s);
        QCOMPARE(question->yesButton()->text(), u"Delete queue R&&D"_s);
        QVERIFY(question->noButton()->isDefault());
        QVERIFY(!question->typed());
        question->noButton()->click();
        QVERIFY(!m_broker->isAsked("DELETE", "/queue/R%26D"));

        remove->trigger();
        QSignalSpy done(&page, &ui::QueuesPage::done);
        page.question()->yesButton()->click();
        m_broker->expect("DELETE", "/queue/R%26D");
        m_broker->answer(204, {});
        QCOMPARE(done.value(0).value(0).toString(), u"Deleted queue R&D"_s);
        QVERIFY(!done.value(0).value(1).value<std::function<void()>>());
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[]}");
        QCOMPARE(page.model().rowCount(), 0);
        QVERIFY(!remove->isEnabled());
    }

    void queuesWithTasks_sayWhyTheyAreKept()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, R"({"queues":[{"name":"mails","paused":false,"states":{"ready":2,"trashed":1}},
                                            {"name":"old","paused":false,"states":{"trashed":1}}]})");
        QCOMPARE(page.deleteAction()->statusTip(), u"3 tasks lie in it. Delete them first, then also from the trash."_s);
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        QCOMPARE(page.deleteAction()->statusTip(), u"1 task lies in it, in the trash. Delete it there for good first."_s);
        page.setOnline(false);
        QCOMPARE(page.deleteAction()->statusTip(), ui::brokerCannot());
    }

    /// A task that comes while the question stands.
    void queues_tellWhyTheBrokerKeepsThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.setConfirmations(ui::Confirmations(**m_settings, u"live"_s));
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kEmptyQueue);
        page.deleteAction()->trigger();
        auto *question = page.question();
        QVERIFY(question->typed());
        QVERIFY(!question->yesButton()->isEnabled());
        question->typed()->setText(u"live"_s);
        QVERIFY(!question->yesButton()->isEnabled());
        question->typed()->setText(u"R&D"_s);
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        question->yesButton()->click();
        m_broker->expect("DELETE", "/queue/R%26D");
        m_broker->answer(409, R"({"error":{"code":"wrong_state","message":"A task lies in this queue."}})");
        QCOMPARE(failed.value(0).value(0).toString(), u"A task lies in this queue."_s);
        m_broker->expect("GET", "/queue");
    }

    void queues_sayWhyThereAreNone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[]}");
        QCOMPARE(page.emptyState()->title(), u"No queues yet"_s);
        page.setOnline(false);
        QCOMPARE(page.emptyState()->title(), u"The broker is not available"_s);
    }
};

CONDUIT_TIMED_MAIN(TestQueuesPage)
#include "tst_queues_page.moc"
