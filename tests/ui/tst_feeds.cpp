// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "ui/feeds/broker_clock.h"
#include "ui/feeds/connection_feed.h"
#include "ui/feeds/task_details_feed.h"
#include "ui/feeds/task_feed.h"
#include "ui/feeds/type_feed.h"

#include <conduit/event_stream.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

QByteArray taskJson(int number, const QByteArray &state = "ready", int version = 1)
{
    return R"({"id":")" + QByteArray::number(number) + R"(","task_type":"echo","status":"Pending","state":")" + state
        + R"(","queue":"default","created_at":"2026-11-25T13:00:)" + QByteArray::number(number).rightJustified(2, '0')
        + R"(.000Z","version":)" + QByteArray::number(version) + R"(,"payload":{"n":)" + QByteArray::number(number) + "}}";
}

QByteArray headJson(int number)
{
    return "{\"id\":\"" + QByteArray::number(number) + "\",\"task_type\":\"echo\",\"status\":\"Pending\",\"version\":1,"
        + "\"payload_size\":70000,\"result_size\":0,\"payload_head\":\"[1\",\"output_head\":null}";
}

QByteArray deletedJson(int number)
{
    return taskJson(number, "dead", 5).chopped(1) + R"(,"trashed_at":"2026-11-25T14:00:00.000Z"})";
}

QByteArray pageJson(const QByteArrayList &tasks, int revision, const QByteArray &next = "null", const QByteArray &prev = "null")
{
    return R"({"tasks":[)" + tasks.join(',') + R"(],"next":)" + next + R"(,"prev":)" + prev + R"(,"revision":)"
        + QByteArray::number(revision) + '}';
}

constexpr auto kStats = R"({"states":{"ready":3},"queues":{},"types":{},"revision":7})";

} // namespace

class TestFeeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_model = std::make_unique<ui::TaskWindowModel>(&test::pretendNow);
        m_feed = std::make_unique<ui::TaskFeed>(*m_client, *m_model);
    }
    void cleanup()
    {
        m_feed.reset();
        m_model.reset();
        m_client.reset();
        m_broker.reset();
    }

    void tasks_areReadInPages()
    {
        m_feed->reload();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(9), taskJson(8)}, 1, R"("c8")"));
        QCOMPARE(m_model->rowCount(), 2);
        m_feed->readBelow();
        m_feed->readBelow(); // One page at a time.
        QCOMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("GET", "/task?limit=256&after=c8&sort=-created");
        m_broker->answer(200, pageJson({taskJson(7)}, 1, "null", R"("c7")"));
        QCOMPARE(m_model->rowCount(), 3);
        m_feed->readBelow();
        m_broker->expectNothing();
    }

    void changes_areAskedForWhenAnEventSaysSo()
    {
        m_feed->setVisible(true);
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(9)}, 5));
        Q_EMIT m_client->events().tasksChanged({});
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=5");
        m_broker->answer(200, pageJson({taskJson(9, "running", 2)}, 6));
        QCOMPARE(m_model->taskAt(0).state, u"running"_s);
        Q_EMIT m_client->events().gap();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=6");
        m_broker->answer(200, pageJson({}, 6));
        m_feed->setVisible(false);
        Q_EMIT m_client->events().tasksChanged({});
        m_broker->expectNothing();
    }

    void filter_becomesAQuery()
    {
        ui::TaskFilter filter;
        filter.states = {u"ready"_s, u"dead"_s};
        filter.types = {u"a b,c"_s};
        filter.queues = {u"gpu"_s};
        filter.sort = u"priority"_s;
        m_feed->setFilter(filter);
        m_broker->expect("GET", "/task");
        const auto path = m_broker->call().path;
        for (const auto *part : {"state=ready,dead", "type=a%20b%2Cc", "queue=gpu", "sort=priority", "limit=256"})
            QVERIFY2(path.contains(part), path.constData());
    }

    void lateAnswer_isDropped()
    {
        m_feed->reload();
        m_feed->reload();
        QCOMPARE(m_broker->waitingCalls(), 2);
        m_broker->expect("GET", "/task");
        m_broker->answer(200, pageJson({taskJson(1)}, 1));
        QCOMPARE(m_model->rowCount(), 0);
        m_broker->expect("GET", "/task");
        m_broker->answer(200, pageJson({taskJson(2), taskJson(3)}, 2));
        QCOMPARE(m_model->rowCount(), 2);
    }

    void poll_asksOnlyForWhatChanged()
    {
        loadTwo();
        m_feed->setTakesNewRows(false);
        m_feed->poll();
        m_feed->poll(); // One question at a time.
        QCOMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=1");
        QSignalSpy changed(m_feed.get(), &ui::TaskFeed::tasksChanged);
        m_broker->answer(200, pageJson({taskJson(8, "running", 2), taskJson(10)}, 5));
        QCOMPARE(m_model->taskAt(1).state, u"running"_s);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_feed->newRows(), 1);
        QCOMPARE(changed.count(), 1);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=5");
    }

    void deletedTasks_stayMarkedAndAreNotNew()
    {
        loadTwo();
        m_feed->setTakesNewRows(false);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=1");
        m_broker->answer(200, pageJson({taskJson(10), taskJson(11)}, 5));
        QCOMPARE(m_feed->newRows(), 2);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=5");
        m_broker->answer(200, pageJson({deletedJson(9), deletedJson(10), deletedJson(12)}, 9));
        // What somebody looks at does not move.
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->index(0, ui::TaskWindowModel::State).data().toString(), u"Deleted"_s);
        QVERIFY(m_model->index(0, 0).data(ui::TaskWindowModel::HasLeftRole).toBool());
        QVERIFY(!m_model->index(1, 0).data(ui::TaskWindowModel::HasLeftRole).toBool());
        QCOMPARE(m_feed->newRows(), 1);
        m_feed->reload();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(11), taskJson(8)}, 9));
        QCOMPARE(m_model->rowOf(u"9"_s), -1);
    }

    void top_takesNewRowsInWhenIdle()
    {
        loadTwo();
        m_feed->setTakesNewRows(true);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=1");
        m_broker->answer(200, pageJson({taskJson(10)}, 5));
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(10), taskJson(9), taskJson(8)}, 5));
        QCOMPARE(m_model->taskAt(0).id, u"10"_s);
        QCOMPARE(m_feed->newRows(), 0);
    }

    void manyChanges_makeItReadTheVisibleRowsAgain()
    {
        loadTwo();
        m_feed->setTakesNewRows(false);
        m_feed->setVisibleRows(0, 1);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=1");
        m_broker->answer(200, pageJson({taskJson(1)}, 900, R"("more")"));
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(9, "dead", 4), taskJson(8)}, 901));
        QCOMPARE(m_model->taskAt(0).state, u"dead"_s);
    }

    void end_isReadFromTheOtherSide()
    {
        m_feed->reload();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(9), taskJson(8)}, 1, R"("c8")"));
        QSignalSpy reached(m_feed.get(), &ui::TaskFeed::endReached);
        m_feed->jumpToEnd();
        m_broker->expect("GET", "/task");
        QVERIFY2(m_broker->call().path.contains("sort=created"), m_broker->call().path.constData());
        m_broker->answer(200, pageJson({taskJson(1), taskJson(2)}, 1, R"("c2")"));
        QCOMPARE(reached.count(), 1);
        QCOMPARE(m_model->taskAt(0).id, u"2"_s);
        m_feed->readAbove();
        m_broker->expect("GET", "/task");
        QVERIFY2(m_broker->call().path.contains("after=c2") && m_broker->call().path.contains("sort=created"),
                 m_broker->call().path.constData());
        m_broker->answer(200, pageJson({taskJson(3), taskJson(4)}, 1, R"("c4")", R"("c3")"));
        QCOMPARE(m_model->taskAt(0).id, u"4"_s);
        QCOMPARE(m_model->taskAt(3).id, u"1"_s);
    }

    void failure_keepsTheRowsAndTriesAgain()
    {
        loadTwo();
        QSignalSpy failed(m_feed.get(), &ui::TaskFeed::failed);
        m_feed->reload();
        m_broker->expect("GET", "/task");
        m_broker->breakOff();
        QCOMPARE(failed.count(), 1);
        QCOMPARE(m_model->rowCount(), 2);
        m_feed->poll();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(11)}, 9));
        QCOMPARE(m_model->rowCount(), 1);
    }

    void connection_goesAndComesBack()
    {
        ui::ConnectionFeed connection(*m_client, &test::pretendNow);
        QSignalSpy back(&connection, &ui::ConnectionFeed::cameBack);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Connecting);
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, kStats);
        QVERIFY(connection.state() == ui::ConnectionFeed::State::Live);
        QCOMPARE(connection.stats().states.value(u"ready"_s), 3);
        QCOMPARE(back.count(), 1);
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->breakOff(u"Connection refused"_s);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Away);
        QCOMPARE(connection.reason(), u"Connection refused"_s);
        QCOMPARE(connection.stats().states.value(u"ready"_s), 3);
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, kStats);
        QVERIFY(connection.state() == ui::ConnectionFeed::State::Live);
        QCOMPARE(back.count(), 2);
    }

    void connection_tellsRefusedFromAway()
    {
        ui::ConnectionFeed connection(*m_client, &test::pretendNow);
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(401, R"({"error":{"code":"unauthorized","message":"No token."}})");
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Refused);
        QCOMPARE(connection.reason(), u"No token."_s);
    }

    void connection_thatIsSilentLagsAndIsThenAway()
    {
        auto connection = slowConnection();
        answerAfter(connection, 0s);
        connection.ask();
        wait(connection, 2s);
        QVERIFY(connection.state() == ui::ConnectionFeed::State::Live);
        wait(connection, 1s);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Lagging);
        QVERIFY(connection.isAnswering()); // Whoever works on it goes on.
        wait(connection, 6s);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Away);
        QCOMPARE(connection.reason(), u"it has not answered for 9.0 s"_s);
    }

    void connection_thatIsAlwaysLateDoesNotComeAndGo()
    {
        auto connection = slowConnection();
        answerAfter(connection, 0s);
        QSignalSpy changed(&connection, &ui::ConnectionFeed::stateChanged);
        for (int i = 0; i < 5; ++i)
            answerAfter(connection, 4s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Lagging);
        answerAfter(connection, 1s);
        QVERIFY(connection.state() == ui::ConnectionFeed::State::Live);
        changed.clear();
        for (int i = 0; i < 5; ++i)
            answerAfter(connection, 12s);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Away);
        QCOMPARE(connection.reason(), u"its answers take 12 s"_s);
        QCOMPARE(changed.count(), 3); // It lags, it is silent, and then it is known to be slow.
    }

    void connection_bearsOneFaultAndNotTwo()
    {
        auto connection = slowConnection();
        answerAfter(connection, 0s);
        fault(connection, R"({"error":{"code":"storage_failed","message":"The database cannot be read."}})");
        QVERIFY(connection.state() == ui::ConnectionFeed::State::Live);
        answerAfter(connection, 0s);
        fault(connection, R"({"error":{"code":"storage_failed","message":"The database cannot be read."}})");
        fault(connection, R"({"error":{"code":"storage_failed","message":"The database cannot be read."}})");
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Failing);
        QCOMPARE(connection.reason(), u"The database cannot be read."_s);
        fault(connection, "<h1>Bad gateway</h1>");
        QCOMPARE(connection.reason(), u"something on the way answers in its place, with HTTP 502"_s);
        QSignalSpy back(&connection, &ui::ConnectionFeed::cameBack);
        answerAfter(connection, 0s);
        QCOMPARE(back.count(), 1);
    }

    void connection_toSomethingElseIsSaidToBe()
    {
        auto connection = slowConnection();
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, "<h1>It works!</h1>");
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Incompatible);
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(404);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Incompatible);
    }

    void connection_isTriedLessOftenTheLongerItIsAway()
    {
        auto connection = slowConnection();
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->breakOff();
        const auto triesWithin = [&](std::chrono::seconds time) {
            int tries = 0;
            for (auto second = 0s; second < time; ++second) {
                wait(connection, 1s);
                if (!m_broker->isAsked("GET", "/stats"))
                    continue;
                ++tries;
                m_broker->expect("GET", "/stats");
                m_broker->breakOff();
            }
            return tries;
        };
        QCOMPARE(triesWithin(59s), 59);
        QCOMPARE(triesWithin(540s), 270);
        QCOMPARE(triesWithin(60s), 4);
        QSignalSpy back(&connection, &ui::ConnectionFeed::cameBack);
        answerAfter(connection, 0s);
        QCOMPARE(back.first().first().value<std::chrono::milliseconds>(), std::chrono::milliseconds(659s));
    }

    void connection_hearsOfItFromAnyCall()
    {
        ui::ConnectionFeed connection(*m_client, &test::pretendNow);
        m_feed->reload();
        m_broker->expect("GET", "/task");
        m_broker->breakOff(u"Network is down"_s);
        QCOMPARE(connection.state(), ui::ConnectionFeed::State::Away);
    }

    void clock_ofTheBrokerIsBelievedWhenItDiffersByMoreThanTwoSeconds()
    {
        ui::BrokerClock clock(*m_client, &test::pretendNow);
        QSignalSpy changed(&clock, &ui::BrokerClock::skewChanged);
        tellTime(1s);
        QCOMPARE(clock.now(), test::pretendNow());
        tellTime(40s);
        QCOMPARE(clock.skew(), 40'500ms); // Cut to the second, it was half a second more by and large.
        QCOMPARE(clock.now(), test::pretendNow().addMSecs(40'500));
        QCOMPARE(changed.count(), 1);
    }

    void clock_ofTheBrokerDoesNotFollowAnswersThatWereLongOnTheirWay()
    {
        ui::BrokerClock clock(*m_client, &test::pretendNow);
        tellTime(0s);
        for (int i = 0; i < 4; ++i)
            tellTime(-6s);
        QCOMPARE(clock.skew(), 0ms);
        tellTime(-6s); // None of the latest was quicker: this is the clock.
        QCOMPARE(clock.skew(), -5'500ms);
    }

    void details_areReadAgainWhenTheTaskChanged()
    {
        ui::TaskDetailsFeed details(*m_client);
        details.show(u"5"_s);
        m_broker->expect("GET", "/task/5");
        m_broker->answer(200, taskJson(5, "running", 2));
        m_broker->expect("GET", "/task/5/attempts");
        m_broker->answer(200, R"({"attempts":[{"number":1}]})");
        QCOMPARE(details.attempts().size(), 1);
        details.noteVersion(u"5"_s, 2);
        details.noteVersion(u"6"_s, 9);
        m_broker->expectNothing();
        details.noteVersion(u"5"_s, 3);
        m_broker->expect("GET", "/task/5");
    }

    void details_ofAnotherTaskWin()
    {
        ui::TaskDetailsFeed details(*m_client);
        details.show(u"5"_s);
        details.show(u"6"_s);
        m_broker->expect("GET", "/task/6");
        m_broker->answer(200, taskJson(6));
        m_broker->expect("GET", "/task/5");
        m_broker->answer(200, taskJson(5));
        QCOMPARE(details.task()->id, u"6"_s);
    }

    void details_haveTheHeadOfALargeTaskFirst()
    {
        ui::TaskDetailsFeed details(*m_client);
        details.show(u"5"_s);
        m_broker->expect("GET", "/task/5?head_bytes=65536");
        m_broker->answer(200, headJson(5));
        QVERIFY(details.task()->isHead());
        m_broker->expect("GET", "/task/5/attempts");
        m_broker->expect("GET", "/task/5");
        QCOMPARE(m_broker->call().path, "/task/5");
        m_broker->breakOff();
        QVERIFY(details.task()->isHead());
        details.reload();
        m_broker->expect("GET", "/task/5");
        m_broker->answer(200, taskJson(5));
        QVERIFY(!details.task()->isHead());
    }

    void types_comeWithTheirSchemas()
    {
        ui::TypeModel types;
        ui::TypeFeed feed(*m_client, types);
        feed.reload();
        m_broker->expect("GET", "/task/types");
        m_broker->answer(200, R"(["a/b","c"])");
        m_broker->expect("GET", "/task/types/a%2Fb/schema");
        m_broker->answer(200, R"({"task_type":"a/b","description":"d","fields":{}})");
        m_broker->expect("GET", "/task/types/c/schema");
        m_broker->answer(404, {});
        QVERIFY(types.schemaOf(u"a/b"_s));
        QVERIFY(!types.schemaOf(u"c"_s));
        feed.reload();
        m_broker->expect("GET", "/task/types");
    }

private:
    void loadTwo()
    {
        m_feed->reload();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({taskJson(9), taskJson(8)}, 1));
    }

    ui::ConnectionFeed slowConnection()
    {
        return {*m_client, &test::pretendNow, [this] { return m_steadyNow; }};
    }

    void wait(ui::ConnectionFeed &connection, std::chrono::seconds time)
    {
        for (; time > 0s; time -= 1s) {
            m_steadyNow += 1s;
            connection.beat();
        }
    }

    void answerAfter(ui::ConnectionFeed &connection, std::chrono::seconds time)
    {
        connection.ask();
        wait(connection, time);
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, kStats);
        if (m_broker->isAsked("GET", "/info")) {
            m_broker->expect("GET", "/info");
            m_broker->answer(200, R"({"version":"1.0"})");
        }
    }

    /// An answer comes that was sent at this time after the present.
    void tellTime(std::chrono::seconds ahead)
    {
        m_broker->setTime(test::pretendNow().addSecs(ahead.count()));
        m_client->listTypes(this, [](const client::Result<QStringList> &) { });
        m_broker->expect("GET", "/task/types");
        m_broker->answer(200, "[]");
    }

    void fault(ui::ConnectionFeed &connection, const QByteArray &body)
    {
        connection.ask();
        m_broker->expect("GET", "/stats");
        m_broker->answer(502, body);
    }

    std::chrono::steady_clock::time_point m_steadyNow;
    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::TaskWindowModel> m_model;
    std::unique_ptr<ui::TaskFeed> m_feed;
};

QTEST_GUILESS_MAIN(TestFeeds)
#include "tst_feeds.moc"
