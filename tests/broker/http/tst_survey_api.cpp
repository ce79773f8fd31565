// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

/// Counts over many tasks: facets, groups of dead tasks, histograms.
class TestSurveyApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    void facets_countStatesQueuesAndTypes()
    {
        enqueue("a", "x", 3);
        enqueue("b", "x", 2);
        enqueue("b", "y", 1);
        const auto answer = m_api->get("/task/facets");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.at("n").toInt(), 6);
        QCOMPARE(answer.at("exact").toBool(), true);
        QVERIFY(answer.at("next").isNull());
        QCOMPARE(counts(answer, u"state"_s), (Counts {{u"ready"_s, 6}}));
        QCOMPARE(counts(answer, u"queue"_s), (Counts {{u"x"_s, 5}, {u"y"_s, 1}}));
        QCOMPARE(counts(answer, u"type"_s), (Counts {{u"a"_s, 3}, {u"b"_s, 3}}));
    }

    void facets_keptAndLookedUp_areTheSame_data()
    {
        QTest::addColumn<QByteArray>("filter");
        for (const QByteArray filter : {"", "state=ready", "type=b&queue=x", "status=Failed", "q=type:a%20OR%20queue:y",
                                        "q=-state:dead", "q=state:ready,dead%20-type:b"})
            QTest::newRow(filter.constData()) << filter;
    }
    void facets_keptAndLookedUp_areTheSame()
    {
        QFETCH(QByteArray, filter);
        enqueue("a", "x", 3);
        enqueue("b", "x", 2);
        enqueue("b", "y", 1);
        kill("a", u"no"_s);
        m_api->send(Method::Delete, "/task/" + idOf(enqueue("a", "x", 1)));
        const auto kept = m_api->get("/task/facets?facets=state,queue,type&" + filter);
        const auto lookedUp = m_api->get("/task/facets?facets=state,queue,type,worker&" + filter);
        for (const QString &facet : {u"state"_s, u"queue"_s, u"type"_s})
            QCOMPARE(counts(kept, facet), counts(lookedUp, facet));
        QCOMPARE(kept.at("n").toInt(), lookedUp.at("n").toInt());
        QCOMPARE(lookedUp.at("exact").toBool(), true);
    }

    void facetsByWorkerAndSignature_areCountedWithAFilter()
    {
        enqueue("a", "x", 3);
        kill("a", u"disk 7 is full"_s);
        kill("a", u"disk 8 is full"_s);
        const auto answer = m_api->get("/task/facets?facets=worker,signature&q=error:disk");
        QCOMPARE(answer.at("n").toInt(), 2);
        QCOMPARE(counts(answer, u"worker"_s), (Counts {{u"w"_s, 2}}));
        QCOMPARE(counts(answer, u"signature"_s), (Counts {{u"disk <n> is full"_s, 2}}));
    }

    void facetByTag_countsATaskForEachOfItsTags()
    {
        enqueue("a", "x", 1);
        for (const QByteArray tags : {"\"red\",\"big\"", "\"red\""})
            m_api->post("/task", "{\"task_type\":\"a\",\"tags\":[" + tags + "]}");
        const auto answer = m_api->get("/task/facets?facets=tag,state");
        QCOMPARE(answer.at("n").toInt(), 3);
        QCOMPARE(counts(answer, u"tag"_s), (Counts {{u"red"_s, 2}, {u"big"_s, 1}}));
        QCOMPARE(counts(m_api->get("/task/facets?facets=tag&q=tag:big"), u"tag"_s), (Counts {{u"red"_s, 1}, {u"big"_s, 1}}));
    }

    void facets_areBoundedAndGoOn()
    {
        enqueue("a", "x", 5);
        int seen = 0;
        QString after;
        for (int pages = 0; pages < 3; ++pages) {
            const auto answer = m_api->get("/task/facets?facets=type,worker&limit=2"
                                           + (after.isEmpty() ? QByteArray() : "&after=" + after.toLatin1()));
            QCOMPARE(answer.at("exact").toBool(), false);
            seen += counts(answer, u"type"_s).value(u"a"_s);
            after = answer.at("next").toString();
        }
        QCOMPARE(seen, 5);
        QVERIFY(after.isEmpty());
    }

    void rareValues_areSummedUp()
    {
        enqueue("a", "x", 3);
        enqueue("b", "x", 2);
        enqueue("c", "x", 1);
        const auto type = m_api->get("/task/facets?facets=type&top=1").at("facets").toObject().value(u"type"_s).toObject();
        QCOMPARE(type.value(u"values"_s).toArray().size(), 1);
        QCOMPARE(type.value(u"values"_s).toArray().first().toObject().value(u"value"_s).toString(), u"a"_s);
        QCOMPARE(type.value(u"others"_s).toInt(), 3);
    }

    void deadTasks_areGroupedByTypeAndSignature()
    {
        enqueue("a", "x", 3);
        enqueue("b", "x", 1);
        kill("a", u"user 1 has no \"mail 1\""_s);
        const QByteArray latest = kill("a", u"user 22 has no \"mail 2\""_s);
        kill("a", u"disk full"_s);
        kill("b", u"disk full"_s);
        const auto answer = m_api->get("/task/groups");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.at("looked_at").toInt(), 4);
        QCOMPARE(answer.at("exact").toBool(), true);
        const auto groups = answer.at("groups").toArray();
        QCOMPARE(groups.size(), 3);
        const auto largest = groups.first().toObject();
        QCOMPARE(largest.value(u"n"_s).toInt(), 2);
        QCOMPARE(largest.value(u"type"_s).toString(), u"a"_s);
        QCOMPARE(largest.value(u"signature"_s).toString(), u"user <n> has no \"…\""_s);
        QCOMPARE(largest.value(u"example"_s).toString().toLatin1(), latest);
        QVERIFY(largest.value(u"first_seen"_s).toString() < largest.value(u"last_seen"_s).toString());
        QCOMPARE(m_api->get("/task/groups?type=b").at("groups").toArray().size(), 1);
    }

    void theFilterOfAGroup_findsItsTasksAndNoOthers()
    {
        enqueue("a", "x", 3);
        kill("a", u"user 1 has no \"mail 1\""_s);
        kill("a", u"user 22 has no \"mail 2\""_s);
        kill("a", u"disk full"_s);
        const auto group = m_api->get("/task/groups").at("groups").toArray().first().toObject();
        const auto filter =
            QJsonDocument(QJsonObject {{u"verb"_s, u"retry"_s}, {u"filter"_s, group.value(u"q"_s)}, {u"dry_run"_s, true}});
        QCOMPARE(m_api->post("/operation", filter.toJson()).at("matched").toInt(), 2);
    }

    void aTaskThatIsDeadNoMore_leavesItsGroup()
    {
        enqueue("a", "x", 2);
        const QByteArray first = kill("a", u"no"_s);
        const QByteArray second = kill("a", u"no"_s);
        m_api->post("/task/" + first + "/retry", {});
        QCOMPARE(groupSize(), 1);
        m_api->send(Method::Delete, "/task/" + second);
        QCOMPARE(groupSize(), 0);
        m_api->post("/task/" + second + "/restore", {});
        QCOMPARE(groupSize(), 1);
        QCOMPARE(m_api->get("/task?q=signature:no").at("tasks").toArray().size(), 1);
    }

    void groups_areBoundedAndGoOnWithOlderDeaths()
    {
        enqueue("a", "x", 5);
        for (int i = 0; i < 5; ++i)
            kill("a", u"no"_s);
        const auto latest = m_api->get("/task/groups?limit=3");
        QCOMPARE(latest.at("exact").toBool(), false);
        QCOMPARE(latest.at("looked_at").toInt(), 3);
        const auto older = m_api->get("/task/groups?limit=3&after=" + latest.at("next").toString().toLatin1());
        QCOMPARE(older.at("looked_at").toInt(), 2);
        QVERIFY(older.at("next").isNull());
        QVERIFY(older.at("groups").toArray().first().toObject().value(u"last_seen"_s).toString()
                < latest.at("groups").toArray().first().toObject().value(u"first_seen"_s).toString());
    }

    void histogram_countsWhenTasksWereMadeOrEnded()
    {
        enqueue("a", "x", 3);
        m_api->inside.clock.advance(90s);
        enqueue("a", "x", 1);
        kill("a", u"no"_s);
        const auto made = m_api->get("/task/histogram?bucket=60");
        QCOMPARE(made.at("n").toInt(), 4);
        QCOMPARE(made.at("exact").toBool(), true);
        QCOMPARE(made.at("buckets").toArray(),
                 (QJsonArray {QJsonObject {{u"from"_s, u"2026-11-25T10:00:00.000Z"_s}, {u"n"_s, 3}},
                              QJsonObject {{u"from"_s, u"2026-11-25T10:01:00.000Z"_s}, {u"n"_s, 1}}}));
        const auto ended = m_api->get("/task/histogram?of=ended&bucket=3600&q=state:dead");
        QCOMPARE(ended.at("buckets").toArray(),
                 (QJsonArray {QJsonObject {{u"from"_s, u"2026-11-25T10:00:00.000Z"_s}, {u"n"_s, 1}}}));
    }

    void histogram_goesOnWithOlderTasks()
    {
        enqueue("a", "x", 5);
        int seen = 0;
        QByteArray after;
        for (int answers = 0; answers < 3; ++answers) {
            const auto answer = m_api->get("/task/histogram?limit=2" + (after.isEmpty() ? after : "&after=" + after));
            QCOMPARE(answer.at("exact").toBool(), false);
            seen += answer.at("n").toInt();
            after = answer.at("next").toString().toLatin1();
        }
        QCOMPARE(seen, 5);
        QVERIFY(after.isEmpty());
    }

    void aRequest_isRefusedWhenItIsNotClear_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("facet") << QByteArray("/task/facets?facets=payload");
        QTest::newRow("filter") << QByteArray("/task/facets?q=state:lost");
        QTest::newRow("cursor") << QByteArray("/task/facets?after=x");
        QTest::newRow("limit") << QByteArray("/task/groups?limit=0");
        QTest::newRow("group's filter") << QByteArray("/task/groups?q=state:dead");
        QTest::newRow("bucket") << QByteArray("/task/histogram?bucket=0");
        QTest::newRow("of") << QByteArray("/task/histogram?of=started");
        QTest::newRow("tasks") << QByteArray("/task/histogram?limit=100001");
    }
    void aRequest_isRefusedWhenItIsNotClear()
    {
        QFETCH(QByteArray, target);
        QCOMPARE(m_api->get(target).status, 400);
    }

