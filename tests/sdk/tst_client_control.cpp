// SPDX-License-Identifier: GPL-3.0-only
// What people do to tasks, queues and types.
#include "tests/sdk/client_fixture.h"

#include <conduit/json_text.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestClientControl : public QObject, private test::ClientFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeClient(); }

    void enqueueAll_choosesEachId()
    {
        std::optional<client::Result<QList<wire::Task>>> tasks;
        m_client->enqueueAll({{.id = u"1"_s, .taskType = u"a"_s}, {.taskType = u"b"_s}}, this, into(tasks));
        m_broker->expect("POST", "/task/batch");
        const auto body = json::Document::parse(m_broker->call().body, 64);
        QVERIFY(body);
        const auto sent = body->root().member(u"tasks")->elements();
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent[0].text(), "{\"task_type\":\"a\",\"payload\":null,\"id\":\"1\"}");
        QVERIFY(!QUuid(sent[1].member(u"id")->toString().value_or(QString())).isNull());
        m_broker->answer(201, vector(u"claim_answer.json"_s));
        QVERIFY(tasks && *tasks);
        QCOMPARE((*tasks)->size(), 1);
    }

    void cancel_saysWhatHappened()
    {
        std::optional<client::Result<wire::Task>> change;
        m_client->cancelTask({u"a b"_s}, u"not needed"_s, this, into(change));
        m_broker->expect("POST", "/task/a%20b/cancel");
        QCOMPARE(m_broker->call().body, "{\"reason\":\"not needed\"}");
        QVERIFY(m_broker->call().ifMatch.isEmpty());
        QVERIFY(m_broker->call().needsKeyToRepeat);
        m_broker->answer(202, vector(u"task.json"_s));
        QVERIFY(change && *change);
        QVERIFY((*change)->cancelRequested);
        QCOMPARE((*change)->version, 12);
    }

    void theRecord_isReadAsItStands()
    {
        std::optional<client::Result<wire::AuditPage>> page;
        m_client->setActor(u"J\u00f6rg"_s);
        m_client->listAudit({.actor = u"a b"_s,
                             .verbs = {u"retry"_s, u"pause"_s},
                             .kinds = {u"queue"_s},
                             .target = u"m"_s,
                             .since = utc(u"2026-11-25T00:00:00.000Z"_s),
                             .until = utc(u"2026-11-26T00:00:00.000Z"_s),
                             .olderThan = 9,
                             .newerThan = 3,
                             .limit = 2},
                            this, into(page));
        m_broker->expect("GET",
                         "/audit?limit=2&actor=a%20b&verb=retry,pause&kind=queue&target=m&since=2026-11-25T00:00:00.000Z"
                         "&until=2026-11-26T00:00:00.000Z&older_than=9&newer_than=3");
        QCOMPARE(m_broker->call().actor, QByteArray("J\xc3\xb6rg"));
        m_broker->answer(200, vector(u"audit.json"_s));
        QVERIFY(page && *page);
        QCOMPARE((*page)->next, 411);
        const wire::AuditEntry &retry = (*page)->entries.value(0);
        QCOMPARE(retry.id, 412);
        QCOMPARE(retry.time, utc(u"2026-11-25T10:00:00.000Z"_s));
        QCOMPARE(retry.actor, u"console anna@atlas"_s);
        QCOMPARE(retry.counts->done, 30);
        const wire::AuditEntry &pause = (*page)->entries.value(1);
        QCOMPARE(pause.via, u"token"_s);
        QVERIFY(pause.actor.isEmpty());
        QCOMPARE(pause.reason, u"the mail server is down"_s);
        QVERIFY(!pause.counts);
    }

    void change_mayAskForAVersion()
    {
        const wire::TaskRef task {.id = u"x"_s, .version = 12};
        const auto ignore = [](const auto &) { };
        const auto isSent = [&](const char *method, const char *path, const char *body) {
            m_broker->expect(method, path);
            QCOMPARE(m_broker->call().ifMatch, "\"12\"");
            QCOMPARE(m_broker->call().body, body);
            m_broker->answer(412, "{\"error\":{\"code\":\"version_moved\",\"message\":\"It moved.\"}}");
        };
        m_client->cancelTask(task, {}, this, ignore);
        isSent("POST", "/task/x/cancel", "{}");
        m_client->retryTask(task, this, ignore);
        isSent("POST", "/task/x/retry", "{}");
        m_client->promoteTask(task, this, ignore);
        isSent("POST", "/task/x/promote", "{}");
        m_client->restoreTask(task, this, ignore);
        isSent("POST", "/task/x/restore", "{}");
        m_client->deleteTask(task, this, ignore);
        isSent("DELETE", "/task/x", "");
        m_client->editTask(task,
                           {.payload = "1.50",
                            .priority = 0,
                            .runAt = utc(u"2026-11-25T00:00:00Z"_s),
                            .queue = u"q"_s,
                            .tags = QStringList(),
                            .meta = "{}"},
                           this, ignore);
        isSent("PATCH", "/task/x",
               "{\"payload\":1.50,\"priority\":0,\"run_at\":\"2026-11-25T00:00:00.000Z\",\"queue\":\"q\",\"tags\":[],\"meta\":{"
               "}}");
    }

    void operations_areListedWithWhoBeganThem()
    {
        std::optional<client::Result<QList<wire::ListedOperation>>> listed;
        m_client->listOperations(5, this, into(listed));
        m_broker->expect("GET", "/operation?limit=5");
        m_broker->answer(
            200,
            R"({"operations":[{"id":"o-1","verb":"retry","state":"running","undoable":true,"matched":700,"done":118,)"
            R"("skipped":2,"failed":0,"progress":0.25,"created_at":"2026-11-25T10:00:00.000Z","ended_at":null,)"
            R"("actor":{"via":"token","name":"anna","address":"10.0.0.7"},"detail":"state:dead"}]})");
        QVERIFY(listed && *listed);
        const wire::ListedOperation one = (*listed)->value(0);
        QCOMPARE(one.operation.id, u"o-1"_s);
        QCOMPARE(one.operation.matched, 700);
        QVERIFY(one.operation.isUndoable);
        QCOMPARE(one.createdAt, utc(u"2026-11-25T10:00:00.000Z"_s));
        QCOMPARE(one.progress, 0.25);
        QVERIFY(!one.endedAt.isValid());
        QCOMPARE(one.actor, u"anna"_s);
        QCOMPARE(one.detail, u"state:dead"_s);
    }

    void operation_actsOnIdsOrOnAFilter()
    {
        std::optional<client::Result<wire::OperationPreview>> preview;
        const wire::NewOperation byFilter {.verb = u"retry"_s,
                                           .filter = u"state:dead"_s,
                                           .asOf = 9007199254740993,
                                           .except = {u"a"_s},
                                           .args = "{\"rate\":60}"};
        m_client->previewOperation(byFilter, this, into(preview));
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 "{\"verb\":\"retry\",\"filter\":{\"q\":\"state:dead\",\"as_of\":9007199254740993,\"except\":[\"a\"]},"
                 "\"args\":{\"rate\":60},\"dry_run\":true}");
        m_broker->answer(200,
                         "{\"matched\":7,\"more\":true,\"states\":{\"dead\":7},\"sample\":[{\"id\":\"b\",\"task_type\":"
                         "\"echo\",\"status\":\"Failed\"}]}");
        QVERIFY(preview && *preview);
        QCOMPARE((*preview)->matched, 7);
        QVERIFY((*preview)->hasMore);
        QCOMPARE((*preview)->states.value(u"dead"_s), 7);
        QCOMPARE((*preview)->sample.first().id, u"b"_s);

        std::optional<client::Result<wire::Operation>> operation;
        m_client->startOperation({.verb = u"cancel"_s, .ids = {u"a"_s, u"b"_s}}, this, into(operation));
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"cancel\",\"ids\":[\"a\",\"b\"]}");
        QVERIFY(!m_broker->call().idempotencyKey.isEmpty()); // HTTP may repeat it.
        m_broker->answer(202,
                         "{\"id\":\"o-1\",\"verb\":\"cancel\",\"state\":\"running\",\"undoable\":true,\"matched\":2,\"done\":1,"
                         "\"skipped\":0,\"failed\":1,\"errors\":[]}");
        QVERIFY(operation && *operation);
        QCOMPARE((*operation)->state, u"running"_s);
        QCOMPARE((*operation)->failed, 1);
        QVERIFY((*operation)->isUndoable);

        m_client->loadOperation(u"o-1"_s, this, into(operation));
        m_broker->expect("GET", "/operation/o-1");
        m_client->pauseOperation(u"o-1"_s, this, into(operation));
        m_broker->expect("POST", "/operation/o-1/pause");
        m_client->resumeOperation(u"o-1"_s, this, into(operation));
        m_broker->expect("POST", "/operation/o-1/resume");
        m_client->stopOperation(u"o-1"_s, this, into(operation));
        m_broker->expect("POST", "/operation/o-1/stop");
        m_client->undoOperation(u"o-1"_s, this, into(operation));
        m_broker->expect("POST", "/operation/o-1/undo");
        m_broker->answer(200, "{}");
        QVERIFY(operation && !*operation);
    }

    void everything_isPausedAndResumed()
    {
        int answers = 0;
        const auto count = [&](const client::Result<Unit> &answer) { answers += answer ? 1 : 0; };
        m_client->pauseAll({.reason = u"moving house"_s, .by = u"ada"_s}, this, count);
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":true,"reason":"moving house","by":"ada"})");
        m_broker->answer(200, R"({"paused":true})");
        m_client->resumeAll(this, count);
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":false})");
        m_broker->answer(200, R"({"paused":false})");
        QCOMPARE(answers, 2);
    }

    void worker_isDrainedStoppedAndForgotten()
    {
        int answers = 0;
        const auto count = [&](const client::Result<Unit> &answer) { answers += answer ? 1 : 0; };
        m_client->drainWorker(u"gpu/4"_s, this, count);
        m_broker->expect("POST", "/worker/gpu%2F4/drain");
        m_broker->answer(200, R"({"name":"gpu/4","draining":true})");
        m_client->stopWorker(u"gpu/4"_s, this, count);
        m_broker->expect("POST", "/worker/gpu%2F4/stop");
        m_broker->answer(200, R"({"name":"gpu/4","draining":true})");
        m_client->forgetWorker(u"gpu/4"_s, this, count);
        m_broker->expect("DELETE", "/worker/gpu%2F4");
        m_broker->answer(204, {});
        QCOMPARE(answers, 3);
    }

    void queue_isPausedAndResumed()
    {
        std::optional<client::Result<wire::Queue>> queue;
        m_client->pauseQueue(u"mail out"_s, {.reason = u"quota"_s, .by = u"ada"_s, .until = utc(u"2026-11-25T12:00:00Z"_s)},
                             this, into(queue));
        m_broker->expect("PATCH", "/queue/mail%20out");
        QCOMPARE(m_broker->call().body,
                 "{\"paused\":true,\"reason\":\"quota\",\"by\":\"ada\",\"until\":\"2026-11-25T12:00:00.000Z\"}");
        const QByteArray paused =
            "{\"name\":\"mail out\",\"paused\":true,\"reason\":\"quota\",\"by\":\"ada\",\"until\":\"2026-11-25T12:00:00.000Z\","
            "\"states\":{\"ready\":3}}";
        m_broker->answer(200, paused);
        QVERIFY(queue && *queue);
        QVERIFY((*queue)->isPaused);
        QCOMPARE((*queue)->by, u"ada"_s);
        QCOMPARE((*queue)->states.value(u"ready"_s), 3);
        QCOMPARE((*queue)->until, utc(u"2026-11-25T12:00:00Z"_s));
        m_client->resumeQueue(u"mail out"_s, this, into(queue));
        m_broker->expect("PATCH", "/queue/mail%20out");
        QCOMPARE(m_broker->call().body, "{\"paused\":false}");

        std::optional<client::Result<QList<wire::Queue>>> queues;
        m_client->listQueues(this, into(queues));
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[" + paused + "]}");
        QVERIFY(queues && *queues);
        QCOMPARE((**queues)[0].reason, u"quota"_s);
    }

    void type_isPutWithItsDefaults()
    {
        wire::Schema schema;
        schema.taskType = u"img/resize"_s;
        schema.description = u"Smaller"_s;
        m_client->putType(schema, "{\"timeout\":60}", this, [](const auto &) { });
        m_broker->expect("PUT", "/task/types/img%2Fresize");
        QCOMPARE(m_broker->call().body, "{\"description\":\"Smaller\",\"fields\":{},\"defaults\":{\"timeout\":60}}");
    }

    void defaults_areReadAndReplacedAsAWhole()
    {
        std::optional<client::Result<QByteArray>> said;
        m_client->loadQueueDefaults(u"mail out"_s, this, into(said));
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, R"({"queues":[{"name":"a","defaults":{}},{"name":"mail out","defaults":{"timeout":1.50}}]})");
        QVERIFY(said && *said);
        QCOMPARE(**said, R"({"timeout":1.50})");
        m_client->setQueueDefaults(u"mail out"_s, R"({"timeout":2})", this, into(said));
        m_broker->expect("PATCH", "/queue/mail%20out");
        QCOMPARE(m_broker->call().body, R"({"defaults":{"timeout":2}})");
        m_broker->answer(200, R"({"name":"mail out","defaults":{"timeout":2}})");
        QCOMPARE(**said, R"({"timeout":2})");

        m_client->loadTypeDefaults(u"img/resize"_s, this, into(said));
        m_broker->expect("GET", "/task/types/img%2Fresize");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"Nothing is registered for this task type."}})");
        QVERIFY(!*said);
        QCOMPARE(said->error().status, 404);
        m_client->setTypeDefaults(u"img/resize"_s, "{}", this, into(said));
        m_broker->expect("PUT", "/task/types/img%2Fresize");
        QCOMPARE(m_broker->call().body, R"({"defaults":{}})");
        m_broker->answer(200, R"({"task_type":"img/resize","defaults":{}})");
        QCOMPARE(**said, "{}");

        m_client->loadBrokerDefaults(this, into(said));
        m_broker->expect("GET", "/info");
        m_broker->answer(200, R"({"version":"0.1.0","defaults":{"max_attempts":20}})");
        QCOMPARE(**said, R"({"max_attempts":20})");
    }

    void queuesAndTypes_areDeletedByName()
    {
        int deleted = 0;
        QString refusal;
        const auto note = [&](const client::Result<Unit> &answer) {
            if (answer)
                ++deleted;
            else
                refusal = answer.error().message;
        };
        m_client->deleteQueue(u"mail out"_s, this, note);
        m_broker->expect("DELETE", "/queue/mail%20out");
        m_broker->answer(204, {});
        m_client->deleteType(u"img/resize"_s, this, note);
        m_broker->expect("DELETE", "/task/types/img%2Fresize");
        m_broker->answer(204, {});
        QCOMPARE(deleted, 2);
        m_client->deleteQueue(u"mails"_s, this, note);
        m_broker->expect("DELETE", "/queue/mails");
        m_broker->answer(409, R"({"error":{"code":"wrong_state","message":"A task lies in this queue."}})");
        QCOMPARE(deleted, 2);
        QCOMPARE(refusal, u"A task lies in this queue."_s);
    }
};

QTEST_GUILESS_MAIN(TestClientControl)
#include "tst_client_control.moc"
