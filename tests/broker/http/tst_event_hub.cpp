// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/event_hub.h"

#include <QTest>

#include <limits>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Connections that a test makes slow, or lets go.
class ScriptedOutlet final : public StreamOutlet
{
public:
    struct Client
    {
        Answer head;
        QByteArray got;
        qint64 unsent = 0;
        bool isEnded = false;
        bool isCut = false;
        bool isGone = false;

        /// What has come since the last time.
        QByteArray read() { return std::exchange(got, {}); }
    };

    void begin(Ticket ticket, Answer answer) override { clients[ticket].head = std::move(answer); }
    std::optional<qint64> unsent(Ticket ticket) const override
    {
        const Client &client = clients.at(ticket);
        return client.isGone ? std::nullopt : std::optional(client.unsent);
    }
    void write(Ticket ticket, QByteArrayView bytes) override { clients[ticket].got.append(bytes); }
    void end(Ticket ticket) override { clients[ticket].isEnded = true; }
    void cut(Ticket ticket) override { clients[ticket].isCut = true; }

    std::map<Ticket, Client> clients;
};

TaskNews task(int number, qint64 revision, TaskState state = TaskState::Ready)
{
    return {QUuid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, static_cast<uchar>(number)), state, revision, u"q"_s, u"t"_s};
}

News turnOf(qint64 revision, const std::vector<TaskNews> &tasks = {})
{
    News news;
    news.revision = revision;
    news.tasks = tasks;
    return news;
}

} // namespace

