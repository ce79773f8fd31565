// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"

#include <conduit/repeating_transport.h>

#include <QTest>

#include <optional>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using client::RepeatingTransport;

class TstRepeatingTransport : public QObject
{
    Q_OBJECT

    struct Pause
    {
        std::chrono::milliseconds length;
        std::function<void()> act;
    };

    [[nodiscard]] RepeatingTransport::Surroundings surroundings()
    {
        return {.steadyNow = [this] { return m_now; },
                .chance = [this] { return m_chance; },
                .later = [this](std::chrono::milliseconds length, QObject *,
                                std::function<void()> act) { m_pauses.push_back({length, std::move(act)}); }};
    }
    void send(client::Call call = {.method = "GET", .path = "/task/types", .timeout = 30s})
    {
        m_reply.reset();
        m_id = m_repeating->send(call, [this](const client::Reply &reply) { m_reply = reply; });
    }
    /// The pause that has begun passes.
    std::chrono::milliseconds pass()
    {
        const Pause pause = m_pauses.empty() ? Pause {} : m_pauses.back();
        m_pauses.clear();
        m_now += pause.length;
        if (pause.act)
            pause.act();
        return pause.length;
    }

    std::chrono::milliseconds m_now {0};
    double m_chance = 1;
    std::vector<Pause> m_pauses;
    std::optional<ScriptedTransport> m_broker;
    std::optional<RepeatingTransport> m_repeating;
    std::optional<client::Reply> m_reply;
    client::Transport::CallId m_id = 0;

private Q_SLOTS:
    void init()
    {
        m_now = 0ms;
        m_chance = 1;
        m_pauses.clear();
        m_repeating.reset();
        m_broker.emplace();
        m_repeating.emplace(*m_broker, surroundings());
    }

    void answer_isGivenAsItIs_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 204, 400, 401, 404, 409, 413, 422, 500, 501, 507})
            QTest::addRow("%d", status) << status;
    }
    void answer_isGivenAsItIs()
    {
        QFETCH(int, status);
        send();
        m_broker->expect("GET", "/task/types");
        m_broker->answer(status, "body");
        m_broker->expectNothing();
        QVERIFY(m_pauses.empty());
        QCOMPARE(m_reply->status, status);
        QCOMPARE(m_reply->body, "body");
    }

    void whatMayPass_isTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {429, 502, 503, 504})
            QTest::addRow("%d", status) << status;
    }
    void whatMayPass_isTriedAgain()
    {
        QFETCH(int, status);
        send();
        m_broker->expect("GET", "/task/types");
        m_broker->answer(status);
        QVERIFY(!m_reply);
        pass();
        m_broker->expect("GET", "/task/types");
        m_broker->answer(200);
        QCOMPARE(m_reply->status, 200);
    }

    void pauses_doubleUpToABound()
    {
        send({.method = "GET", .path = "/task/types", .timeout = 1h});
        for (const auto pause : {100ms, 200ms, 400ms, 800ms, 1'600ms, 3'200ms, 5'000ms, 5'000ms}) {
            m_broker->expect("GET", "/task/types");
            m_broker->breakOff();
            QCOMPARE(pass(), pause);
        }
    }

    void pause_isChance()
    {
        m_chance = 0.25;
        send();
        m_broker->expect("GET", "/task/types");
        m_broker->breakOff();
        QCOMPARE(pass(), 25ms);
    }

    void retryAfter_isKept_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<std::chrono::milliseconds>("pause");
        QTest::newRow("seconds") << QByteArray("7") << std::chrono::milliseconds(7s);
        QTest::newRow("at once") << QByteArray("0") << std::chrono::milliseconds(0s);
        QTest::newRow("too long") << QByteArray("86400") << std::chrono::milliseconds(1min);
        QTest::newRow("a date is nobody's clock") << QByteArray("Wed, 25 Nov 2026 10:00:00 GMT") << 100ms;
    }
    void retryAfter_isKept()
    {
        QFETCH(QByteArray, header);
        QFETCH(std::chrono::milliseconds, pause);
        send({.method = "GET", .path = "/task/types", .timeout = 1h});
        m_broker->expect("GET", "/task/types");
        m_broker->answer(503, {}, header);
        QCOMPARE(pass(), pause);
    }

    void time_boundsAllTriesTogether()
    {
        send({.method = "GET", .path = "/task/types", .timeout = 250ms});
        m_broker->expect("GET", "/task/types");
        QCOMPARE(m_broker->call().timeout, 250ms);
        m_broker->breakOff(u"the first"_s);
        pass();
        m_broker->expect("GET", "/task/types");
        QCOMPARE(m_broker->call().timeout, 150ms);
        m_broker->breakOff(u"the last"_s);
        // Another 200 ms are not left.
        QVERIFY(m_pauses.empty());
        QCOMPARE(m_reply->failure, u"the last"_s);
    }

    void repeat_isTheSameCall()
    {
        const client::Call call {.method = "POST",
                                 .path = "/task/1/cancel",
                                 .body = "{}",
                                 .ifMatch = "\"7\"",
                                 .needsKeyToRepeat = true,
                                 .timeout = 30s};
        send(call);
        m_broker->expect("POST", "/task/1/cancel");
        const QByteArray key = m_broker->call().idempotencyKey;
        QVERIFY(!key.isEmpty());
        m_broker->breakOff();
        pass();
        m_broker->expect("POST", "/task/1/cancel");
        QCOMPARE(m_broker->call().body, "{}");
        QCOMPARE(m_broker->call().ifMatch, "\"7\"");
        QCOMPARE(m_broker->call().idempotencyKey, key);
        m_broker->answer(200);
        send(call);
        m_broker->expect("POST", "/task/1/cancel");
        QVERIFY(m_broker->call().idempotencyKey != key);
    }

    void key_isLeftOutWhereNoneIsNeeded()
    {
        send();
        m_broker->expect("GET", "/task/types");
        QCOMPARE(m_broker->call().idempotencyKey, QByteArray());
    }

    void abort_endsATryOrAPause()
    {
        send();
        m_repeating->abort(m_id);
        QCOMPARE(m_broker->abortedCalls(), 1);
        send();
        m_broker->expect("GET", "/task/types");
        m_broker->breakOff();
        m_repeating->abort(m_id);
        pass();
        m_broker->expectNothing();
        QVERIFY(!m_reply);
    }

    void end_abortsWhatIsUnderWay()
    {
        send();
        m_repeating.reset();
        QCOMPARE(m_broker->abortedCalls(), 1);
    }
};

} // namespace conduit::test

QTEST_APPLESS_MAIN(conduit::test::TstRepeatingTransport)
#include "tst_repeating_transport.moc"
