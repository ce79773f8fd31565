// SPDX-License-Identifier: GPL-3.0-only
// Case 11: old and plain clients.
#include "tests/cases/case_broker.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CasePlainClients : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray postWith(const QByteArray &headers, const QByteArray &body)
    {
        return "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    }
    /// The payload of a new task as text, empty when there is none.
    static QByteArray payloadOf(const HttpAnswer &answer)
    {
        return QJsonDocument(answer.json()["payload"_L1].toObject()).toJson(QJsonDocument::Compact);
    }

private Q_SLOTS:
    void clientThatWantsTheEnd_isAnsweredAndGetsIt_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("HTTP/1.0 without Host") << caseFile(u"http-10-get-types.bin"_s);
        QTest::newRow("Connection: close") << caseFile(u"http-close-get-types.bin"_s);
        QTest::newRow("close in another case")
            << QByteArray("GET /task/types HTTP/1.1\r\nHost: 127.0.0.1\r\nconnection: Close\r\n\r\n");
        QTest::newRow("close in a list") << QByteArray(
            "GET /task/types HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: foo, close\r\n\r\n");
        QTest::newRow("HTTP/1.0 with Host") << QByteArray("GET /task/types HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n");
    }
    void clientThatWantsTheEnd_isAnsweredAndGetsIt()
    {
        QFETCH(const QByteArray, bytes);
        auto client = connect();
        const HttpAnswer answer = client.exchange(bytes);
        COMPARE_STATUS(answer, 200);
        QCOMPARE(answer.body, QByteArray("[]"));
        QVERIFY(client.isClosedWithin(std::chrono::seconds(1)));
    }

    void oldClient_postsWithoutAHost()
    {
        const QByteArray body = R"({"task_type":"echo","payload":{"m":"old"}})";
        auto client = connect();
        const HttpAnswer answer = client.exchange("POST /task HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                                                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        COMPARE_STATUS(answer, 201);
        QVERIFY(client.isClosedWithin(std::chrono::seconds(1)));
    }

    void otherClient_keepsItsConnection()
    {
        auto client = connect();
        for (int i = 0; i < 100; ++i)
            COMPARE_STATUS(client.get("/task/types"), 200);
        QVERIFY(!client.isClosedWithin(std::chrono::milliseconds(100)));
    }

    void chunkedBody_arrivesWhole_data()
    {
        QTest::addColumn<QList<QByteArray>>("pieces");
        const QByteArray file = caseFile(u"http-chunked-post.bin"_s);
        const qsizetype half = file.size() / 2;
        QTest::newRow("in one piece") << QList<QByteArray> {file};
        QTest::newRow("in two") << QList<QByteArray> {file.left(half), file.mid(half)};
        QList<QByteArray> single;
        for (const char byte : file)
            single.append(QByteArray(1, byte));
        QTest::newRow("byte by byte") << single;
        const QByteArray start =
            "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\ntransfer-encoding: Chunked\r\n\r\n";
        QTest::newRow("with an extension and zeros") << QList<QByteArray> {
            start + "0007;name=value\r\n{\"task_\r\n26\r\ntype\":\"echo\",\"payload\":{\"m\":\"chunks\"}}\r\n0\r\n\r\n"};
    }
    void chunkedBody_arrivesWhole()
    {
        QFETCH(const QList<QByteArray>, pieces);
        auto client = connect();
        // Each piece but the last leaves the broker with nothing to say.
        for (qsizetype i = 0; i + 1 < pieces.size(); ++i) {
            QVERIFY(client.send(pieces.at(i)));
            if (pieces.size() == 2)
                QVERIFY(!client.hasAnswerWithin(std::chrono::milliseconds(100)));
        }
        const HttpAnswer answer = client.exchange(pieces.constLast());
        COMPARE_STATUS(answer, 201);
        QCOMPARE(payloadOf(answer), QByteArray(R"({"m":"chunks"})"));
        COMPARE_STATUS(client.get("/task/types"), 200);
        QCOMPARE(client.get("/task?limit=500").json()["tasks"_L1].toArray().size(), 1);
    }

    void mediaType_decidesBeforeTheBody_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("status");
        QTest::newRow("what curl -d says") << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n") << 415;
        QTest::newRow("none") << QByteArray() << 415;
        QTest::newRow("an empty one") << QByteArray("Content-Type:\r\n") << 415;
        QTest::newRow("text/plain, as a page may send") << QByteArray("Content-Type: text/plain\r\n") << 415;
        QTest::newRow("a form with files") << QByteArray("Content-Type: multipart/form-data; boundary=x\r\n") << 415;
        QTest::newRow("a longer name") << QByteArray("Content-Type: application/jsonp\r\n") << 415;
        QTest::newRow("in a parameter") << QByteArray("Content-Type: text/plain; application/json\r\n") << 415;
        QTest::newRow("in a list") << QByteArray("Content-Type: text/plain, application/json\r\n") << 415;
        QTest::newRow("JSON") << QByteArray("Content-Type: application/json\r\n") << 201;
        QTest::newRow("JSON with a charset") << QByteArray("Content-Type: application/json; charset=utf-8\r\n") << 201;
        QTest::newRow("JSON with a tight charset") << QByteArray("content-type:application/json;charset=UTF-8\r\n") << 201;
        QTest::newRow("JSON in capitals") << QByteArray("Content-Type: Application/JSON\r\n") << 201;
    }
    void mediaType_decidesBeforeTheBody()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const int, status);
        auto client = connect();
        const HttpAnswer answer = client.exchange(postWith(header, R"({"task_type":"echo","payload":{"m":"form"}})"));
        COMPARE_STATUS(answer, status);
        if (status == 415) {
            QVERIFY2(answer.errorMessage().contains(u"Content-Type"_s), answer.body.constData());
            QVERIFY2(answer.errorMessage().contains(u"application/json"_s), answer.body.constData());
            QVERIFY(client.get("/task?limit=500").json()["tasks"_L1].toArray().isEmpty());
        }
    }

    void expectation_isMet()
    {
        const QByteArray body = R"({"task_type":"echo","payload":{"m":"large"}})";
        auto client = connect();
        const HttpAnswer goOn = client.exchange("POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                                "Expect: 100-continue\r\nContent-Length: "
                                                + QByteArray::number(body.size()) + "\r\n\r\n");
        COMPARE_STATUS(goOn, 100);
        COMPARE_STATUS(client.exchange(body), 201);
    }

    void expectationOfABodyThatIsTooLarge_isRefusedAtOnce()
    {
        auto client = connect();
        const HttpAnswer answer = client.exchange("POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                                  "Expect: 100-continue\r\nContent-Length: 999999999\r\n\r\n");
        COMPARE_STATUS(answer, 413);
    }

    void head_answersAsGetButWithoutABody()
    {
        auto client = connect();
        const HttpAnswer get = client.get("/task/types");
        const HttpAnswer head = client.request("HEAD", "/task/types");
        COMPARE_STATUS(head, 200);
        QCOMPARE(head.header("Content-Length"), get.header("Content-Length"));
        // The next answer would start with the body if there were one.
        COMPARE_STATUS(client.get("/task/types"), 200);
    }

    void head_neverClaims()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const HttpAnswer head = client.request("HEAD", "/task/next");
        COMPARE_STATUS(head, 405);
        QVERIFY2(head.header("Allow").contains("GET"), head.head.constData());
        QCOMPARE(loadTask(client, id)["attempt"_L1].toInt(), 0);
    }

    void path_isTakenWithASlashAtTheEnd()
    {
        auto client = connect();
        COMPARE_STATUS(client.post("/task/", R"({"task_type":"echo"})"), 201);
        COMPARE_STATUS(client.get("/task/types/"), 200);
        COMPARE_STATUS(client.get("/task/next/"), 200);
    }

    void otherMethods_areToldWhatIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("DELETE of the list") << QByteArray("DELETE") << QByteArray("/task") << 405;
        QTest::newRow("PUT of a task") << QByteArray("PUT") << QByteArray("/task") << 405;
        QTest::newRow("DELETE of next") << QByteArray("DELETE") << QByteArray("/task/next") << 405;
        QTest::newRow("PATCH of types") << QByteArray("PATCH") << QByteArray("/task/types") << 405;
        QTest::newRow("a method nobody knows") << QByteArray("BREW") << QByteArray("/task") << 501;
        QTest::newRow("a path nobody knows") << QByteArray("GET") << QByteArray("/nowhere") << 404;
        QTest::newRow("OPTIONS") << QByteArray("OPTIONS") << QByteArray("/task") << 204;
    }
    void otherMethods_areToldWhatIsAllowed()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const int, status);
        auto client = connect();
        const HttpAnswer answer = client.request(method, target);
        if (status == 204) // A server may also say it with an empty 200.
            QVERIFY2(answer.status == 204 || answer.status == 200, answer.failure.constData());
        else
            COMPARE_STATUS(answer, status);
        if (status == 405)
            QVERIFY2(!answer.header("Allow").isEmpty(), answer.head.constData());
        if (answer.header("Connection").toLower() == "close")
            QVERIFY(client.isClosedWithin(std::chrono::seconds(5)));
        else
            COMPARE_STATUS(client.get("/task/types"), 200);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CasePlainClients)
#include "tst_case_11.moc"
