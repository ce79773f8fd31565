// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include <QTest>

using namespace conduit::broker;
using namespace conduit::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Several requests that come on one connection before their answers leave.
class TestHttpFrontPipelining : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pipelinedAnswers_keepTheOrderOfTheirRequests()
    {
        ScriptedFront front;
        RawHttpClient client = front.connect();
        QVERIFY(client.send(get("/later") + get("/x") + post("/echo", "[1]") + get("/later") + post("/echo", "[2]")));
        QTRY_COMPARE(front.requestCount(), 5);
        const auto waiting = front.record().waiting;
        QVERIFY(!client.hasAnswerWithin(20ms)); // all are answered but two, and the first of these blocks
        front.answer(waiting[1], {.status = 200, .body = "second"});
        QVERIFY(!client.hasAnswerWithin(20ms));
        front.answer(waiting[0], {.status = 200, .body = "first"});
        for (const QByteArray &body : {"first"_ba, R"("/x")"_ba, "[1]"_ba, "second"_ba, "[2]"_ba})
            QCOMPARE(client.readAnswer().body, body);
    }

    void pipelinedAnswers_leaveTogether()
    {
        ScriptedFront front;
        RawHttpClient one = front.connect();
        RawHttpClient other = front.connect();
        QVERIFY(one.send(get("/later/1") + get("/later/2")));
        QTRY_COMPARE(front.waitingCount(), 2);
        QVERIFY(other.send(get("/later/3")));
        QTRY_COMPARE(front.waitingCount(), 3);
        const auto waiting = front.record().waiting;
        front.run([&](HttpFront &http) {
            http.answer({{waiting[1], {.status = 200, .body = "2"}},
                         {waiting[2], {.status = 200, .body = "3"}},
                         {waiting[0], {.status = 200, .body = "1"}}});
        });
        QCOMPARE(one.readAnswer().body, "1"_ba);
        QCOMPARE(one.readAnswer().body, "2"_ba);
        QCOMPARE(other.readAnswer().body, "3"_ba);
    }

    void pipelinedBurst_isAnsweredInOrder()
    {
        ScriptedFront front;
        RawHttpClient client = front.connect();
        QByteArray burst;
        for (int i = 0; i < 1000; ++i)
            burst += post("/echo", QByteArray::number(i));
        QVERIFY(client.send(burst));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(client.readAnswer().body, QByteArray::number(i));
    }

    void pipelinedRequests_waitBeyondTheLimit()
    {
        HttpLimits limits;
        limits.pipelinedMax = 4;
        ScriptedFront front(limits);
        RawHttpClient client = front.connect();
        QByteArray burst;
        for (int i = 0; i < 10; ++i)
            burst += post("/later/" + QByteArray::number(i), QByteArray(1000, ' '));
        QVERIFY(client.send(burst));
        QTRY_COMPARE(front.requestCount(), 4);
        front.settle();
        QCOMPARE(front.requestCount(), 4);

        // The second answer does not help, since it cannot leave before the first.
        auto waiting = front.record().waiting;
        front.answer(waiting[1], {.status = 200, .body = "1"});
        front.settle();
        QCOMPARE(front.requestCount(), 4);
        front.answer(waiting[0], {.status = 200, .body = "0"});
        QTRY_COMPARE(front.requestCount(), 6);
        for (int i = 2; i < 10; ++i) {
            QTRY_VERIFY(front.waitingCount() > 0);
            front.answer(front.record().waiting[0], {.status = 200, .body = QByteArray::number(i)});
        }
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.readAnswer().body, QByteArray::number(i));
        QCOMPARE(pathsOf(front.record()).last(), "/later/9"_ba);
    }

    void heldBackRequests_comeBeforeLaterOnes()
    {
        HttpLimits limits;
        limits.pipelinedMax = 1;
        ScriptedFront front(limits);
        RawHttpClient client = front.connect();
        QVERIFY(client.send(get("/later/0") + post("/1", "[1]").chopped(2)));
        QTRY_COMPARE(front.waitingCount(), 1);
        front.settle();
        // The rest lies in the kernel when the front is about to go on with what it holds.
        const Ticket first = front.record().waiting[0];
        front.run([&](HttpFront &http) {
            QVERIFY(client.send("1]" + get("/2")));
            http.answer(first, {.status = 200, .body = "0"});
        });
        QCOMPARE(client.readAnswer().body, "0"_ba);
        QCOMPARE(client.readAnswer().body, R"("/1")"_ba);
        QCOMPARE(client.readAnswer().body, R"("/2")"_ba);
        QCOMPARE(front.record().requests[1].body, "[1]"_ba);
    }

    void refusal_waitsForTheAnswersBeforeIt()
    {
        ScriptedFront front;
        RawHttpClient client = front.connect();
        QVERIFY(client.send(get("/later") + "GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hidden")));
        QTRY_COMPARE(front.waitingCount(), 1);
        QVERIFY(!client.hasAnswerWithin(20ms));
        front.answer(front.record().waiting[0], {.status = 200, .body = "1"});
        QCOMPARE(client.readAnswer().body, "1"_ba);
        QCOMPARE(client.readAnswer().status, 400);
        QVERIFY(client.isClosedWithin(1s));
        QCOMPARE(pathsOf(front.record()), QByteArrayList {"/later"});
    }
};

QTEST_GUILESS_MAIN(TestHttpFrontPipelining)
#include "tst_http_front_pipelining.moc"
