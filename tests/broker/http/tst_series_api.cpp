// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

/// What happened lately, as a client asks for it.
class TestSeriesApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seconds_tellWhatHappenedInEach()
    {
        ApiFixture api;
        look(api);
        api.post("/task", R"({"task_type":"echo","queue":"mail"})");
        second(api);
        const auto claimed = api.post("/task/claim", R"({"worker":"w"})").at("tasks").toArray().first().toObject();
        second(api);
        api.post("/task/" + claimed.value(u"id"_s).toString().toLatin1() + "/result",
                 QJsonDocument(QJsonObject {{u"lease_token"_s, claimed.value(u"lease_token"_s)}, {u"output"_s, 1}}).toJson());
        second(api);

        const auto answer = api.get("/stats/series?by=second&of=broker,queue:mail,type:other&from=2026-11-25T10:00:00Z");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.at("step").toInt(), 1);
        QCOMPARE(answer.at("from").toString(), u"2026-11-25T10:00:00.000Z"_s);
        QCOMPARE(answer.at("now").toString(), u"2026-11-25T10:00:03.000Z"_s);
        const auto series = answer.at("series").toArray();
        QCOMPARE(series.size(), 3);
        for (const int i : {0, 1}) {
            const auto one = series.at(i).toObject();
            QCOMPARE(column(one, u"enqueued"_s), (QVariantList {1, 0, 0, QVariant()}));
            QCOMPARE(column(one, u"started"_s), (QVariantList {0, 1, 0, QVariant()}));
            QCOMPARE(column(one, u"completed"_s), (QVariantList {0, 0, 1, QVariant()}));
            QCOMPARE(column(one, u"ready"_s), (QVariantList {1, 0, 0, QVariant()}));
            QCOMPARE(column(one, u"oldest_wait"_s), (QVariantList {1, 0, 0, QVariant()}));
            const auto total = one.value(u"total"_s).toObject();
            QCOMPARE(total.value(u"completed"_s).toInt(), 1);
            const auto run = total.value(u"run"_s).toObject();
            QCOMPARE(run.value(u"n"_s).toInt(), 1);
            QVERIFY(qAbs(run.value(u"p95"_s).toDouble() - 1) <= 0.125);
            QVERIFY(total.value(u"wait"_s).toObject().value(u"p99"_s).isDouble());
        }
        QCOMPARE(column(series.at(2).toObject(), u"enqueued"_s), (QVariantList {0, 0, 0, QVariant()}));
        QVERIFY(series.at(2).toObject().value(u"total"_s).toObject().value(u"run"_s).toObject().value(u"p50"_s).isNull());
    }

    void timeWithoutABroker_isNullAndNotZero()
    {
        ApiFixture api;
        look(api);
        api.inside.clock.advance(30min);
        look(api);
        const auto answer = api.get("/stats/series?from=2026-11-25T09:00:00Z");
        const auto counts = answer.at("series").toArray().first().toObject().value(u"completed"_s).toArray();
        QCOMPARE(counts.size(), 91);
        QVERIFY(counts.at(0).isNull());
        QCOMPARE(counts.at(60).toInt(-1), 0);
        QVERIFY(counts.at(75).isNull());
    }

    void withoutParameters_itIsTheBrokersDayInMinutes()
    {
        ApiFixture api;
        const auto answer = api.get("/stats/series");
        QCOMPARE(answer.at("step").toInt(), 60);
        const auto series = answer.at("series").toArray();
        QCOMPARE(series.size(), 1);
        QCOMPARE(series.first().toObject().value(u"of"_s).toString(), u"broker"_s);
        QCOMPARE(series.first().toObject().value(u"ready"_s).toArray().size(), 1'440);
        QCOMPARE(api.get("/stats/series?from=2099-01-01T00:00:00Z").at("series").toArray().size(), 1);
    }

    void aRequest_isRefusedWhenItIsNotClear_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("subject") << QByteArray("of=worker:w");
        QTest::newRow("too many subjects") << QByteArray(
            "of=type:1,type:2,type:3,type:4,type:5,type:6,type:7,type:8,type:9,type:a,type:b");
        QTest::newRow("step") << QByteArray("by=day");
        QTest::newRow("time without a zone") << QByteArray("from=2026-11-25T10:00:00");
        QTest::newRow("unknown") << QByteArray("until=2026-11-25T10:00:00Z");
    }
    void aRequest_isRefusedWhenItIsNotClear()
    {
        QFETCH(QByteArray, query);
        ApiFixture api;
        const auto answer = api.get("/stats/series?" + query);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorCode(), u"invalid_argument"_s);
    }

private:
    static void look(ApiFixture &api)
    {
        api.inside.turn([&] { QVERIFY(api.inside.engine->activity.runOnce()); });
    }
    static void second(ApiFixture &api)
    {
        api.inside.clock.advance(1s);
        look(api);
    }
    static QVariantList column(const QJsonObject &series, const QString &name)
    {
        QVariantList values;
        for (const auto value : series.value(name).toArray())
            values.append(value.isNull() ? QVariant() : QVariant(value.toInt()));
        return values;
    }
};

QTEST_GUILESS_MAIN(TestSeriesApi)
#include "tst_series_api.moc"
