// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/json_tree_model.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::JsonTreeModel;

/// JSON as a tree of its values.
class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<JsonTreeModel>();
        m_tester =
            std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_tester->setUseFetchMore(false); // It would fetch in the middle of a reset.
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void tokens_standAsTheyAreInTheText()
    {
        show(R"( { "b" : 1.10 ,"a":123456789012345678901234567890, "e":1E+2,"s":"gr\u00f6\/\n","ö":"ö", "t":true,"n":null,
                   "o" : { } ,"l":[ ], "":0 } )");
        QCOMPARE(names(), (QStringList {u"b"_s, u"a"_s, u"e"_s, u"s"_s, u"ö"_s, u"t"_s, u"n"_s, u"o"_s, u"l"_s, u"\"\""_s}));
        QCOMPARE(
            values(),
            (QStringList {u"1.10"_s, u"123456789012345678901234567890"_s, u"1E+2"_s, QString::fromUtf8(R"("gr\u00f6\/\n")"),
                          u"\"ö\""_s, u"true"_s, u"null"_s, u"{}"_s, u"[]"_s, u"0"_s}));
        QCOMPARE(m_model->tokenAt(at({7})), "{ }");
        QVERIFY(!m_model->hasChildren(at({7})));
        QVERIFY(!m_model->hasChildren(at({8})));
        QCOMPARE(at({3}).data(JsonTreeModel::KindRole).toInt(), int(json::Kind::String));
        QCOMPARE(at({0}).data(Qt::AccessibleTextRole).toString(), u"b: 1.10"_s);
    }

    void values_holdWhatStandsInThem()
    {
        show("{\"a\":{\"b\":[10,{\"c\":\"]}\\\",:[\"},[[]]]},\"d\":2}");
        QCOMPARE(values(), (QStringList {u"1 member(s)"_s, u"2"_s}));
        QCOMPARE(m_model->rowCount(at({0})), 0); // Until somebody wants to see it.
        QCOMPARE(values(open({0})), (QStringList {u"3 element(s)"_s}));
        QCOMPARE(values(open({0, 0})), (QStringList {u"10"_s, u"1 member(s)"_s, u"1 element(s)"_s}));
        QCOMPARE(names(at({0, 0})), (QStringList {u"[0]"_s, u"[1]"_s, u"[2]"_s}));
        QCOMPARE(values(open({0, 0, 1})), (QStringList {u"\"]}\\\",:[\""_s}));
        QCOMPARE(m_model->tokenAt(at({0, 0})), "[10,{\"c\":\"]}\\\",:[\"},[[]]]");
        QCOMPARE(m_model->pathAt(at({0, 0, 1, 0})), u"$.a.b[1].c"_s);
    }

    void namesThatComeTwice_areTwoRows()
    {
        show(R"({"a":1,"a":2})");
        QCOMPARE(names(), (QStringList {u"a"_s, u"a"_s}));
        QCOMPARE(values(), (QStringList {u"1"_s, u"2"_s}));
        QCOMPARE(m_model->filterTermAt(at({0}), u"payload"_s), QString()); // Which of them would be meant?
    }

    void oneValue_isTheOnlyRow_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"7", " -0.0e1 ", "\"text\"", "null", "false"})
            QTest::newRow(json) << QByteArray(json);
    }
    void oneValue_isTheOnlyRow()
    {
        QFETCH(const QByteArray, json);
        show(json);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(at({0}).siblingAtColumn(JsonTreeModel::Value).data().toString(), QString::fromUtf8(json.trimmed()));
        QCOMPARE(m_model->pathAt(at({0})), u"$"_s);
        QCOMPARE(m_model->filterTermAt(at({0}), u"payload"_s), QString());
    }

    void noText_hasNoRows()
    {
        show({});
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!m_model->canFetchMore({}));
    }

    void paths_andTerms_nameThePlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QList<int>>("place");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("term");
        // Apostrophes stand for quotation marks.
        const auto row = [](const char *name, const char *json, const QList<int> &place, const char *path, const char *term) {
            const auto quoted = [](const char *text) { return QByteArray(text).replace('\'', '"'); };
            QTest::newRow(name) << quoted(json) << place << QString::fromUtf8(quoted(path)) << QString::fromUtf8(quoted(term));
        };
        row("number", "{'user_id':0.10}", {0}, "$.user_id", "payload.user_id:0.10");
        row("word", "{'a':{'ok':true}}", {0, 0}, "$.a.ok", "payload.a.ok:true");
        row("null", "{'a':null}", {0}, "$.a", "payload.a:null");
        row("text", "{'a':[{'v':'x y'}]}", {0, 0, 0}, "$.a[0].v", "payload.a[0].v:'x y'");
        row("text with marks", "{'a':'say \\'hi\\' \\\\ \\u00f6'}", {0}, "$.a", "payload.a:'say \\'hi\\' \\\\ ö'");
        row("name with a space", "{'team name':1}", {0}, "$.'team name'", "payload.'team name':1");
        row("name with a point", "{'a.b':1}", {0}, "$.'a.b'", "payload.'a.b':1");
        row("outermost array", "[5,6]", {1}, "$[1]", "payload[1]:6");
        row("escaped name", "{'\\u00f6':1}", {0}, "$.'\\u00f6'", "");
        row("no name", "{'':1}", {0}, "$.''", "");
        row("empty text", "{'a':''}", {0}, "$.a", "");
        row("lines", "{'a':'x\\ny'}", {0}, "$.a", "");
        row("object", "{'a':{'b':1}}", {0}, "$.a", "");
    }
    void paths_andTerms_nameThePlace()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QList<int>, place);
        show(json);
        for (qsizetype depth = 1; depth < place.size(); ++depth)
            open(place.first(depth));
        QTEST(m_model->pathAt(at(place)), "path");
        QTEST(m_model->filterTermAt(at(place), u"payload"_s), "term");
    }

    void longTokens_areShownByTheirBeginning()
    {
        const auto text = QByteArray(3'000, 'x').replace(510, 2, "ö");
        show("{\"image\":\"" + text + "\"}");
        const auto shown = values().first();
        QVERIFY2(shown.startsWith(u"\"xxx") && shown.endsWith(u"x…  ·  2.9 KiB"), qPrintable(shown));
        QVERIFY(!shown.contains(QChar::ReplacementCharacter));
        QCOMPARE(m_model->tokenAt(at({0})).size(), 3'002);
        QCOMPARE(m_model->filterTermAt(at({0}), u"payload"_s), QString());
    }

    void longLists_comeInStretches()
    {
        QByteArray json("[");
        for (int number = 0; number < 1'001; ++number)
            json += (number == 0 ? "" : " ,") + QByteArray::number(number);
        show(json + "]");
        QCOMPARE(
            names(),
            (QStringList {u"0 … 199"_s, u"200 … 399"_s, u"400 … 599"_s, u"600 … 799"_s, u"800 … 999"_s, u"1,000 … 1,000"_s}));
        open({3});
        QCOMPARE(m_model->rowCount(at({3})), 200);
        QCOMPARE(m_model->pathAt(at({3, 17})), u"$[617]"_s);
        QCOMPARE(m_model->tokenAt(at({3, 17})), "617");
        QCOMPARE(at({3, 17}).data().toString(), u"[617]"_s);
        QVERIFY(!m_model->itemAt(at({3})));
        QCOMPARE(values(open({5})), (QStringList {u"1000"_s}));
    }

    void longObjects_keepTheirNames()
    {
        QByteArray json("{");
        for (int number = 0; number < 450; ++number)
            json += (number == 0 ? "\"n" : ",\"n") + QByteArray::number(number) + "\":\"v\"";
        show(json + "}");
        QCOMPARE(m_model->rowCount(), 3);
        open({2});
        QCOMPARE(m_model->rowCount(at({2})), 50);
        QCOMPARE(m_model->pathAt(at({2, 49})), u"$.n449"_s);
        QCOMPARE(m_model->filterTermAt(at({2, 49}), u"result"_s), u"result.n449:\"v\""_s);
    }

    void largeValues_areLookedThroughElsewhere()
    {
        const QByteArray large = "{\"a\":[\"" + QByteArray(JsonTreeModel::kBytesAtOnceMax, 'x') + "\",2],\"b\":1}";
        QList<JsonTreeModel::Wanted> wanted;
        connect(m_model.get(), &JsonTreeModel::contentWanted, this,
                [&wanted](const JsonTreeModel::Wanted &one) { wanted.append(one); });
        m_model->setJson(large);
        m_model->fetchMore({});
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!m_model->canFetchMore({}));
        m_model->take(wanted.first().number, wanted.first().content());
        QCOMPARE(m_model->rowCount(), 2);
        m_model->fetchMore(at({0}));
        QCOMPARE(wanted.size(), 2);
        m_model->take(wanted.last().number, wanted.last().content());
        QCOMPARE(m_model->pathAt(at({0, 1})), u"$.a[1]"_s);
        // What comes for another text than the one at hand is too late.
        m_model->setJson(large);
        m_model->fetchMore({});
        m_model->setJson("{\"c\":1}");
        m_model->take(wanted.last().number, wanted.last().content());
        open({});
        QCOMPARE(names(), (QStringList {u"c"_s}));
    }

    void deepText_isWalkedToItsEnd()
    {
        QByteArray json;
        constexpr int kDepth = 200;
        for (int depth = 0; depth < kDepth; ++depth)
            json += depth % 2 == 0 ? "[" : "{\"a\":";
        json += "1";
        for (int depth = kDepth; depth-- > 0;)
            json += depth % 2 == 0 ? "]" : "}";
        show(json);
        QModelIndex index = m_model->index(0, 0);
        for (int depth = 1; depth < kDepth; ++depth) {
            m_model->fetchMore(index);
            index = m_model->index(0, 0, index);
        }
        QCOMPARE(m_model->tokenAt(index), "1");
        QCOMPARE(m_model->pathAt(index).count(u"[0].a"_s), kDepth / 2);
    }

    /// Nothing but valid text is promised to come; whatever comes, it ends and stays inside.
    void brokenText_endsToo()
    {
        QRandomGenerator chance(20261130);
        const QByteArray letters("{}[]\",:\\ 1tn");
        for (int round = 0; round < 3'000; ++round) {
            QByteArray json;
            for (int length = chance.bounded(24); length-- > 0;)
                json += letters[chance.bounded(int(letters.size()))];
            m_model->setJson(json);
            openAll({}, 4);
        }
    }

private:
    void show(const QByteArray &json)
    {
        m_model->setJson(json);
        open({});
    }
    [[nodiscard]] QModelIndex at(const QList<int> &place) const
    {
        QModelIndex index;
        for (const int row : place)
            index = m_model->index(row, 0, index);
        return index;
    }
    QModelIndex open(const QList<int> &place)
    {
        const auto index = at(place);
        if (m_model->canFetchMore(index))
            m_model->fetchMore(index);
        return index;
    }
    void openAll(const QModelIndex &parent, int depth)
    {
        if (m_model->canFetchMore(parent))
            m_model->fetchMore(parent);
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const auto index = m_model->index(row, 0, parent);
            QVERIFY(m_model->pathAt(index).startsWith(u'$'));
            QVERIFY(m_model->filterTermAt(index, u"payload"_s).size() < 10'000);
            QVERIFY(index.siblingAtColumn(1).isValid());
            QVERIFY(index.siblingAtColumn(1).data().toString().size() < 1'000);
            if (depth > 0)
                openAll(index, depth - 1);
        }
    }
    [[nodiscard]] QStringList texts(const QModelIndex &parent, int column) const
    {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(parent); ++row)
            all.append(m_model->index(row, column, parent).data().toString());
        return all;
    }
    [[nodiscard]] QStringList names(const QModelIndex &parent = {}) const { return texts(parent, JsonTreeModel::Name); }
    [[nodiscard]] QStringList values(const QModelIndex &parent = {}) const { return texts(parent, JsonTreeModel::Value); }

    std::unique_ptr<JsonTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestJsonTreeModel)

#include "tst_json_tree_model.moc"
