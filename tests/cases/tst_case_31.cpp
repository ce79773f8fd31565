// SPDX-License-Identifier: GPL-3.0-only
// Case 31: a task type called `img/resize 50%`, and one called `next`.
#include "tests/cases/case_broker.h"

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseNames : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray schemaOf(const QString &type)
    {
        const QJsonObject schema {
            {u"task_type"_s, type},
            {u"description"_s, u"of "_s + type},
            {u"fields"_s, QJsonObject {{u"f"_s, QJsonObject {{u"field_type"_s, u"string"_s}, {u"required"_s, false}}}}}};
        return QJsonDocument(schema).toJson(QJsonDocument::Compact);
    }
    static QByteArray taskOf(const QString &type)
    {
        return QJsonDocument(QJsonObject {{u"task_type"_s, type}, {u"payload"_s, QJsonObject {}}})
            .toJson(QJsonDocument::Compact);
    }
    static QByteArray schemaPath(const QString &type) { return "/task/types/" + QUrl::toPercentEncoding(type) + "/schema"; }

private Q_SLOTS:
    void typesOfTheCase_areAllReachable()
    {
        const QStringList types {u"img/resize 50%"_s, u"next"_s, u"types"_s, u"größe"_s};
        auto client = connect();
        for (const QString &type : types)
            COMPARE_STATUS(client.post("/task/set_schema", schemaOf(type)), 200);
        COMPARE_STATUS(client.get("/task/next"), 204);

        QStringList sorted = types;
        std::sort(sorted.begin(), sorted.end());
        QStringList listed;
        const QJsonArray list = client.get("/task/types").jsonArray();
        for (const auto &type : list)
            listed.append(type.toString());
        QCOMPARE(listed, sorted);

        for (const QByteArray &path :
             {QByteArray("img%2Fresize%2050%25"), QByteArray("next"), QByteArray("types"), QByteArray("gr%C3%B6%C3%9Fe")})
            COMPARE_STATUS(client.get("/task/types/" + path + "/schema"), 200);
        for (const QString &type : types) {
            const HttpAnswer made = client.post("/task", taskOf(type));
            COMPARE_STATUS(made, 201);
            QCOMPARE(made.json()["task_type"_L1].toString(), type);
        }
        for (const QString &type : types)
            QCOMPARE(client.get("/task/next").json()["task_type"_L1].toString(), type);
        COMPARE_STATUS(client.get("/task/next"), 204);
    }

    void type_isReachableOrRefusedEverywhere_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isGood");
        const QStringList good {u"a"_s,
                                u"set_schema"_s,
                                u"schema"_s,
                                u"task"_s,
                                u"claim"_s,
                                u"result"_s,
                                u"a/b/schema"_s,
                                u"/"_s,
                                u"//"_s,
                                u"/a"_s,
                                u"a/"_s,
                                u"."_s,
                                u".."_s,
                                u"../../task"_s,
                                u"%"_s,
                                u"%2F"_s,
                                u"%00"_s,
                                u"a%20b"_s,
                                u"100%"_s,
                                u" "_s,
                                u" a "_s,
                                u"a+b"_s,
                                u"a?b=c"_s,
                                u"a#b"_s,
                                u"a&b=c;d"_s,
                                u"a,b"_s,
                                u"a:b"_s,
                                u"\"a\""_s,
                                u"'; --"_s,
                                u"a\\b"_s,
                                u"{id}"_s,
                                u"*"_s,
                                u"日本語"_s,
                                u"e\u0301"_s,
                                u"\u00e9"_s,
                                u"\U0001F600"_s,
                                u"<img src=x>"_s,
                                u"null"_s,
                                u"123"_s,
                                u"true"_s,
                                QString(200, u'x'),
                                QString(200, u'ß')};
        for (const QString &type : good)
            QTest::newRow(qPrintable(type.size() < 200 ? type : u"200 × "_s + type.first(1))) << type << true;
        QTest::newRow("100 beyond the basic plane") << u"\U0001F600"_s.repeated(100) << true;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("201 letters") << QString(201, u'x') << false;
        QTest::newRow("201 beyond the basic plane") << u"\U0001F600"_s.repeated(201) << false;
        QTest::newRow("NUL") << u"a\u0000b"_s << false;
        QTest::newRow("line feed") << u"a\nb"_s << false;
        QTest::newRow("tab") << u"\t"_s << false;
        QTest::newRow("DEL") << u"a\u007fb"_s << false;
        QTest::newRow("a control character of the second row") << u"a\u0085b"_s << false;
    }
    void type_isReachableOrRefusedEverywhere()
    {
        QFETCH(const QString, type);
        QFETCH(const bool, isGood);
        auto client = connect();
        COMPARE_STATUS(client.post("/task/set_schema", schemaOf(type)), isGood ? 200 : 400);
        COMPARE_STATUS(client.post("/task", taskOf(type)), isGood ? 201 : 400);
        if (!isGood) {
            QCOMPARE(client.get("/task/types").body, QByteArray("[]"));
            return;
        }
        QCOMPARE(client.get("/task/types").jsonArray(), QJsonArray {type});
        const HttpAnswer schema = client.get(schemaPath(type));
        COMPARE_STATUS(schema, 200);
        QCOMPARE(schema.json()["task_type"_L1].toString(), type);
        // And by the list's filter and the claim's, which split at commas before they decode.
        const QByteArray encoded = QUrl::toPercentEncoding(type);
        QCOMPARE(client.get("/task?type=" + encoded).json()["tasks"_L1].toArray().size(), 1);
        const QJsonObject held = claim(client, "worker=w&types=" + encoded);
        QCOMPARE(held["task_type"_L1].toString(), type);
        COMPARE_STATUS(report(client, held, R"("output":null)"), 200);
        QVERIFY(survives());
    }

    void queue_isReachableOrRefused_data()
    {
        QTest::addColumn<QString>("queue");
        QTest::addColumn<bool>("isGood");
        const QStringList good {u"a"_s, u"default"_s, u"a/b"_s, u"größe 50%"_s, u".."_s, QString(100, u'q')};
        for (const QString &queue : good)
            QTest::newRow(qPrintable(queue)) << queue << true;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("too long") << QString(101, u'q') << false;
        QTest::newRow("comma") << u"a,b"_s << false;
        QTest::newRow("colon") << u"a:b"_s << false;
        QTest::newRow("control character") << u"a\nb"_s << false;
    }
    void queue_isReachableOrRefused()
    {
        QFETCH(const QString, queue);
        QFETCH(const bool, isGood);
        auto client = connect();
        const QJsonObject task {{u"task_type"_s, u"echo"_s}, {u"queue"_s, queue}};
        COMPARE_STATUS(client.post("/task", QJsonDocument(task).toJson(QJsonDocument::Compact)), isGood ? 201 : 400);
        if (!isGood)
            return;
        COMPARE_STATUS(client.get("/task/next?worker=w&queues=another"), 204);
        QCOMPARE(claim(client, "worker=w&queues=" + QUrl::toPercentEncoding(queue))["queue"_L1].toString(), queue);
    }

    void unknownName_isNotFound()
    {
        auto client = connect();
        COMPARE_STATUS(client.get("/task/types/nobody/schema"), 404);
        COMPARE_STATUS(client.get("/task/no-uuid"), 404);
        COMPARE_STATUS(client.get("/task/01890a5d-ac96-774b-bcce-b302099a8057"), 404);
        COMPARE_STATUS(client.post("/task/01890a5d-ac96-774b-bcce-b302099a8057/result", R"({"output":1})"), 404);
    }

    void pathThatIsNoText_isRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("half an escape") << QByteArray("/task/types/%/schema");
        QTest::newRow("an escape of no digits") << QByteArray("/task/types/%zz/schema");
        QTest::newRow("no UTF-8") << QByteArray("/task/types/%FF/schema");
        QTest::newRow("a NUL") << QByteArray("/task/types/a%00b/schema");
    }
    void pathThatIsNoText_isRefused()
    {
        QFETCH(const QByteArray, path);
        auto client = connect();
        const HttpAnswer answer = client.get(path);
        QVERIFY2(answer.status == 400 || answer.status == 404, qPrintable(QString::number(answer.status)));
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseNames)
#include "tst_case_31.moc"
