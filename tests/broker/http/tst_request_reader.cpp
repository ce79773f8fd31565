// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void workerName_isRefusedExactlyForWhatUnicodeCallsControl()
    {
        for (char32_t c = 0; c <= 0xffff; ++c) {
            const QChar unit(static_cast<char16_t>(c));
            QCOMPARE(faultOfWorkerName(QString(unit)).has_value(), unit.category() == QChar::Other_Control);
        }
    }

    void object_readsEachKindOfMember()
    {
        const auto document =
            objectFrom(R"({"s":"x","i":7,"d":1.5,"b":true,"l":["a","b"],"m":"2026-11-25T10:00:00Z","n":null})", 10);
        ObjectReader read(document->root());
        QCOMPARE(read.string(u"s", 10), std::optional(u"x"_s));
        QCOMPARE(read.integer(u"i", 0, 10), std::optional<qint64>(7));
        QVERIFY(read.seconds(u"d", 0, 10) == Milliseconds(1'500));
        QCOMPARE(read.boolean(u"b"), std::optional(true));
        QCOMPARE(read.strings(u"l", 5, 5), (QStringList {u"a"_s, u"b"_s}));
        QVERIFY(read.moment(u"m"));
        QVERIFY(!read.string(u"n", 10));
        QVERIFY(!read.string(u"absent", 10));
        QVERIFY(read.finish());
    }

    void object_refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("unknown member") << QByteArray(R"({"prioritty":1})") << u"prioritty"_s;
        QTest::newRow("a number as a string") << QByteArray(R"({"s":1})") << u"s must be a string"_s;
        QTest::newRow("too long") << QByteArray(R"({"s":"12345678901"})") << u"too long"_s;
        QTest::newRow("a fraction as an integer") << QByteArray(R"({"i":1.0})") << u"whole number"_s;
        QTest::newRow("too large") << QByteArray(R"({"i":11})") << u"0 to 10"_s;
        QTest::newRow("negative seconds") << QByteArray(R"({"d":-5})") << u"seconds"_s;
        QTest::newRow("a word for a boolean") << QByteArray(R"({"b":"true"})") << u"true or false"_s;
        QTest::newRow("a string for a list") << QByteArray(R"({"l":"a"})") << u"array"_s;
        QTest::newRow("a long list") << QByteArray(R"({"l":["1","2","3","4","5","6"]})") << u"at most 5"_s;
        QTest::newRow("a control character") << QByteArray(R"({"l":["a\u0001"]})") << u"control"_s;
        QTest::newRow("30 February") << QByteArray(R"({"m":"2026-02-30T00:00:00Z"})") << u"RFC 3339"_s;
        QTest::newRow("a number for a time") << QByteArray(R"({"m":1795600800})") << u"RFC 3339"_s;
    }
    void object_refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, mentions);
        const auto document = objectFrom(text, 10);
        ObjectReader read(document->root());
        std::ignore = read.string(u"s", 10);
        std::ignore = read.integer(u"i", 0, 10);
        std::ignore = read.seconds(u"d", 0, 10);
        std::ignore = read.boolean(u"b");
        std::ignore = read.strings(u"l", 5, 5);
        std::ignore = read.moment(u"m");
        const Status done = read.finish();
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(mentions), qPrintable(done.error().message));
    }

    void query_splitsListsBeforeItDecodes()
    {
        QueryReader read("types=a%2Cb,gr%C3%B6%C3%9Fe&wait=1.5&n=3&empty");
        QCOMPARE(read.list("types", 5, 50), (QStringList {u"a,b"_s, u"größe"_s}));
        QVERIFY(read.seconds("wait", 0, 60) == Milliseconds(1'500));
        QCOMPARE(read.integer("n", 1, 5), std::optional<qint64>(3));
        QVERIFY(!read.text("empty", 5));
        QVERIFY(!read.finish());
    }

    void query_keepsAByteOrderMark()
    {
        QueryReader read("types=%EF%BB%BFa");
        QCOMPARE(read.list("types", 5, 50), (QStringList {u"\uFEFFa"_s}));
        QVERIFY(read.finish());
    }

    void query_refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"unknown=1", "n=x", "n=", "n=6", "wait=61", "wait=nan", "wait=inf", "wait=-1", "types=",
                                 "types=a,,b", "types=%zz", "types=%+f", "types=%4", "types=%ff", "n=1&n=1", "wait=1,5"})
            QTest::newRow(text) << QByteArray(text);
    }
    void query_refuses()
    {
        QFETCH(QByteArray, text);
        QueryReader read(text);
        std::ignore = read.integer("n", 1, 5);
        std::ignore = read.seconds("wait", 0, 60);
        std::ignore = read.list("types", 5, 50);
        QVERIFY(!read.finish());
    }

    void body_mustBeAnObject()
    {
        QVERIFY(objectFrom("{}", 10));
        for (const char *text :
             {"", "[]", "1", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "\xef\xbb\xbf{}", "{\"a\":01}", "{'a':1}"})
            QVERIFY2(!objectFrom(text, 10), text);
    }

    void ids_areUuids()
    {
        QVERIFY(taskIdFrom(u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"));
        QVERIFY(taskIdFrom(u"0198F0C4-6B1E-7C3A-9D55-0D1C8B3F2A10"));
        for (const auto &text :
             {u""_s, u"42"_s, u"{0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10}"_s, u"0198f0c46b1e7c3a9d550d1c8b3f2a10"_s,
              u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a1g"_s, u"00000000-0000-0000-0000-000000000000"_s})
            QVERIFY2(!taskIdFrom(text), qPrintable(text));
    }

    void queueNames_haveNoSeparators()
    {
        QVERIFY(!faultOfQueueName(u"mails/größe 50%"));
        for (const auto &name : {u""_s, u"a:b"_s, u"a,b"_s, u"a\nb"_s, QString(101, u'x')})
            QVERIFY(faultOfQueueName(name));
    }
};

QTEST_APPLESS_MAIN(TestRequestReader)
#include "tst_request_reader.moc"
