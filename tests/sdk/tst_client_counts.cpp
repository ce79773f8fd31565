// SPDX-License-Identifier: GPL-3.0-only
// Counts over many tasks and over time.
#include "tests/sdk/client_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestClientCounts : public QObject, private test::ClientFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeClient(); }

    void series_keepGapsApartFromZeros()
    {
        std::optional<client::Result<wire::SeriesAnswer>> answer;
        m_client->loadSeries({.of = {u"broker"_s, u"queue:a,b"_s}, .by = u"second"_s, .from = utc(u"2026-11-25T10:00:00Z"_s)},
                             this, into(answer));
        m_broker->expect("GET", "/stats/series?of=broker,queue%3Aa%2Cb&by=second&from=2026-11-25T10%3A00%3A00.000Z");
        m_broker->answer(
            200,
            "{\"step\":1,\"from\":\"2026-11-25T10:00:00.000Z\",\"now\":\"2026-11-25T10:00:01.500Z\",\"series\":["
            "{\"of\":\"broker\",\"completed\":[null,0],\"failed\":[null,2],\"run\":{\"n\":[null,2],\"p50\":[null,0.5],"
            "\"p95\":[null,2.4]},\"total\":{\"failed\":2,\"run\":{\"n\":2,\"p50\":0.5,\"p95\":2.4,\"p99\":null}}}]}");
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->step, 1);
        QCOMPARE((*answer)->from, utc(u"2026-11-25T10:00:00Z"_s));
        const wire::Series &series = (*answer)->series.first();
        QCOMPARE(series.completed, (wire::Steps {std::nullopt, 0}));
        QCOMPARE(series.runP95, (wire::Steps {std::nullopt, 2.4}));
        QCOMPARE(series.total.value(u"failed"_s), 2);
        QCOMPARE(series.totalRun.p95.value_or(0), 2.4);
        QVERIFY(!series.totalRun.p99);
        QVERIFY(series.ready.isEmpty());
    }

    void facets_areReadInTheirOrder()
    {
        std::optional<client::Result<wire::Facets>> facets;
        m_client->countFacets({.states = {u"dead"_s}, .filter = u"created:<2h"_s, .facets = {u"type"_s}, .top = 2}, this,
                              into(facets));
        m_broker->expect("GET", "/task/facets?state=dead&q=created%3A%3C2h&facets=type&top=2");
        m_broker->answer(
            200,
            "{\"facets\":{\"type\":{\"values\":[{\"value\":\"b\",\"n\":9},{\"value\":\"a\",\"n\":7}],\"others\":3}},"
            "\"n\":19,\"exact\":false,\"next\":\"x\"}");
        QVERIFY(facets && *facets);
        QCOMPARE((*facets)->facets.value(u"type"_s).values.first(), std::pair(u"b"_s, qint64 {9}));
        QCOMPARE((*facets)->facets.value(u"type"_s).others, 3);
        QCOMPARE((*facets)->n, 19);
        QVERIFY(!(*facets)->isExact);
        QCOMPARE((*facets)->next, u"x"_s);
    }

    void groups_bringTheirFilter()
    {
        std::optional<client::Result<wire::DeathGroups>> groups;
        m_client->loadDeathGroups({u"a"_s}, {}, this, into(groups));
        m_broker->expect("GET", "/task/groups?type=a");
        m_broker->answer(
            200,
            "{\"groups\":[{\"type\":\"a\",\"signature\":\"disk <n>\",\"n\":2,\"first_seen\":\"2026-11-25T10:00:00.000Z\","
            "\"last_seen\":\"2026-11-25T11:00:00.000Z\",\"example\":\"e\",\"q\":\"state:dead\"}],\"looked_at\":2,"
            "\"exact\":true,\"next\":null}");
        QVERIFY(groups && *groups);
        const wire::DeathGroup &group = (*groups)->groups.first();
        QCOMPARE(group.signature, u"disk <n>"_s);
        QCOMPARE(group.filter, u"state:dead"_s);
        QCOMPARE(group.lastSeen, utc(u"2026-11-25T11:00:00Z"_s));
        QVERIFY((*groups)->isExact && (*groups)->next.isEmpty());
    }

    void histogram_isReadOldestFirst()
    {
        std::optional<client::Result<wire::Histogram>> histogram;
        m_client->loadHistogram({.tasks = {.queues = {u"q"_s}}, .isOfEnds = true, .bucket = 3600, .limit = 500}, this,
                                into(histogram));
        m_broker->expect("GET", "/task/histogram?queue=q&of=ended&limit=500&bucket=3600");
        m_broker->answer(
            200, "{\"buckets\":[{\"from\":\"2026-11-25T10:00:00.000Z\",\"n\":3}],\"n\":3,\"exact\":true,\"next\":null}");
        QVERIFY(histogram && *histogram);
        QCOMPARE((*histogram)->buckets.first(), std::pair(utc(u"2026-11-25T10:00:00Z"_s), qint64 {3}));
    }

    void anAnswerOfSomethingElse_isAFailure()
    {
        std::optional<client::Result<wire::Facets>> facets;
        m_client->countFacets({}, this, into(facets));
        m_broker->expect("GET", "/task/facets?facets=state,queue,type&top=20");
        m_broker->answer(200, "{}");
        QVERIFY(facets && !*facets);
    }
};

QTEST_GUILESS_MAIN(TestClientCounts)
#include "tst_client_counts.moc"
