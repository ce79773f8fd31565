// SPDX-License-Identifier: GPL-3.0-only
// Case 9: a length that is not a number hides a second request.
#include "tests/cases/case_broker.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseHiddenRequest : public CaseWithBroker
{
    Q_OBJECT

    static inline const QByteArray kHidden = "GET /task/next HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

private Q_SLOTS:
    void unclearFraming_isRefusedAndEndsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("the file") << caseFile(u"http-length-not-a-number.bin"_s);

        const QByteArray start = "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        const auto withHeaders = [&](const char *name, const QByteArray &headers) {
            QTest::newRow(name) << start + headers + "\r\n" + kHidden;
        };
        withHeaders("no number", "Content-Length: abc\r\n");
        withHeaders("empty length", "Content-Length:\r\n");
        withHeaders("negative length", "Content-Length: -1\r\n");
        withHeaders("signed length", "Content-Length: +5\r\n");
        withHeaders("hexadecimal length", "Content-Length: 0x10\r\n");
        withHeaders("fractional length", "Content-Length: 5.0\r\n");
        withHeaders("length with a space inside", "Content-Length: 1 0\r\n");
        withHeaders("length with a list", "Content-Length: 0, 5\r\n");
        withHeaders("length of many digits", "Content-Length: 184467440737095516160\r\n");
        withHeaders("length that wraps to zero", "Content-Length: 18446744073709551616\r\n");
        withHeaders("two lengths", "Content-Length: 0\r\nContent-Length: 45\r\n");
        withHeaders("two lengths in two cases", "content-length: 45\r\nCONTENT-LENGTH: 0\r\n");
        withHeaders("length and chunked", "Content-Length: 45\r\nTransfer-Encoding: chunked\r\n");
        withHeaders("chunked and length", "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n");
        withHeaders("space before the colon", "Content-Length : 0\r\n");
        withHeaders("space before the name", " Content-Length: 0\r\n");
        withHeaders("folded header", "X-Long: a\r\n b\r\nContent-Length: 0\r\n");
        withHeaders("header without a colon", "Content-Length 0\r\n");
        withHeaders("header without a name", ": 0\r\nContent-Length: 0\r\n");
        withHeaders("NUL in a header", QByteArray("X-Nul: a\0b\r\nContent-Length: 0\r\n", 32));
        withHeaders("bare CR in a header", "X-Cr: a\rContent-Length: 45\r\nContent-Length: 0\r\n");
        withHeaders("chunked not at the end", "Transfer-Encoding: chunked, identity\r\n");
        withHeaders("chunked twice", "Transfer-Encoding: chunked, chunked\r\n");
        withHeaders("two codings in two headers", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n");
        withHeaders("a coding with a trick",
                    "Transfer-Encoding: \x0b"
                    "chunked\r\n");

        const auto chunked = [&](const char *name, const QByteArray &body) {
            QTest::newRow(name) << start + "Transfer-Encoding: chunked\r\n\r\n" + body + kHidden;
        };
        chunked("chunk size that is no number", "zz\r\n{}\r\n0\r\n\r\n");
        chunked("chunk size with a sign", "-2\r\n{}\r\n0\r\n\r\n");
        chunked("chunk size with a prefix", "0x2\r\n{}\r\n0\r\n\r\n");
        chunked("chunk size of many digits", "10000000000000002\r\n{}\r\n0\r\n\r\n");
        chunked("chunk without its end of line", "2\r\n{}0\r\n\r\n");
        chunked("empty chunk size", "\r\n{}\r\n0\r\n\r\n");

        QTest::newRow("no Host") << QByteArray(
                                        "POST /task HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n")
                + kHidden;
        QTest::newRow("two Hosts") << start + "Host: 127.0.0.1\r\nContent-Length: 0\r\n\r\n" + kHidden;
        QTest::newRow("no version") << QByteArray("POST /task\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n") + kHidden;
        QTest::newRow("a version of the future")
            << QByteArray("POST /task HTTP/9.9\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n") + kHidden;
        QTest::newRow("no request line") << QByteArray("Content-Length: 0\r\n\r\n") + kHidden;
        QTest::newRow("a method with a space")
            << QByteArray("PO ST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n") + kHidden;
    }
    void unclearFraming_isRefusedAndEndsTheConnection()
    {
        QFETCH(const QByteArray, bytes);
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo","payload":{"n":1}})");
        QVERIFY(!id.isEmpty());

        auto smuggler = connect();
        const HttpAnswer answer = smuggler.exchange(bytes);
        // The standard's words for a length beyond every limit, for a coding and for a version that the server does not know.
        const QList<int> refusals {400, 413, 501, 505};
        QVERIFY2(refusals.contains(answer.status),
                 qPrintable(u"status %1: %2%3"_s.arg(answer.status)
                                .arg(QString::fromUtf8(answer.failure), QString::fromUtf8(answer.body))));
        QVERIFY2(!answer.errorCode().isEmpty(), answer.body.constData());
        QVERIFY(smuggler.isClosedWithin(std::chrono::seconds(5)));

        const QJsonObject task = loadTask(client, id);
        QCOMPARE(task["status"_L1].toString(), u"Pending"_s);
        QCOMPARE(task["attempt"_L1].toInt(), 0);
        QCOMPARE(client.get("/task?limit=500").json()["tasks"_L1].toArray().size(), 1);
        QVERIFY(survives());
    }

    void hiddenRequestInABody_isOnlyABody_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray start = "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        QTest::newRow("a length") << start + "Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n\r\n" + kHidden;
        QTest::newRow("a length with white space")
            << start + "Content-Length: \t " + QByteArray::number(kHidden.size()) + " \t\r\n\r\n" + kHidden;
        QTest::newRow("a length with leading zeros")
            << start + "Content-Length: 000" + QByteArray::number(kHidden.size()) + "\r\n\r\n" + kHidden;
        QTest::newRow("a chunk") << start + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(kHidden.size(), 16)
                + "\r\n" + kHidden + "\r\n0\r\n\r\n";
        QTest::newRow("a refused media type")
            << QByteArray("POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n")
                + "Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n\r\n" + kHidden;
        QTest::newRow("an unknown path")
            << QByteArray("POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n")
                + "Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n\r\n" + kHidden;
        QTest::newRow("a GET that has a body")
            << QByteArray("GET /task/types HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n")
                + "Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n\r\n" + kHidden;
    }
    void hiddenRequestInABody_isOnlyABody()
    {
        QFETCH(const QByteArray, bytes);
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo","payload":{"n":1}})");

        // Refused or not: exactly one answer belongs to these bytes, and the next one to the next request.
        auto smuggler = connect();
        const HttpAnswer first = smuggler.exchange(bytes);
        QVERIFY2(first.status >= 200, first.failure.constData());
        if (first.header("Connection").toLower() == "close") {
            QVERIFY(smuggler.isClosedWithin(std::chrono::seconds(5)));
        } else {
            const HttpAnswer second = smuggler.get("/task/types");
            COMPARE_STATUS(second, 200);
            QCOMPARE(second.body, QByteArray("[]"));
        }
        QCOMPARE(loadTask(client, id)["attempt"_L1].toInt(), 0);
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseHiddenRequest)
#include "tst_case_09.moc"