private:
    using Counts = QMap<QString, int>;

    static QByteArray idOf(const ApiFixture::Reply &reply) { return reply.at("id").toString().toLatin1(); }

    ApiFixture::Reply enqueue(const QByteArray &type, const QByteArray &queue, int count)
    {
        ApiFixture::Reply reply;
        for (int i = 0; i < count; ++i)
            reply = m_api->post("/task", "{\"task_type\":\"" + type + "\",\"queue\":\"" + queue + "\"}");
        return reply;
    }

    /// The next task of a type dies of this, a second later.
    QByteArray kill(const QByteArray &type, const QString &error)
    {
        m_api->inside.clock.advance(1s);
        const auto task = m_api->get("/task/next?worker=w&types=" + type);
        const QJsonObject report {{u"lease_token"_s, task.at("lease_token")}, {u"error"_s, error}, {u"no_retry"_s, true}};
        m_api->post("/task/" + idOf(task) + "/result", QJsonDocument(report).toJson());
        return idOf(task);
    }

    int groupSize()
    {
        const auto groups = m_api->get("/task/groups").at("groups").toArray();
        return groups.isEmpty() ? 0 : groups.first().toObject().value(u"n"_s).toInt();
    }

    static Counts counts(const ApiFixture::Reply &answer, const QString &facet)
    {
        Counts counts;
        for (const auto value : answer.at("facets").toObject().value(facet).toObject().value(u"values"_s).toArray())
            counts.insert(value.toObject().value(u"value"_s).toString(), value.toObject().value(u"n"_s).toInt());
        return counts;
    }

    std::unique_ptr<ApiFixture> m_api;
};

QTEST_GUILESS_MAIN(TestSurveyApi)
#include "tst_survey_api.moc"
