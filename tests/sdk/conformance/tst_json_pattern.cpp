// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/json_pattern.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

QJsonValue json(const QString &text) { return QJsonDocument::fromJson('[' + text.toUtf8() + ']').array().first(); }

} // namespace

class TstJsonPattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pattern_fitsOrSaysWhere_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("fault"); // a part of it; empty: it fits

        QTest::newRow("the same number") << u"1"_s << u"1.0"_s << u""_s;
        QTest::newRow("another number") << u"1"_s << u"2"_s << u"2 is not 1"_s;
        QTest::newRow("a number is no text") << u"1"_s << u"\"1\""_s << u"is not 1"_s;
        QTest::newRow("null") << u"null"_s << u"null"_s << u""_s;
        QTest::newRow("more members") << u"{\"a\":1}"_s << u"{\"a\":1,\"b\":2}"_s << u""_s;
        QTest::newRow("a member is missing") << u"{\"a\":1}"_s << u"{\"b\":2}"_s << u"/a: nothing is not 1"_s;
        QTest::newRow("deep inside") << u"{\"a\":[{\"b\":1}]}"_s << u"{\"a\":[{\"b\":3}]}"_s << u"/a/0/b: 3 is not 1"_s;
        QTest::newRow("no object") << u"{\"a\":1}"_s << u"[1]"_s << u"is no object"_s;
        QTest::newRow("any object") << u"{}"_s << u"{\"a\":1}"_s << u""_s;
        QTest::newRow("any object is an object") << u"{}"_s << u"null"_s << u"is no object"_s;
        QTest::newRow("a list of another length") << u"[1]"_s << u"[1,2]"_s << u"is no list of 1"_s;
        QTest::newRow("an empty list") << u"[]"_s << u"[]"_s << u""_s;
        QTest::newRow("no list") << u"[]"_s << u"{}"_s << u"is no list of 0"_s;
        QTest::newRow("absent") << u"{\"a\":{\"$absent\":true}}"_s << u"{}"_s << u""_s;
        QTest::newRow("null is absent") << u"{\"a\":{\"$absent\":true}}"_s << u"{\"a\":null}"_s << u""_s;
        QTest::newRow("not absent") << u"{\"a\":{\"$absent\":true}}"_s << u"{\"a\":0}"_s << u"/a: 0 is there"_s;
        QTest::newRow("text") << u"{\"$text\":\"^b.d$\"}"_s << u"\"bad\""_s << u""_s;
        QTest::newRow("other text") << u"{\"$text\":\"^b.d$\"}"_s << u"\"bread\""_s << u"is no text"_s;
        QTest::newRow("nothing is no text") << u"{\"a\":{\"$text\":\"\"}}"_s << u"{}"_s << u"is no text"_s;
        QTest::newRow("within bounds") << u"{\"$least\":1,\"$most\":2}"_s << u"2"_s << u""_s;
        QTest::newRow("below") << u"{\"$least\":1,\"$most\":2}"_s << u"0.5"_s << u"is not at least 1"_s;
        QTest::newRow("above") << u"{\"$least\":1,\"$most\":2}"_s << u"3"_s << u"is not at most 2"_s;
        QTest::newRow("nothing is no number") << u"{\"a\":{\"$most\":2}}"_s << u"{}"_s << u"is not at most 2"_s;
        QTest::newRow("size") << u"{\"$size\":2}"_s << u"[0,0]"_s << u""_s;
        QTest::newRow("another size") << u"{\"$size\":2}"_s << u"[0]"_s << u"is no list of 2"_s;
        QTest::newRow("has") << u"{\"$has\":{\"a\":1}}"_s << u"[{\"a\":2},{\"a\":1}]"_s << u""_s;
        QTest::newRow("has not") << u"{\"$has\":{\"a\":1}}"_s << u"[{\"a\":2}]"_s << u"has nothing like"_s;
        QTest::newRow("not") << u"{\"$not\":1}"_s << u"2"_s << u""_s;
        QTest::newRow("not what it is") << u"{\"$not\":1}"_s << u"1"_s << u"is like 1"_s;
        QTest::newRow("a misspelt operator") << u"{\"$lest\":1}"_s << u"1"_s << u"no operator $lest"_s;
    }
    void pattern_fitsOrSaysWhere()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, value);
        QFETCH(QString, fault);
        const QString found = misfit(json(pattern), json(value));
        QCOMPARE(found.isEmpty(), fault.isEmpty());
        QVERIFY2(found.contains(fault), qPrintable(found));
    }

    void names_becomeWhatWasSaved()
    {
        const QJsonObject saved {{u"id"_s, u"0193"_s}, {u"n"_s, 3}, {u"task"_s, QJsonObject {{u"a"_s, 1}}}};
        QCOMPARE(filledIn(json(u"{\"a\":[\"${id}\",\"/task/${id}?n=${n}\"],\"b\":\"${n}\",\"c\":\"${task}\"}"_s), saved),
                 json(u"{\"a\":[\"0193\",\"/task/0193?n=3\"],\"b\":3,\"c\":{\"a\":1}}"_s));
        QCOMPARE(filledIn(json(u"{\"${id}\":\"${nobody}\"}"_s), saved), json(u"{\"0193\":\"${nobody}\"}"_s));
    }

    void repeat_isWrittenOut()
    {
        QCOMPARE(filledIn(json(u"[{\"$repeat\":\"ab\",\"times\":3}]"_s), {}), json(u"[\"ababab\"]"_s));
    }

    void names_areFoundEverywhere()
    {
        const QString members = u"\"x\":\"%1\","_s.arg(QString(5'000, u'x'));
        QCOMPARE(namesIn(json(u"{%1\"a\":[\"${id}\"],\"b\":{\"y ${n}\":1}}"_s.arg(members))), (QStringList {u"id"_s, u"n"_s}));
    }

    void pointer_namesAPart()
    {
        const QJsonValue value = json(u"{\"a/b\":[{\"c~\":7}],\"\":1}"_s);
        QCOMPARE(partAt(value, u"/a~1b/0/c~0"_s).toInt(), 7);
        QCOMPARE(partAt(value, u""_s), value);
        QCOMPARE(partAt(value, u"/"_s).toInt(), 1);
        QVERIFY(partAt(value, u"/a~1b/1"_s).isUndefined());
        QVERIFY(partAt(value, u"/nothing/more"_s).isUndefined());
    }
};

} // namespace conduit::test

QTEST_APPLESS_MAIN(conduit::test::TstJsonPattern)
#include "tst_json_pattern.moc"
