// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/event_stream.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

/// A broker whose words come when and as a test says.
class StreamingTransport final : public client::Transport
{
public:
    CallId send(const client::Call &, Done) override { return 0; }
    CallId stream(const client::Call &call, Received received, Done done) override
    {
        calls.append(call);
        if (!isThere)
            return 0;
        m_received = std::move(received);
        m_done = std::move(done);
        return ++m_lastId;
    }
    void abort(CallId) override
    {
        ++aborted;
        m_received = {};
        m_done = {};
    }

    void say(const QByteArray &bytes)
    {
        if (const auto received = m_received)
            received(bytes);
    }
    void end(const client::Reply &reply = {})
    {
        m_received = {};
        if (const auto done = std::exchange(m_done, {}))
            done(reply);
    }

    bool isThere = true;
    QList<client::Call> calls;
    int aborted = 0;

private:
    Received m_received;
    Done m_done;
    CallId m_lastId = 0;
};

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<StreamingTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
    }
    void cleanup()
    {
        m_client.reset();
        m_broker.reset();
    }

    void aStream_isLive_onceTheBrokerHasGreeted()
    {
        auto &events = m_client->events();
        QSignalSpy live(&events, &client::EventStream::liveChanged);
        events.start();
        QCOMPARE(m_broker->calls.value(0).path, QByteArray("/events"));
        QVERIFY(m_broker->calls.value(0).lastEventId.isEmpty());
        QVERIFY(!events.isLive());
        m_broker->say("retry: 2000\nid: 40\nevent: start\ndata: {\"revision\":40}\n\n");
        QVERIFY(events.isLive());
        QCOMPARE(live.size(), 1);
        QCOMPARE(events.revision(), 40);
    }

    void events_areReadWhereverTheyAreCut()
    {
        const QByteArray text =
            "id: 40\nevent: start\ndata: {}\n\n:\n\n"
            "event: tasks\ndata: "
            "{\"tasks\":[{\"id\":\"a\",\"state\":\"running\",\"queue\":\"q\",\"type\":\"t\",\"revision\":41}]}\n\n"
            "event: queues\r\ndata: {\"queues\":[\"mails\"],\"broker\":true}\r\n\r\n"
            "event: workers\ndata: {\"workers\":[\"w\"]}\n\nevent: operations\ndata: {\"operations\":[\"o\"]}\n\n"
            "event: audit\ndata: {\"entries\":[{\"id\":7,\"verb\":\"pause\",\"kind\":\"queue\",\"outcome\":\"done\","
            "\"actor\":{\"via\":\"token\",\"name\":\"ada\",\"address\":null}}]}\n\nid: 42\nevent: gap\ndata: "
            "{\"revision\":42}\n\n";
        for (qsizetype size = 1; size <= text.size(); size += 13) {
            StreamingTransport broker;
            client::Client client(broker);
            auto &events = client.events();
            QSignalSpy tasks(&events, &client::EventStream::tasksChanged);
            QSignalSpy queues(&events, &client::EventStream::queuesChanged);
            QSignalSpy workers(&events, &client::EventStream::workersChanged);
            QSignalSpy operations(&events, &client::EventStream::operationsChanged);
            QSignalSpy entries(&events, &client::EventStream::entriesAdded);
            QSignalSpy gap(&events, &client::EventStream::gap);
            events.start();
            for (qsizetype at = 0; at < text.size(); at += size)
                broker.say(text.mid(at, size));
            const auto changed = tasks.value(0).value(0).value<QList<wire::TaskChange>>();
            QCOMPARE(changed.value(0).id + changed.value(0).state, u"arunning"_s);
            QCOMPARE(queues.value(0).value(0).toStringList(), QStringList {u"mails"_s});
            QCOMPARE(queues.value(0).value(1).toBool(), true);
            QCOMPARE(workers.value(0).value(0).toStringList(), QStringList {u"w"_s});
            QCOMPARE(operations.value(0).value(0).toStringList(), QStringList {u"o"_s});
            QCOMPARE(entries.value(0).value(0).value<QList<wire::AuditEntry>>().value(0).actor, u"ada"_s);
            QCOMPARE(gap.size(), 1);
            QCOMPARE(events.revision(), 42);
        }
    }

    void aBrokenStream_isTakenUpWhereItWas()
    {
        auto &events = m_client->events();
        events.setRetryAfter(std::chrono::milliseconds {0});
        events.start();
        m_broker->say("id: 40\nevent: start\ndata: {}\n\nid: 44\nevent: workers\ndata: {\"workers\":[]}\n\nevent: ta");
        m_broker->end();
        QVERIFY(!events.isLive());
        QTRY_COMPARE(m_broker->calls.size(), 2);
        QCOMPARE(m_broker->calls.last().lastEventId, QByteArray("44"));
        m_broker->say("id: 44\nevent: start\ndata: {}\n\n");
        QVERIFY(events.isLive());
    }

    void aBrokerThatCannot_isNotLive()
    {
        m_broker->isThere = false;
        auto &events = m_client->events();
        events.start();
        QCOMPARE(m_broker->calls.size(), 1);
        QVERIFY(!events.isLive());
    }

    void whoStops_hearsNothingMore()
    {
        auto &events = m_client->events();
        QSignalSpy gap(&events, &client::EventStream::gap);
        connect(&events, &client::EventStream::workersChanged, &events, &client::EventStream::stop);
        events.start();
        m_broker->say("event: start\ndata: {}\n\nevent: workers\ndata: {}\n\nevent: gap\ndata: {}\n\n");
        QCOMPARE(gap.size(), 0);
        QCOMPARE(m_broker->aborted, 1);
        QVERIFY(!events.isLive());
    }

    /// Whoever sends what is no event takes no more of our memory than the largest event may.
    void anEndlessEvent_isGivenUp_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("a line without end") << QByteArray("data: ") << QByteArray(64 * 1024, 'x');
        QTest::newRow("a comment without end") << QByteArray(": ") << QByteArray(64 * 1024, 'x');
        const QByteArray large(9 * 1024 * 1024, 'x');
        QTest::newRow("large fields") << QByteArray("event: " + large + '\n') << QByteArray("id: " + large + '\n');
    }
    void anEndlessEvent_isGivenUp()
    {
        QFETCH(const QByteArray, begin);
        QFETCH(const QByteArray, line);
        constexpr qsizetype kMostBytes = 20 * 1024 * 1024;
        auto &events = m_client->events();
        events.setRetryAfter(std::chrono::milliseconds {0});
        events.start();
        m_broker->say("id: 40\nevent: start\ndata: {}\n\n" + begin);
        for (qsizetype said = begin.size(); m_broker->aborted == 0; said += line.size()) {
            QVERIFY(said < kMostBytes);
            m_broker->say(line);
        }
        QVERIFY(!events.isLive());
        QTRY_COMPARE(m_broker->calls.size(), 2);
        QCOMPARE(m_broker->calls.last().lastEventId, QByteArray("40"));
        m_broker->say("event: start\ndata: {}\n\n"); // Nothing is left of what came before.
        QVERIFY(events.isLive());
    }

    void manyLargeEvents_areEachTaken()
    {
        auto &events = m_client->events();
        QSignalSpy workers(&events, &client::EventStream::workersChanged);
        events.start();
        const QByteArray event = "event: workers\ndata: {\"workers\":[\"" + QByteArray(5 * 1024 * 1024, 'w') + "\"]}\n\n";
        for (int i = 0; i < 4; ++i)
            m_broker->say(event);
        QCOMPARE(workers.size(), 4);
        QCOMPARE(m_broker->aborted, 0);
    }

    void aClientThatGoes_endsItsStream()
    {
        m_client->events().start();
        m_client.reset();
        QCOMPARE(m_broker->aborted, 1);
    }

private:
    std::unique_ptr<StreamingTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
};

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_event_stream.moc"
