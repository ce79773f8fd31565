// SPDX-License-Identifier: GPL-3.0-only
#include "broker/broker.h"
#include "tests/support/raw_http_client.h"

#include <QTemporaryDir>
#include <QTest>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::RawHttpClient;

namespace {

/// Somebody who listens.
class Listener
{
public:
    explicit Listener(quint16 port, const QByteArray &target = "/events", const QByteArray &headers = {}) : m_client(port)
    {
        m_client.send(m_client.requestBytes("GET", target, {}, headers));
    }

    /// Reads until one of the texts has come; false when the connection ends before, or nothing comes for long.
    bool hears(const QByteArrayList &texts)
    {
        while (std::ranges::none_of(texts, [this](const QByteArray &text) { return m_heard.contains(text); })) {
            pollfd state {.fd = m_client.descriptor(), .events = POLLIN, .revents = 0};
            if (::poll(&state, 1, static_cast<int>(RawHttpClient::kPatience.count())) <= 0)
                return false;
            std::array<char, 65536> bytes {};
            const auto count = ::recv(m_client.descriptor(), bytes.data(), bytes.size(), 0);
            if (count <= 0)
                return false;
            m_heard.append(bytes.data(), count);
        }
        return true;
    }
    bool hears(const QByteArray &text) { return hears(QByteArrayList {text}); }
    [[nodiscard]] const QByteArray &heard() const { return m_heard; }
    RawHttpClient &client() { return m_client; }

private:
    RawHttpClient m_client;
    QByteArray m_heard;
};

} // namespace