class TestEventHub : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_outlet = std::make_unique<ScriptedOutlet>();
        m_asked.clear();
        m_hub = std::make_unique<EventHub>(*m_outlet, 3, [this](bool isWanted) { m_asked.append(isWanted); });
        m_now = EventHub::Time();
    }

    void theLane_isAskedToTell_onlyWhileSomebodyListens()
    {
        QVERIFY(!m_hub->isActive());
        subscribe(1);
        QCOMPARE(m_asked, QList<bool>({true}));
        QVERIFY(client(1).head.isStream);
        QCOMPARE(client(1).head.mediaType, QByteArrayView("text/event-stream"));
        QCOMPARE(client(1).read(), QByteArray()); // the lane has said nothing yet
        first(40);
        QCOMPARE(client(1).read(), QByteArray("id: 40\nevent: start\ndata: {\"revision\":40}\n\n"));
        QVERIFY(m_hub->forget(1));
        tick(EventHub::kLinger);
        QCOMPARE(m_asked, QList<bool>({true, false}));
        QVERIFY(!m_hub->isActive());
        m_hub->take(turnOf(41, {task(1, 41)}), m_now); // was under way
        subscribe(2);
        first(42);
        QCOMPARE(client(2).read(), QByteArray("id: 42\nevent: start\ndata: {\"revision\":42}\n\n"));
    }

    void changes_comeTogether_eachTaskOnce()
    {
        start(1, 40);
        m_hub->take(turnOf(41, {task(1, 41), task(2, 41)}), m_now);
        m_hub->take(turnOf(42, {task(1, 42, TaskState::Running)}), m_now);
        QCOMPARE(client(1).read(), QByteArray());
        tick();
        QCOMPARE(client(1).read(),
                 QByteArray("id: 42\nevent: tasks\ndata: {\"tasks\":["
                            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"state\":\"running\",\"queue\":\"q\",\"type\":"
                            "\"t\",\"revision\":42},"
                            "{\"id\":\"00000000-0000-0000-0000-000000000002\",\"state\":\"ready\",\"queue\":\"q\",\"type\":"
                            "\"t\",\"revision\":41}"
                            "]}\n\n"));
        tick();
        QCOMPARE(client(1).read(), QByteArray());
    }

    void everythingElse_comesByName_andTheLastEventHasTheId()
    {
        start(1, 40);
        News news = turnOf(40);
        news.queues = {u"mails"_s, QString(), u"mails"_s};
        news.workers = {u"w"_s};
        news.operations = {QUuid()};
        m_hub->take(news, m_now);
        tick();
        QCOMPARE(
            client(1).read(),
            QByteArray("event: queues\ndata: {\"queues\":[\"mails\"],\"broker\":true}\n\n"
                       "event: workers\ndata: {\"workers\":[\"w\"]}\n\n"
                       "id: 40\nevent: operations\ndata: {\"operations\":[\"00000000-0000-0000-0000-000000000000\"]}\n\n"));
    }

    void anEntryOfTheRecord_comesWhole()
    {
        start(1, 40);
        News news = turnOf(40);
        AuditEntry entry;
        entry.number = 7;
        entry.target = u"mails"_s;
        news.entries.push_back(std::make_shared<const AuditEntry>(entry));
        m_hub->take(news, m_now);
        tick();
        const QByteArray text = client(1).read();
        QVERIFY(text.startsWith("id: 40\nevent: audit\ndata: {\"entries\":[{\"id\":7,"));
        QVERIFY(text.contains("\"target\":\"mails\""));
    }

    void topics_chooseWhatComes()
    {
        subscribe(1, {static_cast<unsigned>(Topic::Queues), {}});
        first(40);
        client(1).read();
        News news = turnOf(41, {task(1, 41)});
        news.queues = {u"mails"_s};
        m_hub->take(news, m_now);
        tick();
        QCOMPARE(client(1).read(), QByteArray("id: 41\nevent: queues\ndata: {\"queues\":[\"mails\"],\"broker\":false}\n\n"));
    }

    void whoComesBack_getsWhatCameLater()
    {
        start(1, 40);
        m_hub->take(turnOf(41, {task(1, 41)}), m_now);
        m_hub->take(turnOf(42, {task(2, 42)}), m_now);
        m_hub->forget(1);
        subscribe(2, {EventsAsked::kAllTopics, "41"});
        const QByteArray text = client(2).read();
        QVERIFY(text.startsWith("id: 41\nevent: start\n"));
        QVERIFY(text.contains("000000000002"));
        QVERIFY(!text.contains("000000000001"));
        QVERIFY(!text.contains("event: gap"));
    }

    void whoComesBackTooLate_orFromNowhere_hearsOfAGap_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("before anything was kept") << QByteArray("39");
        QTest::newRow("after everything") << QByteArray("50");
        QTest::newRow("no number") << QByteArray("abc");
    }
    void whoComesBackTooLate_orFromNowhere_hearsOfAGap()
    {
        QFETCH(QByteArray, id);
        start(1, 40);
        m_hub->take(turnOf(41, {task(1, 41)}), m_now);
        subscribe(2, {EventsAsked::kAllTopics, id});
        QCOMPARE(
            client(2).read(),
            QByteArray("id: 41\nevent: start\ndata: {\"revision\":41}\n\nid: 41\nevent: gap\ndata: {\"revision\":41}\n\n"));
    }

    void aSlowReader_getsNothingMore_untilItHasRead_andThenAGap()
    {
        start(1, 0);
        client(1).unsent = 1;
        qint64 revision = 0;
        for (std::size_t i = 0; i < EventHub::kKeptMax + 5; ++i) {
            ++revision;
            m_hub->take(turnOf(revision, {task(1, revision)}), m_now);
        }
        tick();
        QCOMPARE(client(1).read(), QByteArray());
        client(1).unsent = 0;
        tick();
        const QByteArray id = QByteArray::number(revision);
        QCOMPARE(client(1).read(), "id: " + id + "\nevent: gap\ndata: {\"revision\":" + id + "}\n\n");
        m_hub->take(turnOf(revision + 1, {task(1, revision + 1)}), m_now);
        tick();
        QVERIFY(client(1).read().contains("event: tasks"));
    }

    void aReaderThatIsALittleSlow_losesNothing()
    {
        start(1, 40);
        client(1).unsent = 1;
        m_hub->take(turnOf(41, {task(1, 41)}), m_now);
        tick(EventHub::kStuckTimeMax - 1s);
        client(1).unsent = 0;
        tick();
        QVERIFY(client(1).read().contains("\"revision\":41"));
        QVERIFY(!client(1).isCut);
    }

    void aReaderThatNeverReads_isCutOff()
    {
        start(1, 40);
        client(1).unsent = 1;
        tick(EventHub::kStuckTimeMax);
        QVERIFY(client(1).isCut);
        QCOMPARE(m_hub->subscribers(), 0U);
    }

    void aClientThatHasGone_isForgotten()
    {
        start(1, 40);
        start(2, 40);
        client(1).isGone = true;
        tick();
        QCOMPARE(m_hub->subscribers(), 1U);
    }

    void silence_isBrokenByAHeartbeat()
    {
        start(1, 40);
        tick(EventHub::kHeartbeat - 1ms);
        QCOMPARE(client(1).read(), QByteArray());
        tick(1ms);
        QCOMPARE(client(1).read(), QByteArray(":\n\n"));
    }

    void aTurnWithTooManyChanges_isAGapForEverybody()
    {
        start(1, 40);
        News news = turnOf(41, {task(1, 41)});
        news.isIncomplete = true;
        m_hub->take(news, m_now);
        m_hub->take(turnOf(42, {task(2, 42)}), m_now);
        tick();
        QVERIFY(client(1).read().startsWith("id: 42\nevent: gap\n"));
        subscribe(2, {EventsAsked::kAllTopics, "40"});
        QVERIFY(client(2).read().contains("event: gap"));
    }

    void aLargeTurn_comesInPieces_andOnlyTheLastNamesItsRevision()
    {
        start(1, 40);
        News news = turnOf(41);
        for (std::size_t i = 0; i < EventHub::kPerDeliveryMax + 1; ++i)
            news.tasks.push_back(task(static_cast<int>(i % 250), 41));
        m_hub->take(news, m_now);
        tick();
        QVERIFY(client(1).read().startsWith("id: 40\nevent: tasks\n"));
        tick();
        QVERIFY(client(1).read().startsWith("id: 41\nevent: tasks\n"));
    }

    void moreSubscribersThanMay_areRefused()
    {
        for (Ticket ticket = 1; ticket <= 3; ++ticket)
            QVERIFY(m_hub->subscribe(ticket, {}, m_now));
        const Status refused = m_hub->subscribe(4, {}, m_now);
        QCOMPARE(refused.error().code, ErrorCode::TooManyWaiting);
        m_hub->forget(2);
        QVERIFY(m_hub->subscribe(4, {}, m_now));
    }

    void theEnd_isSaid_andNobodyIsTakenAfterIt()
    {
        start(1, 40);
        start(2, 40);
        client(2).unsent = 1;
        m_hub->endAll();
        QCOMPARE(client(1).read(), QByteArray("event: end\ndata: {\"revision\":40}\n\n"));
        QCOMPARE(client(2).read(), QByteArray());
        QVERIFY(client(1).isEnded && client(2).isEnded);
        QCOMPARE(m_asked, QList<bool>({true, false}));
        QCOMPARE(m_hub->subscribe(3, {}, m_now).error().code, ErrorCode::ShuttingDown);
    }

private:
    void subscribe(Ticket ticket, const EventsAsked &asked = {}) { QVERIFY(m_hub->subscribe(ticket, asked, m_now)); }
    void first(qint64 revision)
    {
        News news = turnOf(revision);
        news.isFirst = true;
        m_hub->take(news, m_now);
    }
    /// A subscriber that has heard the beginning.
    void start(Ticket ticket, qint64 revision)
    {
        subscribe(ticket);
        if (m_hub->subscribers() == 1)
            first(revision);
        client(ticket).read();
    }
    void tick(EventHub::Time::duration time = EventHub::kInterval)
    {
        m_now += time;
        m_hub->deliver(m_now);
    }
    ScriptedOutlet::Client &client(Ticket ticket) { return m_outlet->clients[ticket]; }

    std::unique_ptr<ScriptedOutlet> m_outlet;
    std::unique_ptr<EventHub> m_hub;
    QList<bool> m_asked;
    EventHub::Time m_now;
};

QTEST_GUILESS_MAIN(TestEventHub)
#include "tst_event_hub.moc"
