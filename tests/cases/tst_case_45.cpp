// SPDX-License-Identifier: GPL-3.0-only
// Case 45: retries far out, and dates that are none.
#include "tests/support/api_fixture.h"

#include <QTest>

#include <memory>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The API with a clock of its own, which starts at 2026-11-25T10:00:00Z.
class CaseFarTimes : public QObject
{
    Q_OBJECT

    using Reply = ApiFixture::Reply;

    Reply enqueue(const QByteArray &members)
    {
        return m_api->post("/task", "{\"task_type\":\"echo\",\"payload\":{}," + members + "}");
    }

    Reply claim()
    {
        m_api->inside.turn([this] { QVERIFY(m_api->inside.engine->promoter.runOnce()); });
        return m_api->get("/task/next?worker=w");
    }

    /// Fails the claimed task; how long it rests then.
    broker::Milliseconds failAndRest(const Reply &claimed)
    {
        const QString id = claimed.at("id").toString();
        const QByteArray path = "/task/" + id.toLatin1();
        m_api->post(path + "/result",
                    "{\"error\":\"no\",\"lease_token\":\"" + claimed.at("lease_token").toString().toLatin1() + "\"}");
        const auto task = m_api->inside.load(QUuid::fromString(id));
        return task.runAt - m_api->inside.clock.steadyNow();
    }

    static void addTexts(std::initializer_list<const char *> texts)
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : texts)
            QTest::newRow(text) << QByteArray(text);
    }

