// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include <QTest>
#include <QUuid>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <set>
#include <sys/socket.h>

using namespace conduit::broker;
using namespace conduit::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kWait = "GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

enum class Leaving { Reset, Close, HalfClose };

void leave(RawHttpClient &client, Leaving how)
{
    switch (how) {
    case Leaving::Reset:
        client.reset();
        break;
    case Leaving::Close:
        client.close();
        break;
    case Leaving::HalfClose:
        client.halfClose();
        break;
    }
}

Answer taskAnswer() { return {.status = 200, .body = "{}", .headers = {}, .handedOut = {{QUuid::createUuid(), "token"}}}; }

} // namespace

/// Clients that leave before their answer.
class TestHttpFrontClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingClients_mayVanish_data();
    void waitingClients_mayVanish();
    void clientsVanish_whileOthersWork();
    void lateAnswer_comesBackWhenItHandsOutATask();
    void answer_isNotWrittenForAClientThatHasJustLeft_data();
    void answer_isNotWrittenForAClientThatHasJustLeft();
    void blockedAnswer_comesBackWhenTheClientLeaves();
    void client_mayLeaveInTheMiddleOfARequest();
    void client_mayLeaveWhileItsRequestsAreHeldBack();
    void ticket_isNeverUsedTwice();
    void partOfARequest_isAcknowledgedAtOnce();
};

void TestHttpFrontClients::waitingClients_mayVanish_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<Leaving>("leaving");
    for (const int clients : {20, 500}) {
        QTest::addRow("%d reset", clients) << clients << Leaving::Reset;
        QTest::addRow("%d close", clients) << clients << Leaving::Close;
        QTest::addRow("%d end their side", clients) << clients << Leaving::HalfClose;
    }
}

void TestHttpFrontClients::waitingClients_mayVanish()
{
    QFETCH(int, clients);
    QFETCH(Leaving, leaving);
    ScriptedFront front;
    std::vector<RawHttpClient> waiting;
    for (int i = 0; i < clients; ++i) {
        waiting.push_back(front.connect());
        QVERIFY(waiting.back().send(kWait));
    }
    QTRY_COMPARE(front.waitingCount(), clients);
    const std::vector<Ticket> tickets = front.record().waiting;
    for (RawHttpClient &client : waiting)
        leave(client, leaving);
    QTRY_COMPARE(front.goneCount(), clients);

    const std::vector<Ticket> gone = front.record().gone;
    QCOMPARE(std::set<Ticket>(gone.begin(), gone.end()), std::set<Ticket>(tickets.begin(), tickets.end()));
    QTRY_COMPARE(front.connectionCount(), 0);
    for (const Ticket ticket : tickets)
        front.answer(ticket, {.status = 204, .body = {}});
    QCOMPARE(front.connect().get("/x").status, 200);
    QCOMPARE(front.record().undelivered.size(), 0U);
}

void TestHttpFrontClients::clientsVanish_whileOthersWork()
{
    ScriptedFront front;
    RawHttpClient busy = front.connect();
    for (int i = 0; i < 500; ++i) {
        RawHttpClient client = front.connect();
        QVERIFY(client.send(kWait));
        if (i % 3 == 0)
            QVERIFY(client.send(kWait + "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le"));
        QCOMPARE(busy.post("/echo", QByteArray::number(i)).body, QByteArray::number(i));
        leave(client, i % 2 == 0 ? Leaving::Reset : Leaving::Close);
    }
    QTRY_COMPARE(front.connectionCount(), 1);
    QCOMPARE(front.waitingCount(), 0);
}

void TestHttpFrontClients::lateAnswer_comesBackWhenItHandsOutATask()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(kWait));
    QTRY_COMPARE(front.waitingCount(), 1);
    const Ticket ticket = front.record().waiting[0];
    client.reset();
    QTRY_COMPARE(front.goneCount(), 1);

    const Answer answer = taskAnswer();
    front.answer(ticket, answer);
    const auto undelivered = front.record().undelivered;
    QCOMPARE(undelivered.size(), 1U);
    QCOMPARE(undelivered[0].handedOut[0].task, answer.handedOut[0].task);
    QCOMPARE(undelivered[0].handedOut[0].leaseToken, "token"_ba);
}

void TestHttpFrontClients::answer_isNotWrittenForAClientThatHasJustLeft_data()
{
    QTest::addColumn<Leaving>("leaving");
    QTest::newRow("reset") << Leaving::Reset;
    QTest::newRow("close") << Leaving::Close;
    QTest::newRow("end of its side") << Leaving::HalfClose;
}

