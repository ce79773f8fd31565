// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/json_writer.h>

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using conduit::json::quoted;
using conduit::json::Writer;

class TestJsonWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void structure_putsCommasBetweenSiblingsOnly()
    {
        Writer json;
        json.beginObject();
        json.name("a").integer(1);
        json.name("b").beginArray().integer(1).beginArray().endArray().beginObject().endObject().null().endArray();
        json.name("c").beginObject().name("d").boolean(true).endObject();
        json.name("e").boolean(false);
        json.endObject();
        QCOMPARE(json.take(), R"({"a":1,"b":[1,[],{},null],"c":{"d":true},"e":false})");
    }

    void member_escapesItsName()
    {
        Writer json;
        json.beginObject().member(u"a \"b\"").integer(1).member(u"ü").null().endObject();
        QCOMPARE(json.take(), "{\"a \\\"b\\\"\":1,\"ü\":null}");
    }

    void take_leavesAnEmptyWriter()
    {
        Writer json;
        json.integer(1);
        QCOMPARE(json.take(), "1");
        json.integer(2);
        QCOMPARE(json.take(), "2");
    }

    void raw_isPutInUnchanged()
    {
        Writer json;
        json.beginArray().raw(R"({"n":9007199254740993})").raw("1.50").endArray();
        QCOMPARE(json.take(), R"([{"n":9007199254740993},1.50])");
    }

    void string_escapes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("literal");
        QTest::newRow("empty") << QString() << QByteArray(R"("")");
        QTest::newRow("plain") << u"abc"_s << QByteArray(R"("abc")");
        QTest::newRow("quote") << u"say \"hi\""_s << QByteArray("\"say \\\"hi\\\"\"");
        QTest::newRow("backslash") << u"C:\\x"_s << QByteArray(R"("C:\\x")");
        QTest::newRow("named controls") << u"\b\f\n\r\t"_s << QByteArray(R"("\b\f\n\r\t")");
        QTest::newRow("other controls") << u"\u0001\u001f"_s << QByteArray(R"("\u0001\u001f")");
        QTest::newRow("nul") << QString(QChar(0)) << QByteArray(R"("\u0000")");
        QTest::newRow("umlaut") << u"größe"_s
                                << QByteArray("\"gr\xc3\xb6\xc3\x9f"
                                              "e\"");
        QTest::newRow("beyond the basic plane") << u"\U0001F600"_s << QByteArray("\"\xf0\x9f\x98\x80\"");
    }

    void string_escapes()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, literal);
        QCOMPARE(quoted(text), literal);
        QCOMPARE(Writer().string(text).take(), literal);
    }

    void string_replacesALoneSurrogate()
    {
        // A lone surrogate is no character: no JSON parser of ours would take it back.
        const QByteArray literal = quoted(QString(QChar(0xd800)));
        QVERIFY(QUtf8StringView(literal).isValidUtf8());
        QCOMPARE(literal.size(), 3);
    }

    void integer_keepsItsBounds()
    {
        QCOMPARE(Writer().integer(std::numeric_limits<qint64>::min()).take(), "-9223372036854775808");
        QCOMPARE(Writer().integer(std::numeric_limits<qint64>::max()).take(), "9223372036854775807");
    }

    void number_isShortAndReadsBack_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
        QTest::newRow("whole") << 30.0 << QByteArray("30");
        QTest::newRow("negative") << -2.5 << QByteArray("-2.5");
        QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
        QTest::newRow("third") << 1.0 / 3 << QByteArray("0.3333333333333333");
    }

    void number_isShortAndReadsBack()
    {
        QFETCH(double, value);
        QFETCH(QByteArray, text);
        QCOMPARE(Writer().number(value).take(), text);
        QCOMPARE(text.toDouble(), value);
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_json_writer.moc"
