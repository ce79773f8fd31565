// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/json_text.h>

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QString faultOf(const QByteArray &text, int depthMax = json::kPayloadDepthMax)
{
    const auto document = json::Document::parse(text, depthMax);
    return document ? u"(accepted)"_s : document.error().message;
}

QByteArray textOf(const QByteArray &text, int depthMax = json::kPayloadDepthMax)
{
    const auto document = json::Document::parse(text, depthMax);
    return document ? document->root().text() : "refused: " + document.error().message.toUtf8();
}

QByteArray nested(int levels) { return QByteArray(levels, '[') + QByteArray(levels, ']'); }

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_isKeptExactly_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("kept");
        const auto row = [](const char *name, const QByteArray &given, const QByteArray &kept = {}) {
            QTest::newRow(name) << given << (kept.isNull() ? given : kept);
        };
        row("null", "null");
        row("scalar with space around", " \t\r\n true \n", "true");
        row("empty containers", R"([{},[],""])");
        row("numbers", R"({"a":9007199254740993,"b":9223372036854775807,"c":-9223372036854775808,"d":12345678901234567890})");
        row("more numbers", "[0.1,123456789.12345679,1E5,1e+05,-0,0.10,18446744073709551615,1e-400]");
        row("order", R"({"z":1,"a":2,"m":{"y":3,"b":4}})");
        row("escapes", "{\"a\":\"\\u0000\\/\\n\\uD83D\\uDE00\\\"\",\"\\u00e4\":\"ä\"}");
        row("space between", "{ \"a\" :\n[ 1 , 2 ] ,\t\"b c\" : \" d  e \" }", R"({"a":[1,2],"b c":" d  e "})");
        row("string that looks like structure", "[\"{[,: \\\"]}\\\\\", \"\\\\\"]", "[\"{[,: \\\"]}\\\\\",\"\\\\\"]");
        row("names that differ in case only", R"({"a":1,"A":2})");
    }

    void text_isKeptExactly()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, kept);
        QCOMPARE(textOf(given), kept);
        QCOMPARE(textOf(kept), kept);
    }

    void value_givesItsPartsAsText()
    {
        const auto document = json::Document::parse(R"( {"payload": {"n" : 1.50, "s": [ "x" , {} ]}, "type":"echo"} )", 64);
        QVERIFY(document);
        const auto payload = document->root().member(u"payload");
        QVERIFY(payload);
        QCOMPARE(payload->text(), R"({"n":1.50,"s":["x",{}]})");
        QCOMPARE(payload->member(u"n")->text(), "1.50");
        QCOMPARE(payload->member(u"s")->elements().at(1).text(), "{}");
        QVERIFY(!payload->member(u"type"));
        QCOMPARE(document->root().member(u"type")->toString(), u"echo"_s);
    }

    void value_survivesMovingItsDocument()
    {
        auto document = json::Document::parse(R"({"a":[1,2]})", 64);
        QVERIFY(document);
        const json::Value value = document->root();
        const json::Document moved = *std::move(document);
        QCOMPARE(value.member(u"a")->text(), "[1,2]");
        QCOMPARE(moved.root().text(), R"({"a":[1,2]})");
    }

    void members_keepTheirOrderAndNames()
    {
        const auto document = json::Document::parse(R"({"z":[1,[2]],"\u0061\n":{"q":0},"ß":true})", 64);
        QVERIFY(document);
        const auto members = document->root().members();
        QCOMPARE(members.size(), 3);
        QCOMPARE(members[0].name, u"z"_s);
        QCOMPARE(members[0].value.text(), "[1,[2]]");
        QCOMPARE(members[1].name, u"a\n"_s);
        QCOMPARE(members[1].value.text(), R"({"q":0})");
        QCOMPARE(members[2].name, u"ß"_s);
        QVERIFY(document->root().member(u"a\n"));
        QVERIFY(document->root().member(u"ß"));
        QVERIFY(!document->root().member(u"q"));
    }

    void members_areFoundInAnyOrder()
    {
        const auto document =
            json::Document::parse("{\"a\":1,\"b\":{\"a\":2,\"c\":3},\"c\":4,\"\\u0064\":5,\"\xc3\xa4\":6,\"aa\":7}", 64);
        QVERIFY(document);
        const json::Value root = document->root();
        const auto textOf = [](const json::Value &object, QStringView name) {
            const auto member = object.member(name);
            return member ? member->text() : QByteArray("absent");
        };
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(textOf(root, u"c"), "4");
            QCOMPARE(textOf(root, u"d"), "5");
            QCOMPARE(textOf(root, u"x"), "absent");
            QCOMPARE(textOf(root, u"\u00e4"), "6");
            QCOMPARE(textOf(root, u"aa"), "7");
            QCOMPARE(textOf(root, u"a"), "1");
            QCOMPARE(textOf(root, u"\\u0064"), "absent");
            QCOMPARE(textOf(root, u""), "absent");
            const json::Value inner = *root.member(u"b");
            QCOMPARE(textOf(inner, u"c"), "3");
            QCOMPARE(textOf(root, u"c"), "4");
            QCOMPARE(textOf(inner, u"a"), "2");
            QCOMPARE(textOf(inner, u"aa"), "absent");
        }
    }

    void elements_skipWhatTheyContain()
    {
        const auto document = json::Document::parse(R"([[1,2],{"a":[3]},4,[]])", 64);
        QVERIFY(document);
        const auto elements = document->root().elements();
        QCOMPARE(elements.size(), 4);
        QCOMPARE(elements[1].text(), R"({"a":[3]})");
        QCOMPARE(elements[2].toInteger(), 4);
        QVERIFY(elements[3].elements().isEmpty());
    }

    void scalars_readAsWhatTheyAre()
    {
        const auto document = json::Document::parse(
            R"([null, true, false, 7, -9223372036854775808, 9223372036854775808, 2.5, 1e2, "x", {}, []])", 64);
        QVERIFY(document);
        const auto v = document->root().elements();
        QVERIFY(v[0].isNull());
        QCOMPARE(v[1].toBool(), true);
        QCOMPARE(v[2].toBool(), false);
        QCOMPARE(v[3].toInteger(), 7);
        QCOMPARE(v[4].toInteger(), std::numeric_limits<qint64>::min());
        QVERIFY(v[5].isInteger());
        QCOMPARE(v[5].toInteger(), std::nullopt);
        QCOMPARE(v[5].toNumber(), 9223372036854775808.0);
        QCOMPARE(v[6].toNumber(), 2.5);
        QVERIFY(!v[6].isInteger());
        QVERIFY(!v[7].isInteger());
        QCOMPARE(v[7].toNumber(), 100.0);
        QCOMPARE(v[8].kind(), json::Kind::String);
        QCOMPARE(v[9].kind(), json::Kind::Object);
        QCOMPARE(v[10].kind(), json::Kind::Array);
        for (const auto &value : {v[0], v[8], v[9], v[10]}) {
            QCOMPARE(value.toInteger(), std::nullopt);
            QCOMPARE(value.toNumber(), std::nullopt);
            QCOMPARE(value.toBool(), std::nullopt);
        }
        QCOMPARE(v[3].toString(), std::nullopt);
        QVERIFY(v[10].members().isEmpty());
        QVERIFY(v[9].elements().isEmpty());
        QVERIFY(!v[8].member(u"x"));
    }

    void toString_unescapes()
    {
        const auto document = json::Document::parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00e4\\u20AC\\uD83D\\uDE00ä\"", 64);
        QVERIFY(document);
        QCOMPARE(document->root().toString(), u"\"\\/\b\f\n\r\t"_s + QChar(0) + u"ä€\U0001F600ä"_s);
    }

    void toString_keepsAByteOrderMark()
    {
        for (const QByteArray text :
             {"{\"\uFEFFa\":\"\uFEFF\uFEFFb\",\"a\":1}", "{\"\\ufeffa\":\"\uFEFF\\uFEFF\\u0062\",\"a\":1}"}) {
            const auto document = json::Document::parse(text, 64);
            QVERIFY(document);
            QCOMPARE(document->root().members().first().name, u"\uFEFFa"_s);
            QCOMPARE(document->root().member(u"\uFEFFa")->toString(), u"\uFEFF\uFEFFb"_s);
        }
    }

    void parse_refuses_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QByteArray &given, const char16_t *fault) {
            QTest::newRow(name) << given << QString::fromUtf16(fault);
        };
        row("nothing", "", u"the text ends too early: expected a value (line 1, column 1)");
        row("space only", "\n ", u"the text ends too early: expected a value (line 2, column 2)");
        row("cut object", "{\"a\":", u"the text ends too early: expected a value (line 1, column 6)");
        row("cut array", "[1", u"the text ends too early: expected ',' or ']' (line 1, column 3)");
        row("byte order mark", "\xef\xbb\xbf{}", u"a byte order mark is not allowed; send plain UTF-8 (line 1, column 1)");
        row("two values", "1 2", u"expected nothing more after the value (line 1, column 3)");
        row("missing comma", "{\n  \"a\": 1\n  \"b\": 2}", u"expected ',' or '}' (line 3, column 3)");
        row("missing colon", "{\"ä\" 1}", u"expected ':' (line 1, column 6)");
        row("trailing comma in array", "[1,]", u"expected a value (line 1, column 4)");
        row("trailing comma in object", "{\"a\":1,}", u"expected a member name in double quotes (line 1, column 8)");
        row("single quotes", "{'a':1}", u"expected a member name in double quotes or '}' (line 1, column 2)");
        row("wrong close", "[1}", u"expected ',' or ']' (line 1, column 3)");
        row("close alone", "]", u"expected a value (line 1, column 1)");
        row("broken word", "[tr ue]",
            u"expected a value; words without quotes are only true, false and null (line 1, column 2)");
        row("NaN", "NaN", u"expected a value (line 1, column 1)");
        row("comment", "{/* */}", u"expected a member name in double quotes or '}' (line 1, column 2)");
        row("leading zero", "01", u"a number may not begin with 0 (line 1, column 1)");
        row("no digit", "[-]", u"expected a digit (line 1, column 3)");
        row("leading point", ".5", u"expected a value (line 1, column 1)");
        row("trailing point", "1.", u"expected a digit after the decimal point (line 1, column 3)");
        row("empty exponent", "1e+", u"expected a digit in the exponent (line 1, column 4)");
        row("plus", "+1", u"expected a value (line 1, column 1)");
        row("hex", "0x1", u"expected nothing more after the value (line 1, column 2)");
        row("beyond 64 bits", "[18446744073709551616]",
            u"an integer of more than 64 bits cannot be kept exactly; send it as a string (line 1, column 2)");
        row("beyond 64 bits, negative", "-9223372036854775809",
            u"an integer of more than 64 bits cannot be kept exactly; send it as a string (line 1, column 1)");
        row("beyond a double", "[0, 1e400]",
            u"a number beyond the range of a double cannot be kept; send it as a string (line 1, column 5)");
        row("tiny number before the fault", "[1e-400,0.1e-999,]", u"expected a value (line 1, column 18)");
        row("open string", "[\"abc", u"this string is never closed (line 1, column 2)");
        row("open string that ends with a backslash", "\"abc\\",
            u"an unknown escape; JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits (line 1, column 5)");
        row("raw line feed", "\"a\nb\"", u"a control character inside a string must be written as \\u000a (line 1, column 3)");
        row("raw nul", QByteArray("\"a\0b\"", 5),
            u"a control character inside a string must be written as \\u0000 (line 1, column 3)");
        row("unknown escape", "\"\\x\"",
            u"an unknown escape; JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits (line 1, column 2)");
        row("short unicode escape", "\"\\u12\"", u"expected four hex digits after \\u (line 1, column 2)");
        row("lone high surrogate", R"({"s":"\uD800"})", u"a surrogate without its partner is no character (line 1, column 7)");
        row("lone low surrogate", R"("\uDC00")", u"a surrogate without its partner is no character (line 1, column 2)");
        row("two high surrogates", R"("\uD800\uD800")", u"a surrogate without its partner is no character (line 1, column 2)");
        row("bytes that are no UTF-8", "\"a\xff\"", u"the text is not valid UTF-8 (line 1, column 3)");
        row("encoded surrogate", "\"\xed\xa0\x80\"", u"the text is not valid UTF-8 (line 1, column 2)");
        row("cut UTF-8", "\"\xc3", u"the text is not valid UTF-8 (line 1, column 2)");
        row("nul behind the value", QByteArray("{}\0", 3), u"expected nothing more after the value (line 1, column 3)");
    }

    void parse_refuses()
    {
        QFETCH(QByteArray, given);
        QFETCH(QString, fault);
        QCOMPARE(faultOf(given), fault);
    }

    void everyRefusal_namesItsPlace()
    {
        // Each byte of a text replaced by each of these: whatever the parser refuses, the second look must find as well.
        const QByteArray text = R"({"a\u0061":[1.5e-3,-0,true,null,{"b":""}],"\ud83d\ude00":"ü \n"})";
        const QByteArray replacements = QByteArray("{}[]\",: \\u0a1-+.eEtn\n\x01\xff\xc3\x80").append('\0');
        for (qsizetype at = 0; at < text.size(); ++at) {
            for (const char replacement : replacements) {
                QByteArray broken = text;
                broken[at] = replacement;
                const auto document = json::Document::parse(broken, 64);
                QVERIFY2(document || document.error().message.contains(u"(line "_s), broken.constData());
            }
        }
    }

    void duplicates_areFoundUnescapedAndAtAnyDepth_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("fault");
        QTest::newRow("plain") << QByteArray(R"({"a":1,"a":1})")
                               << u"the name \"a\" stands twice in one object (line 1, column 8)"_s;
        QTest::newRow("escaped") << QByteArray(R"({"a":1,"b":2,"\u0061":3})")
                                 << u"the name \"a\" stands twice in one object (line 1, column 14)"_s;
        QTest::newRow("nested, spread over lines") << QByteArray("[ {\"x\": { \"é\":\n \" , \", \"b\":[],\n   \"é\" :1}}]")
                                                   << u"the name \"é\" stands twice in one object (line 3, column 4)"_s;
        QTest::newRow("empty names") << QByteArray(R"({"":1,"":2})")
                                     << u"the name \"\" stands twice in one object (line 1, column 7)"_s;
        QTest::newRow("siblings may share") << QByteArray(R"([{"a":1},{"a":{"a":2}}])") << u"(accepted)"_s;
    }

    void duplicates_areFoundUnescapedAndAtAnyDepth()
    {
        QFETCH(QByteArray, given);
        QFETCH(QString, fault);
        QCOMPARE(faultOf(given), fault);
    }

    void duplicates_areFoundAmongAnyNumberOfNames()
    {
        for (int count = 2; count <= 200; ++count) {
            QByteArrayList members;
            for (int i = 0; i < count; ++i)
                members.append("\"name_" + QByteArray::number(i) + "\":0");
            QVERIFY(json::Document::parse('{' + members.join(',') + '}', 64));
            members[count - 1] = members[count / 2 - 1];
            const auto refused = json::Document::parse('{' + members.join(',') + '}', 64);
            QVERIFY(!refused);
            QVERIFY2(refused.error().message.contains(u"twice"), qPrintable(refused.error().message));
        }
    }

    void depth_isLimited()
    {
        QCOMPARE(textOf(nested(64), 64), nested(64));
        QCOMPARE(faultOf(nested(65), 64), u"nested deeper than 64 levels (line 1, column 65)"_s);
        QCOMPARE(textOf(nested(72), json::kOutputDepthMax), nested(72));
        // simdjson has a limit of its own, 1,024; the words must not change there.
        for (const int levels : {1'000, 1'023, 1'024, 1'025, 100'000})
            QCOMPARE(faultOf(nested(levels), 64), u"nested deeper than 64 levels (line 1, column 65)"_s);
        const QByteArray objects = QByteArray("{\"a\":").repeated(100'000) + "1" + QByteArray(100'000, '}');
        QVERIFY(faultOf(objects).startsWith(u"nested deeper than 64 levels"));
        QVERIFY(faultOf(QByteArray(100'000, '[')).startsWith(u"nested deeper than 64 levels"));
    }

    void isWithinDepth_countsOutsideStringsOnly()
    {
        QVERIFY(json::isWithinDepth("1", 0));
        QVERIFY(!json::isWithinDepth("[]", 0));
        QVERIFY(json::isWithinDepth("[\"[[[{\\\"[[\"]", 1));
        QVERIFY(json::isWithinDepth(R"([[],{},[{}]])", 3));
        QVERIFY(!json::isWithinDepth(R"([[],{},[{}]])", 2));
    }

    void largeTexts_takeLinearTime()
    {
        // 8 MiB of what costs most each. A pairwise search for duplicates would take hours; the bound is far from tight.
        QByteArray names = "{";
        for (int i = 0; names.size() < 8 * 1024 * 1024; ++i)
            names += '"' + QByteArray::number(i) + "\":0,";
        names.back() = '}';
        const QByteArray elements = '[' + QByteArray("1,").repeated(4 * 1024 * 1024 - 1) + "1]";
        const QByteArray quotes = '"' + QByteArray("\\\"").repeated(4 * 1024 * 1024) + '"';
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray &text : {names, elements, quotes})
            QCOMPARE(textOf(text), text);
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
