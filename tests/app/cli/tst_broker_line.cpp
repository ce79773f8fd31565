// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/broker_line.h"

#include "app/cli/each_task.h"

#include <QTest>

using namespace conduit;
using namespace conduit::cli;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

client::Reply answer(int status, const QByteArray &body = {}, const QByteArray &retryAfter = {})
{
    return {.status = status, .body = body, .retryAfter = retryAfter, .failure = {}};
}

client::Reply noAnswer() { return {.status = 0, .failure = u"No answer from X: refused"_s}; }

/// Answers each question with the next of its replies, and is silent when it has none left.
class AnsweringBroker final : public client::Transport
{
public:
    explicit AnsweringBroker(QList<client::Reply> replies) : m_replies(std::move(replies)) { }

    CallId send(const client::Call &call, Done done) override
    {
        m_asked.append(call.path);
        if (!m_replies.isEmpty()) {
            QMetaObject::invokeMethod(
                &m_context, [done = std::move(done), reply = m_replies.takeFirst()] { done(reply); }, Qt::QueuedConnection);
        }
        return static_cast<CallId>(m_asked.size());
    }
    void abort(CallId) override { }

    [[nodiscard]] qsizetype questions() const { return m_asked.size(); }

private:
    QObject m_context;
    QList<client::Reply> m_replies;
    QByteArrayList m_asked;
};

Outcome<QStringList> askForTypes(BrokerLine &line) { return line.ask<QStringList>(&client::Client::listTypes); }

} // namespace

/// Questions and answers, one after the other.
class TestBrokerLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answer_isAValueAndItsText()
    {
        AnsweringBroker broker({answer(200, "[ \"echo\" ]")});
        BrokerLine line(broker);
        const auto types = askForTypes(line);
        QVERIFY(types);
        QCOMPARE(*types, QStringList {u"echo"_s});
        QCOMPARE(line.text(), "[ \"echo\" ]");
        QCOMPARE(line.timeLeft(), std::nullopt);
    }

    void refusal_tellsWhatIsWrongWithThePayload()
    {
        client::Failure failure;
        failure.status = 422;
        failure.message = u"The payload does not fit."_s;
        failure.details = {{u"/a"_s, u"required"_s, u"a is missing."_s}, {u"/b"_s, u"type"_s, u"The payload does not fit."_s}};
        const Trouble trouble = BrokerLine::troubleFrom(failure);
        QCOMPARE(trouble.code, ExitCode::Refused);
        QCOMPARE(trouble.status, 422);
        QCOMPARE(trouble.message, u"The payload does not fit. /a: a is missing."_s);
    }

    void refusal_forLackOfATokenSaysWhereItGoes()
    {
        AnsweringBroker broker({answer(401)});
        BrokerLine line(broker);
        const auto types = askForTypes(line);
        QVERIFY(!types);
        QVERIFY(types.error().message.contains(u"--token-file"));
    }

    void silence_endsWhenTheTimeIsUp()
    {
        AnsweringBroker broker({});
        BrokerLine line(broker);
        line.limit(1ms);
        const auto types = askForTypes(line);
        QVERIFY(!types);
        QCOMPARE(types.error().code, ExitCode::TimedOut);
        QVERIFY(types.error().message.contains(u"0.001 s"));
        QCOMPARE(line.timeLeft(), 0s);
    }

    void absence_atFirstIsTold()
    {
        AnsweringBroker broker({noAnswer(), answer(200, "[]")});
        BrokerLine line(broker);
        line.bearAbsence();
        const auto types = askForTypes(line);
        QVERIFY(!types);
        QCOMPARE(types.error().code, ExitCode::Unreachable);
        QVERIFY(types.error().message.startsWith(u"No answer from X: refused. "));
    }

    void absence_laterIsToldToo()
    {
        AnsweringBroker broker({answer(200, "[]"), noAnswer(), answer(200, "[]")});
        BrokerLine line(broker);
        QVERIFY(askForTypes(line));
        QCOMPARE(askForTypes(line).error().code, ExitCode::Unreachable);
    }

    void absence_laterIsBorneByWhoSaysSo()
    {
        AnsweringBroker broker({answer(200, "[]"), noAnswer(), noAnswer(), answer(200, "[\"echo\"]")});
        BrokerLine line(broker);
        line.bearAbsence();
        QVERIFY(askForTypes(line));
        QCOMPARE(askForTypes(line).value_or(QStringList()), QStringList {u"echo"_s});
        QCOMPARE(broker.questions(), 4);
    }

    void refusal_thatPassesIsBorneToo()
    {
        AnsweringBroker broker({answer(200, "[]"), answer(503, {}, "0"), answer(429, {}, "0"), answer(404)});
        BrokerLine line(broker);
        line.bearAbsence();
        QVERIFY(askForTypes(line));
        QCOMPARE(askForTypes(line).error().status, 404);
    }

    void absence_isBorneForAWhileOnly()
    {
        AnsweringBroker broker({answer(200, "[]"), noAnswer(), answer(200, "[]")});
        BrokerLine line(broker, 0ms);
        line.bearAbsence();
        QVERIFY(askForTypes(line));
        QCOMPARE(askForTypes(line).error().code, ExitCode::Unreachable);
    }

    void absence_isNoLongerThanTheTime()
    {
        AnsweringBroker broker({answer(200, "[]"), answer(503, {}, "3600")});
        BrokerLine line(broker);
        line.bearAbsence();
        QVERIFY(askForTypes(line));
        line.limit(1ms);
        QCOMPARE(askForTypes(line).error().code, ExitCode::TimedOut);
    }

    void tasks_areSeenToOneAfterTheOther_data()
    {
        QTest::addColumn<QList<int>>("codes");
        QTest::addColumn<int>("all");
        QTest::addColumn<int>("asked");
        QTest::newRow("all well") << QList<int> {0, 0, 0} << 0 << 3;
        QTest::newRow("one failed") << QList<int> {0, 6, 0} << 6 << 3;
        QTest::newRow("one refused, one failed") << QList<int> {5, 6, 0} << 5 << 3;
        QTest::newRow("one failed, one refused") << QList<int> {6, 5, 0} << 5 << 3;
        QTest::newRow("nobody there") << QList<int> {6, 4, 0} << 4 << 2;
        QTest::newRow("no time left") << QList<int> {5, 7, 0} << 7 << 2;
    }
    void tasks_areSeenToOneAfterTheOther()
    {
        QFETCH(const QList<int>, codes);
        QFETCH(const int, all);
        int asked = 0;
        const ExitCode code =
            forEachTask({u"a"_s, u"b"_s, u"c"_s}, [&](const QString &) { return static_cast<ExitCode>(codes.at(asked++)); });
        QCOMPARE(static_cast<int>(code), all);
        QTEST(asked, "asked");
    }
};

QTEST_GUILESS_MAIN(TestBrokerLine)
#include "tst_broker_line.moc"
