// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/answer_reader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using client::AnswerReader;
using Stage = AnswerReader::Stage;

namespace {

/// What a reader makes of the bytes when they come in pieces of this size and the connection ends behind them.
AnswerReader readerOf(const QByteArray &bytes, qsizetype pieceSize)
{
    AnswerReader reader;
    for (qsizetype at = 0; at < bytes.size() && reader.stage() != Stage::Whole; at += pieceSize)
        reader.take(QByteArrayView(bytes).sliced(at, std::min(pieceSize, bytes.size() - at)));
    if (reader.stage() != Stage::Whole)
        reader.end();
    return reader;
}

QByteArray head(const QByteArray &fields) { return "HTTP/1.1 200 OK\r\n" + fields + "\r\n"; }

} // namespace

class TestAnswerReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answer_isReadWhereverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("keepsConnection");
        const auto add = [](const char *name, const QByteArray &bytes, int status, const QByteArray &body, bool keeps) {
            QTest::newRow(name) << bytes << status << body << keeps;
        };
        add("length", head("Content-Length: 7\r\n") + "{\"a\":1}", 200, "{\"a\":1}", true);
        add("length, of zero", head("content-length:0\r\n"), 200, "", true);
        add("length, with blanks", head("Content-Length: \t 2 \t\r\n") + "{}", 200, "{}", true);
        add("chunks", head("Transfer-Encoding: chunked\r\n") + "3\r\n{\"a\r\nA;x=\"y\"\r\n\":12345678\r\n1\r\n}\r\n0\r\n\r\n",
            200, "{\"a\":12345678}", true);
        add("chunks, none", head("transfer-encoding: Chunked\r\n") + "000\r\n\r\n", 200, "", true);
        add("chunks, with trailers", head("Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n0\r\nDigest: x\r\nExpires: 0\r\n\r\n",
            200, "{}", true);
        add("nothing", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true);
        add("nothing, whatever it says", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", 204, "", true);
        add("no word for the status", "HTTP/1.1 404 \r\nContent-Length: 1\r\n\r\n0", 404, "0", true);
        add("not even a blank", "HTTP/1.1 404\r\nContent-Length: 1\r\n\r\n0", 404, "0", true);
        add("after others for the time being",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nContent-Length: 9\r\n\r\n" + head("Content-Length: 1\r\n")
                + "1",
            200, "1", true);
        add("last of its connection", head("Connection: keep-alive , CLOSE\r\nContent-Length: 2\r\n") + "{}", 200, "{}", false);
        add("old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", false);
        add("until the end", head("") + "{\"a\":1}", 200, "{\"a\":1}", false);
    }

    void answer_isReadWhereverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, keepsConnection);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            AnswerReader reader = readerOf(bytes, size);
            QVERIFY2(reader.stage() == Stage::Whole, qPrintable(reader.fault()));
            QCOMPARE(reader.keepsConnection(), keepsConnection);
            const client::Reply reply = reader.takeReply();
            QCOMPARE(reply.status, status);
            QCOMPARE(reply.body, body);
            QVERIFY(reader.stage() == Stage::Head);
        }
    }

    void answer_thatEndsTooEarlyIsNone()
    {
        const QByteArray sized = head("Content-Length: 7\r\n") + "{\"a\":1}";
        const QByteArray chunked = head("Transfer-Encoding: chunked\r\n") + "7\r\n{\"a\":1}\r\n0\r\nA: b\r\n\r\n";
        for (const QByteArray &bytes : {sized, chunked}) {
            for (qsizetype size = 0; size < bytes.size(); ++size) {
                const AnswerReader reader = readerOf(bytes.first(size), bytes.size());
                QVERIFY(reader.stage() == Stage::Broken);
                QCOMPARE(reader.fault(),
                         size == 0 ? u"the connection was closed"_s : u"the connection was closed in the middle of it"_s);
            }
        }
    }

    void answer_thatTwoReadersCouldReadDifferentlyIsNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
        QTest::newRow("no HTTP of ours") << QByteArray("HTTP/2 200\r\n\r\n");
        QTest::newRow("empty line first") << QByteArray("\r\n" + head("Content-Length: 0\r\n"));
        QTest::newRow("status of two digits") << QByteArray("HTTP/1.1 20 OK\r\n\r\n");
        QTest::newRow("status of four digits") << QByteArray("HTTP/1.1 2000 OK\r\n\r\n");
        QTest::newRow("status below 100") << QByteArray("HTTP/1.1 020 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("status with a sign") << QByteArray("HTTP/1.1 +20 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("two blanks") << QByteArray("HTTP/1.1  200 OK\r\n\r\n");
        QTest::newRow("no carriage return") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n");
        QTest::newRow("no carriage return, later") << head("Content-Length: 0\nA: b\r\n");
        QTest::newRow("no colon") << head("Content-Length 0\r\n");
        QTest::newRow("blank before the colon") << head("Content-Length : 0\r\n");
        QTest::newRow("folded line") << head("A: b\r\n c\r\nContent-Length: 0\r\n");
        QTest::newRow("no name") << head(": 0\r\n");
        QTest::newRow("control character") << head("A: b\vc\r\nContent-Length: 0\r\n");
        QTest::newRow("carriage return in a value") << head("A: b\rContent-Length: 0\r\n");
        QTest::newRow("no length") << head("Content-Length:\r\n");
        QTest::newRow("length with a sign") << head("Content-Length: +1\r\n") + "1";
        QTest::newRow("negative length") << head("Content-Length: -1\r\n");
        QTest::newRow("hexadecimal length") << head("Content-Length: 0x1\r\n") + "1";
        QTest::newRow("length beyond 63 bits") << head("Content-Length: 9223372036854775808\r\n");
        QTest::newRow("two lengths") << head("Content-Length: 1\r\nContent-Length: 1\r\n") + "1";
        QTest::newRow("list of lengths") << head("Content-Length: 1, 1\r\n") + "1";
        QTest::newRow("length and chunks") << head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n";
        QTest::newRow("chunks and length") << head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + "0\r\n\r\n";
        QTest::newRow("other encoding") << head("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n";
        QTest::newRow("two encodings") << head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n";
        QTest::newRow("old with chunks") << QByteArray("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("another protocol") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n");
        const QByteArray chunked = head("Transfer-Encoding: chunked\r\n");
        QTest::newRow("chunk without a size") << chunked + "\r\n";
        QTest::newRow("chunk of a negative size") << chunked + "-1\r\n";
        QTest::newRow("chunk of a size with a blank") << chunked + "1 \r\n1\r\n0\r\n\r\n";
        QTest::newRow("chunk of a size with a prefix") << chunked + "0x1\r\n1\r\n0\r\n\r\n";
        QTest::newRow("chunk of a size of 64 bits") << chunked + "8000000000000000\r\n";
        QTest::newRow("chunk that goes on") << chunked + "1\r\n12\r\n0\r\n\r\n";
        QTest::newRow("chunk line without a carriage return") << chunked + "1\n1\r\n0\r\n\r\n";
    }

    void answer_thatTwoReadersCouldReadDifferentlyIsNone()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            AnswerReader reader;
            for (qsizetype at = 0; at < bytes.size() && reader.stage() != Stage::Whole; at += size)
                reader.take(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
            QVERIFY(reader.stage() == Stage::Broken);
            QVERIFY(!reader.fault().isEmpty());
        }
    }

    void answer_thatIsTooLargeIsRefusedBeforeItIsKept_data()
    {
        QTest::addColumn<QByteArray>("beginning");
        QTest::addColumn<QByteArray>("more");
        const QByteArray chunk = "100000\r\n" + QByteArray(1'048'576, 'x') + "\r\n";
        QTest::newRow("line") << head("").chopped(2) + "A: " << QByteArray(1'000, 'x');
        QTest::newRow("headers") << head("").chopped(2) << QByteArray("A: b\r\n");
        QTest::newRow("answers for the time being") << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
        QTest::newRow("body, by its length") << head("Content-Length: 67108865\r\n") << QByteArray();
        QTest::newRow("body to the end") << head("") << QByteArray(1'048'576, 'x');
        QTest::newRow("chunk") << head("Transfer-Encoding: chunked\r\n") + "4000001\r\n" << QByteArray();
        QTest::newRow("chunks") << head("Transfer-Encoding: chunked\r\n") << chunk;
        QTest::newRow("chunk extension") << head("Transfer-Encoding: chunked\r\n") + "1;" << QByteArray(1'000, 'x');
        QTest::newRow("trailers") << head("Transfer-Encoding: chunked\r\n") + "0\r\n" << QByteArray("A: b\r\n");
    }

    void answer_thatIsTooLargeIsRefusedBeforeItIsKept()
    {
        QFETCH(QByteArray, beginning);
        QFETCH(QByteArray, more);
        AnswerReader reader;
        reader.take(beginning);
        for (qsizetype taken = 0; reader.stage() != Stage::Broken && taken <= 66 * 1'048'576; taken += more.size()) {
            QVERIFY(!more.isEmpty());
            reader.take(more);
        }
        QVERIFY(reader.stage() == Stage::Broken);
        QVERIFY2(reader.fault().contains(u"larger than"), qPrintable(reader.fault()));
    }

    void answer_saysWhenToComeAgain()
    {
        AnswerReader reader = readerOf(
            "HTTP/1.1 100 Continue\r\nRetry-After: 9\r\n\r\nHTTP/1.1 503 Busy\r\nRETRY-AFTER: 7\r\nContent-Length: 0\r\n\r\n",
            1'000);
        QCOMPARE(reader.takeReply().retryAfter, "7");
        reader.take(head("Content-Length: 0\r\n"));
        QCOMPARE(reader.takeReply().retryAfter, "");
    }

    void bytes_behindAnAnswerEndTheConnection()
    {
        AnswerReader reader;
        QVERIFY(reader.take(head("Content-Length: 1\r\n") + "12") == Stage::Whole);
        QVERIFY(!reader.keepsConnection());
        QCOMPARE(reader.takeReply().body, "1");
    }

    void answers_followEachOther()
    {
        AnswerReader reader;
        for (int i = 0; i < 100; ++i) {
            const QByteArray body(i * 1'000, 'x');
            QVERIFY(reader.take(head("Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body) == Stage::Whole);
            QVERIFY(reader.keepsConnection());
            QCOMPARE(reader.takeReply().body, body);
        }
    }
};

QTEST_APPLESS_MAIN(TestAnswerReader)
#include "tst_answer_reader.moc"