void TestHttpFrontClients::answer_isNotWrittenForAClientThatHasJustLeft()
{
    QFETCH(Leaving, leaving);
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(kWait));
    QTRY_COMPARE(front.waitingCount(), 1);
    const Ticket ticket = front.record().waiting[0];
    front.run([&](HttpFront &http) {
        leave(client, leaving); // the front's thread is here, so it cannot have noticed
        http.answer(ticket, taskAnswer());
    });
    QTRY_COMPARE(front.record().undelivered.size(), 1U);
    QCOMPARE(front.goneCount(), 0);
    QTRY_COMPARE(front.connectionCount(), 0);
}

void TestHttpFrontClients::blockedAnswer_comesBackWhenTheClientLeaves()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(kWait + kWait + kWait));
    QTRY_COMPARE(front.waitingCount(), 3);
    const auto tickets = front.record().waiting;
    front.answer(tickets[1], taskAnswer());
    front.answer(tickets[2], {.status = 204, .body = {}});
    client.close();
    QTRY_COMPARE(front.record().undelivered.size(), 1U);
    QCOMPARE(front.record().gone, std::vector<Ticket> {tickets[0]});
}

void TestHttpFrontClients::client_mayLeaveInTheMiddleOfARequest()
{
    ScriptedFront front;
    const QByteArray request =
        "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        "4\r\ntrue\r\n0\r\n\r\n";
    for (qsizetype cut = 0; cut < request.size(); ++cut) {
        RawHttpClient client = front.connect();
        QVERIFY(client.send(request.first(cut)));
        if (cut % 2 == 0)
            front.settle();
        leave(client, cut % 3 == 0 ? Leaving::Reset : Leaving::Close);
    }
    QTRY_COMPARE(front.connectionCount(), 0);
    QCOMPARE(front.requestCount(), 0);
}

void TestHttpFrontClients::client_mayLeaveWhileItsRequestsAreHeldBack()
{
    HttpLimits limits;
    limits.pipelinedMax = 1;
    ScriptedFront front(limits);
    for (const Leaving leaving : {Leaving::Reset, Leaving::Close, Leaving::HalfClose}) {
        const int before = front.goneCount();
        RawHttpClient client = front.connect();
        QVERIFY(client.send(kWait + kWait + kWait));
        QTRY_COMPARE(front.waitingCount(), 1);
        leave(client, leaving);
        QTRY_COMPARE(front.connectionCount(), 0);
        QCOMPARE(front.goneCount(), before + 1); // of the others the receiver has never heard
    }
    QCOMPARE(front.requestCount(), 3);
}

void TestHttpFrontClients::ticket_isNeverUsedTwice()
{
    ScriptedFront front;
    std::set<Ticket> used;
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client = front.connect();
        QVERIFY(client.send(kWait));
        QTRY_COMPARE(front.waitingCount(), 1);
        QVERIFY(used.insert(front.record().waiting[0]).second);
        for (const Ticket old : used) {
            if (old != front.record().waiting[0])
                front.answer(old, taskAnswer());
        }
        QVERIFY(!client.hasAnswerWithin(1ms));
        if (i % 2 == 0) {
            client.reset();
            QTRY_COMPARE(front.connectionCount(), 0);
        } else {
            front.answer(front.record().waiting[0], {.status = 200, .body = "[]"});
            QCOMPARE(client.readAnswer().body, "[]"_ba);
            client.close();
            QTRY_COMPARE(front.connectionCount(), 0);
        }
    }
    QCOMPARE(front.record().undelivered.size(), 190U);
}

/// Else a client that gathers small pieces keeps the rest back for 40 ms.
void TestHttpFrontClients::partOfARequest_isAcknowledgedAtOnce()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray request = post("/echo", R"("some text")");
    for (int i = 0; i < 40; ++i) // By itself the kernel is in a hurry only at first.
        QCOMPARE(client.exchange(request).status, 201);
    QVERIFY(client.send(request.chopped(1)));
    front.settle();
    tcp_info info {};
    socklen_t size = sizeof(info);
    QCOMPARE(::getsockopt(client.descriptor(), IPPROTO_TCP, TCP_INFO, &info, &size), 0);
    QCOMPARE(info.tcpi_unacked, 0U);
    QCOMPARE(client.exchange(request.last(1)).status, 201);
}

QTEST_GUILESS_MAIN(TestHttpFrontClients)
#include "tst_http_front_clients.moc"