private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    // Dates.

    void dateThatIsNone_isRefused_data()
    {
        addTexts({"\"2026-02-30T00:00:00Z\"", "\"2027-02-29T00:00:00Z\"", "\"2026-04-31T00:00:00Z\"", "\"2026-11-25T10:00:00\"",
                  "\"2026-11-25\"", "\"2026-12-31T23:59:60Z\"", "\"2026-11-25T24:00:00Z\"", "\"99999-01-01T00:00:00Z\"",
                  "\"10000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59-00:01\"", "\"2026-11-25T10:00:00+25:00\"",
                  "\"2026-00-01T00:00:00Z\"", "\"0000-01-01T00:00:00+23:59\"", "\"tomorrow\"", "\"\"", "1795600800", "true",
                  "[]"});
    }
    void dateThatIsNone_isRefused()
    {
        QFETCH(QByteArray, text);
        for (const char *member : {"run_at", "expires_at"}) {
            const Reply reply = enqueue('"' + QByteArray(member) + "\":" + text);
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.errorCode(), u"invalid_argument"_s);
            QVERIFY(reply.errorMessage().contains(QLatin1String(member)));
        }
        QCOMPARE(claim().status, 204);
    }

    void offset_isReckonedWith()
    {
        QCOMPARE(enqueue(R"("run_at":"2026-11-26T01:00:00+14:00")").at("run_at").toString(), u"2026-11-25T11:00:00.000Z"_s);
        QCOMPARE(claim().status, 204);
        m_api->inside.clock.advance(1h);
        QCOMPARE(claim().status, 200);
    }

    void momentInThePast_runsAtOnce_data()
    {
        addTexts({"1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-11-25T09:59:59.999Z"});
    }
    void momentInThePast_runsAtOnce()
    {
        QFETCH(QByteArray, text);
        const Reply reply = enqueue("\"run_at\":\"" + text + '"');
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.at("run_at").toString(), u"2026-11-25T10:00:00.000Z"_s);
        QCOMPARE(claim().at("id").toString(), reply.at("id").toString());
    }

    void lastMoment_isAcceptedAndSortsLast()
    {
        const QString last = enqueue(R"("run_at":"9999-12-31T23:59:59Z","priority":9)").at("id").toString();
        const QString middle = enqueue(R"("run_at":"2027-01-04T10:00:00Z","priority":0)").at("id").toString();
        const QString first = enqueue(R"("priority":0)").at("id").toString();
        QStringList order;
        for (const QJsonValue &task : m_api->get("/task?sort=run_at").at("tasks").toArray())
            order.append(task["id"_L1].toString());
        QCOMPARE(order, (QStringList {first, middle, last}));

        m_api->inside.clock.advance(100 * 366 * 24h);
        QCOMPARE(claim().at("id").toString(), first);
        QCOMPARE(claim().at("id").toString(), middle);
        QCOMPARE(claim().status, 204);
        QCOMPARE(m_api->get("/task/" + last.toLatin1()).at("run_at").toString(), u"9999-12-31T23:59:59.000Z"_s);
    }

    // Durations.

    void durationThatIsNone_isRefused_data()
    {
        addTexts({"-5", "-0.001", "-1e300", "1e300", "99999999999", "\"5\"", "true", "[]", "{}"});
    }
    void durationThatIsNone_isRefused()
    {
        QFETCH(QByteArray, text);
        for (const char *member : {"delay", "timeout", "retry_for"}) {
            const Reply reply = enqueue('"' + QByteArray(member) + "\":" + text);
            QCOMPARE(reply.status, 400);
            QVERIFY(reply.errorMessage().contains(QLatin1String(member)));
        }
        for (const char *member : {"base", "cap", "factor", "jitter"})
            QCOMPARE(enqueue("\"backoff\":{\"" + QByteArray(member) + "\":" + text + '}').status, 400);
        const QByteArray claim = "{\"worker\":\"w\",\"types\":[\"echo\"],\"";
        for (const char *member : {"wait", "lease"})
            QCOMPARE(m_api->post("/task/claim", claim + member + "\":" + text + '}').status, 400);
        for (const char *member : {"wait=", "lease="})
            QCOMPARE(m_api->get("/task/next?worker=w&" + QByteArray(member) + text).status, 400);
        QCOMPARE(this->claim().status, 204);
    }

    void taskOfFortyDays_isNotHandedOutBefore_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<int>("hours");
        QTest::newRow("a date") << QByteArray(R"("run_at":"2027-01-04T10:00:00Z")") << 960;
        QTest::newRow("a delay") << QByteArray(R"("delay":3456000)") << 960;
        // As milliseconds this is negative in 32 bits.
        QTest::newRow("3,000,000,000 ms") << QByteArray(R"("delay":3000000)") << 834;
        // And this is 1 s.
        QTest::newRow("2^32 + 1,000 ms") << QByteArray(R"("delay":4294968.296)") << 1'194;
    }
    void taskOfFortyDays_isNotHandedOutBefore()
    {
        QFETCH(QByteArray, members);
        QFETCH(int, hours);
        const Reply made = enqueue(members);
        QCOMPARE(made.at("state").toString(), u"scheduled"_s);
        for (int hour = 0; hour < hours; ++hour) {
            QCOMPARE(claim().status, 204);
            m_api->inside.clock.advance(1h);
        }
        QCOMPARE(claim().at("id").toString(), made.at("id").toString());
    }

    void retryOfFortyDays_isNotHandedOutBefore()
    {
        enqueue(R"("priority":5)");
        const Reply claimed = claim();
        m_api->post("/task/" + claimed.at("id").toString().toLatin1() + "/result",
                    "{\"error\":\"no\",\"retry_in\":3456000,\"lease_token\":\""
                        + claimed.at("lease_token").toString().toLatin1() + "\"}");
        m_api->inside.clock.advance(40 * 24h - 1s);
        QCOMPARE(claim().status, 204);
        m_api->inside.clock.advance(1s);
        QCOMPARE(claim().at("attempt").toInt(), 2);
    }

    // Rests between a hundred attempts.

    void rests_neverFallAndStopAtTheCap_data()
    {
        QTest::addColumn<QByteArray>("backoff");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::addColumn<double>("last");
        const auto row = [](const char *backoff, double first, double second, double last) {
            QTest::newRow(backoff) << QByteArray(backoff) << first << second << last;
        };
        row("{\"kind\":\"exponential\",\"base\":1}", 1, 2, 21'600);
        row("{\"kind\":\"exponential\",\"base\":0.5,\"factor\":100,\"cap\":31622400}", 0.5, 50, 31'622'400);
        row("{\"kind\":\"polynomial\"}", 1, 16, 21'600);
        row("{\"kind\":\"polynomial\",\"factor\":100,\"cap\":60}", 1, 60, 60);
        row("{\"kind\":\"fixed\",\"base\":3000000}", 3e6, 3e6, 3e6);
        row("{\"kind\":\"list\",\"delays\":[1,60,3000000]}", 1, 60, 3e6);
        row("{}", 1, 16, 21'600);
    }
    void rests_neverFallAndStopAtTheCap()
    {
        QFETCH(QByteArray, backoff);
        QFETCH(double, first);
        QFETCH(double, second);
        QFETCH(double, last);
        const Reply made = enqueue("\"max_attempts\":100,\"backoff\":" + backoff);
        QCOMPARE(made.status, 201);
        std::vector<double> rests;
        for (int attempt = 1; attempt < 100; ++attempt) {
            const Reply claimed = claim();
            QCOMPARE(claimed.status, 200);
            QCOMPARE(claimed.at("attempt").toInt(), attempt);
            const auto rest = failAndRest(claimed);
            QVERIFY(rest > 0ms);
            QVERIFY(rests.empty() || std::chrono::duration<double>(rest).count() >= rests.back());
            rests.push_back(std::chrono::duration<double>(rest).count());
            m_api->inside.clock.advance(rest - 1ms);
            QCOMPARE(claim().status, 204);
            m_api->inside.clock.advance(1ms);
        }
        QCOMPARE(rests[0], first);
        QCOMPARE(rests[1], second);
        QCOMPARE(rests.back(), last);

        failAndRest(claim());
        QCOMPARE(m_api->get("/task/" + made.at("id").toString().toLatin1()).at("state").toString(), u"dead"_s);
    }

private:
    std::unique_ptr<ApiFixture> m_api;
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseFarTimes)
#include "tst_case_45.moc"
