// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

#include <memory>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::ApiFixture;

/// A task tells who enqueued it, and is found by it.
class TestEnqueuedBy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    void whoEnqueued_isWhatTheClientCallsItself()
    {
        const ApiFixture::Extra anna {.actor = "console anna@atlas"};
        const auto made = m_api->send(Method::Post, "/task", R"({"task_type":"t"})", anna);
        QCOMPARE(made.at("enqueued_by"), u"console anna@atlas"_s);
        const auto batch = m_api->send(Method::Post, "/task/batch", R"({"tasks":[{"task_type":"t"},{"task_type":"t"}]})", anna);
        for (const auto &task : batch.at("tasks").toArray())
            QCOMPARE(task.toObject().value("enqueued_by"_L1), u"console anna@atlas"_s);
        QCOMPARE(batch.at("tasks").toArray().size(), 2);
        const auto partial =
            m_api->send(Method::Post, "/task/batch?partial=true", R"({"tasks":[{"task_type":"t"}]})", {.actor = "bert"});
        QCOMPARE(partial.at("results").toArray().first().toObject().value("task"_L1).toObject().value("enqueued_by"_L1),
                 u"bert"_s);
        QVERIFY(m_api->post("/task", R"({"task_type":"t"})").at("enqueued_by").isNull());

        QCOMPARE(m_api->get("/task?q=by:bert").at("tasks").toArray().size(), 1);
        QCOMPARE(m_api->get("/task?q=by:%22console%20anna@atlas%22").at("tasks").toArray().size(), 3);
        const auto rest = m_api->get("/task?q=-by:bert,%22console%20anna@atlas%22").at("tasks").toArray();
        QCOMPARE(rest.size(), 1);
        QVERIFY(rest.first().toObject().value("enqueued_by"_L1).isNull());
    }

    void whoEnqueued_isKeptWhateverOthersDo()
    {
        const auto as = [this](Method method, const QByteArray &target, const QByteArray &body = {}) {
            return m_api->send(method, target, body, {.actor = "bert"});
        };
        const auto made = m_api->send(Method::Post, "/task", R"({"task_type":"t","unique_key":"k"})", {.actor = "anna"});
        const QByteArray task = made.header("Location");
        QCOMPARE(as(Method::Patch, task, R"({"queue":"low","priority":9})").at("enqueued_by"), u"anna"_s);
        QCOMPARE(as(Method::Delete, task).at("enqueued_by"), u"anna"_s);
        QCOMPARE(as(Method::Post, task + "/restore").at("enqueued_by"), u"anna"_s);
        QCOMPARE(as(Method::Post, task + "/hold").at("enqueued_by"), u"anna"_s);
        QCOMPARE(as(Method::Post, task + "/promote").at("enqueued_by"), u"anna"_s);
        // Its payload is another one's now, but it is the task that anna has enqueued, as its id and its time say, too.
        const auto replaced =
            as(Method::Post, "/task", R"({"task_type":"t","unique_key":"k","payload":2,"on_conflict":"replace"})");
        QCOMPARE(replaced.status, 200);
        QCOMPARE(replaced.at("enqueued_by"), u"anna"_s);

        const auto claimed = m_api->get("/task/next?queues=low");
        QCOMPARE(claimed.at("enqueued_by"), u"anna"_s);
        const QByteArray token = claimed.at("lease_token").toString().toUtf8();
        const QByteArray failure = "{\"error\":\"no\",\"no_retry\":true,\"lease_token\":\"" + token + "\"}";
        QCOMPARE(as(Method::Post, task + "/result", failure).status, 200);
        QCOMPARE(as(Method::Post, task + "/retry").at("enqueued_by"), u"anna"_s);
        QCOMPARE(m_api->get(task).at("enqueued_by"), u"anna"_s);
        QCOMPARE(m_api->get(task + "?head_bytes=10").at("enqueued_by"), u"anna"_s);
    }

    void whoEnqueued_isRefusedBeforeAnythingHappensWhenItIsNoPlainText()
    {
        for (const char *target : {"/task", "/task/batch", "/task/batch?partial=true"}) {
            const auto reply = m_api->send(Method::Post, target, R"({"task_type":"t"})", {.actor = "a\x01z"});
            QCOMPARE(reply.status, 400);
            QVERIFY2(reply.errorMessage().contains(u"Conduit-Actor"), qPrintable(reply.errorMessage()));
        }
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 0);
    }

private:
    std::unique_ptr<ApiFixture> m_api;
};

QTEST_GUILESS_MAIN(TestEnqueuedBy)
#include "tst_enqueued_by.moc"
