// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using conduit::test::ApiFixture;

/// What workers say in heartbeats, and where it is found again.
class TestHeartbeatNotes : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<ApiFixture> m_api;
    QByteArray m_location;
    QByteArray m_token;

    ApiFixture::Reply beat(const QByteArray &members)
    {
        return m_api->post(m_location + "/heartbeat", "{\"lease_token\":\"" + m_token + "\"," + members + "}");
    }

private Q_SLOTS:
    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        m_location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        const auto claimed = m_api->post("/task/claim", R"({"worker":"w"})").at("tasks").toArray().first().toObject();
        m_token = claimed.value("lease_token"_L1).toString().toUtf8();
        QVERIFY(!m_token.isEmpty());
    }

    void log_isFoundAgain()
    {
        QCOMPARE(beat("\"log\":[{\"level\":\"warning\",\"time\":\"2026-11-25T09:00:00Z\",\"message\":\"a \\\"b\\\"\"}]").status,
                 200);
        QCOMPARE(beat("\"log\":[{\"message\":\"second\"}]").status, 200);
        const auto reply = m_api->get(m_location + "/log");
        QCOMPARE(reply.status, 200);
        const auto lines = reply.at("log").toArray();
        QCOMPARE(lines.size(), 2);
        const auto first = lines[0].toObject();
        QCOMPARE(first.keys(), (QStringList {u"attempt"_s, u"level"_s, u"message"_s, u"time"_s}));
        QCOMPARE(first.value("attempt"_L1).toInt(), 1);
        QCOMPARE(first.value("level"_L1).toString(), u"warning"_s);
        QCOMPARE(first.value("time"_L1).toString(), u"2026-11-25T09:00:00.000Z"_s);
        QCOMPARE(first.value("message"_L1).toString(), u"a \"b\""_s);
        QCOMPARE(lines[1].toObject().value("level"_L1).toString(), u"info"_s);
        QCOMPARE(lines[1].toObject().value("time"_L1).toString(), u"2026-11-25T10:00:00.000Z"_s);
        QCOMPARE(reply.at("truncated").toBool(true), false);
    }

    void log_ofATaskThatSaidNothingIsEmpty()
    {
        QVERIFY(m_api->get(m_location + "/log").at("log").isArray());
        QCOMPARE(m_api->get("/task/0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10/log").status, 404);
    }

    void log_ofALostLeaseIsRefused()
    {
        m_token = "other";
        QCOMPARE(beat("\"log\":[{\"message\":\"x\"}]").status, 409);
        QVERIFY(m_api->get(m_location + "/log").at("log").toArray().isEmpty());
    }

    void malformedNotes_areRefusedAndRenewNothing_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::newRow("progress is a number") << QByteArray("\"progress\":7");
        QTest::newRow("percent below") << QByteArray("\"progress\":{\"percent\":-1}");
        QTest::newRow("percent above") << QByteArray("\"progress\":{\"percent\":100.5}");
        QTest::newRow("percent is a text") << QByteArray("\"progress\":{\"percent\":\"7\"}");
        QTest::newRow("long message") << QByteArray("\"progress\":{\"message\":\"" + QByteArray(257, 'x') + "\"}");
        QTest::newRow("large data") << QByteArray("\"progress\":{\"data\":\"" + QByteArray(16 * 1024, 'x') + "\"}");
        QTest::newRow("unknown member") << QByteArray("\"progress\":{\"done\":7}");
        QTest::newRow("log is an object") << QByteArray("\"log\":{}");
        QTest::newRow("a line is a text") << QByteArray("\"log\":[\"x\"]");
        QTest::newRow("unknown level") << QByteArray("\"log\":[{\"level\":\"fatal\",\"message\":\"x\"}]");
        QTest::newRow("no message") << QByteArray("\"log\":[{\"level\":\"info\"}]");
        QTest::newRow("bad time") << QByteArray("\"log\":[{\"message\":\"x\",\"time\":\"noon\"}]");
    }
    void malformedNotes_areRefusedAndRenewNothing()
    {
        QFETCH(QByteArray, members);
        const auto before = m_api->get(m_location).at("lease_expires_at").toString();
        m_api->inside.clock.advance(std::chrono::seconds {1});
        QCOMPARE(beat(members).status, 400);
        QCOMPARE(m_api->get(m_location).at("lease_expires_at").toString(), before);
    }

    void progress_mayLackItsPercent()
    {
        QCOMPARE(beat("\"progress\":{\"message\":\"" + QByteArray(256, 'x') + "\",\"data\":[1.50]}").status, 200);
        QVERIFY(m_api->get(m_location).body.contains("\"data\":[1.50]"));
    }
};

QTEST_GUILESS_MAIN(TestHeartbeatNotes)
#include "tst_heartbeat_notes.moc"