/// Events of a broker as it runs.
class TestEventsApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open({}); }
    void cleanup()
    {
        m_broker.reset();
        m_folder.reset();
    }

    void aStream_isPlainToRead()
    {
        Listener listener(port());
        QVERIFY(listener.hears("event: start\n"));
        const QByteArray head = listener.heard().first(listener.heard().indexOf("\r\n\r\n"));
        QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(head.contains("Content-Type: text/event-stream"));
        QVERIFY(head.contains("Connection: close"));
        QVERIFY(!head.contains("Content-Length"));
        QVERIFY(!head.contains("Transfer-Encoding"));
    }

    void aTasksWholeLife_isTold()
    {
        Listener listener(port());
        QVERIFY(listener.hears("event: start\n"));
        RawHttpClient client(port());
        const QByteArray id = enqueue(client);
        QVERIFY(listener.hears("\"id\":\"" + id + "\",\"state\":\"ready\""));
        client.get("/task/next?worker=w");
        QVERIFY(listener.hears("\"id\":\"" + id + "\",\"state\":\"running\""));
        client.request("POST", "/task/" + id + "/cancel", "{}");
        QVERIFY(listener.hears("event: audit\n"));
        client.request("PATCH", "/queue/default", R"({"paused":true})");
        QVERIFY(listener.hears(R"({"queues":["default"],"broker":false})"));
        client.request("POST", "/worker/w/heartbeat", "{}");
        QVERIFY(listener.hears(R"({"workers":["w"]})"));
    }

    void whoComesBack_missesNothing()
    {
        RawHttpClient client(port());
        QByteArray last;
        {
            Listener listener(port());
            QVERIFY(listener.hears("event: start\n"));
            const QByteArray id = enqueue(client);
            QVERIFY(listener.hears(id));
            const auto at = listener.heard().lastIndexOf("id: ") + 4;
            last = listener.heard().mid(at, listener.heard().indexOf('\n', at) - at);
            listener.client().reset();
        }
        const QByteArray missed = enqueue(client);
        Listener again(port(), "/events?topics=tasks", "Last-Event-ID: " + last + "\r\n");
        QVERIFY(again.hears(missed));
        QVERIFY(!again.heard().contains("event: gap"));
        Listener late(port(), "/events", "Last-Event-ID: 999999\r\n");
        QVERIFY(late.hears("event: gap\n"));
    }

    void aReaderThatDoesNotRead_costsNoMoreThanOne_andOthersHearOn()
    {
        Listener deaf(port());
        QVERIFY(deaf.hears("event: start\n"));
        Listener listener(port());
        RawHttpClient client(port());
        QByteArray batch = "{\"tasks\":[{\"task_type\":\"a\"}";
        for (int i = 1; i < 1'000; ++i)
            batch += ",{\"task_type\":\"a\"}";
        for (int i = 0; i < 30; ++i)
            QCOMPARE(client.post("/task/batch", batch + "]}").status, 201);
        const QByteArray id = enqueue(client);
        // Whoever reads hears of the last one, or that there was too much.
        QVERIFY(listener.hears(QByteArrayList {"event: gap\n", id}));
        QCOMPARE(client.get("/healthz").status, 200);
    }

    void whatTheFrontRefusesItself_isAnswered()
    {
        RawHttpClient client(port());
        const auto refused = client.get("/healthz?x=1");
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.errorCode(), u"invalid_argument"_s);
        QCOMPARE(client.get("/healthz").status, 200);
    }

    void clientsThatVanish_giveTheirPlaceBack()
    {
        BrokerConfig config;
        config.http.eventStreamsMax = 2;
        open(config);
        for (int round = 0; round < 5; ++round) {
            Listener one(port());
            Listener two(port());
            QVERIFY(one.hears("event: start\n"));
            QVERIFY(two.hears("event: start\n"));
            RawHttpClient third(port());
            QCOMPARE(third.get("/events").status, 429);
            one.client().reset();
            two.client().halfClose();
            QVERIFY(two.client().isClosedWithin(RawHttpClient::kPatience));
            // The reset was sent before.
            QCOMPARE(third.get("/healthz").status, 200);
        }
    }

    void whatIsPipelinedBehindAStream_isNotAnswered()
    {
        RawHttpClient client(port());
        const QByteArray id = enqueue(client);
        Listener listener(port());
        listener.client().send(client.requestBytes("GET", "/task/next?worker=w"));
        QVERIFY(listener.hears("event: start\n"));
        QVERIFY(!listener.heard().contains("lease_token"));
        // Whether the claim was read or not, its task is nobody's.
        QTRY_COMPARE(client.get("/task/" + id).json()["state"_L1].toString(), u"ready"_s);
    }

    void aStreamBehindOtherRequests_waitsForItsTurn()
    {
        RawHttpClient client(port());
        Listener listener(port(), "/healthz");
        listener.client().send(client.requestBytes("GET", "/events"));
        QVERIFY(listener.hears("event: start\n"));
        QVERIFY(listener.heard().indexOf("{\"status\":\"ok\"}") < listener.heard().indexOf("text/event-stream"));
    }

    void refusals_areOrdinaryAnswers()
    {
        RawHttpClient client(port());
        QCOMPARE(client.get("/events?topics=jobs").status, 400);
        QCOMPARE(client.get("/events?since=4").status, 400);
        QCOMPARE(client.exchange(client.requestBytes("HEAD", "/events"), RawHttpClient::Body::Absent).status, 405);
        QCOMPARE(client.request("GET", "/events", {}, "Origin: https://evil.example\r\n").status, 403);
    }

    void aBrokerWithAToken_wantsItHereToo()
    {
        BrokerConfig config;
        config.token = "secret";
        open(config);
        RawHttpClient client(port());
        QCOMPARE(client.get("/events").status, 401);
        Listener listener(port(), "/events", "Authorization: Bearer secret\r\n");
        QVERIFY(listener.hears("event: start\n"));
        // And the record says so.
        client.request("PATCH", "/broker", R"({"paused":true})", "Authorization: Bearer secret\r\nConduit-Actor: anna\r\n");
        QVERIFY(listener.hears(R"("actor":{"via":"token","name":"anna","address":"127.0.0.1"})"));
    }

    void aPoliteStop_saysGoodBye()
    {
        Listener listener(port());
        QVERIFY(listener.hears("event: start\n"));
        m_broker->drain();
        QVERIFY(listener.hears("event: end\n"));
        QVERIFY(listener.client().isClosedWithin(RawHttpClient::kPatience));
        QCOMPARE(RawHttpClient(port()).get("/events").status, 503);
    }

private:
    void open(BrokerConfig config)
    {
        m_broker.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        config.databasePath = m_folder->filePath(u"c.db"_s);
        config.port = 0;
        auto broker = Broker::open(config);
        QVERIFY(broker);
        m_broker = *std::move(broker);
    }
    [[nodiscard]] quint16 port() const { return m_broker->port(); }
    static QByteArray enqueue(RawHttpClient &client)
    {
        return client.post("/task", R"({"task_type":"a"})").json()["id"_L1].toString().toLatin1();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Broker> m_broker;
};

QTEST_GUILESS_MAIN(TestEventsApi)
#include "tst_events_api.moc"
