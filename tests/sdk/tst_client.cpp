// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/client_fixture.h"

#include <conduit/json_text.h>

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

class TestClient : public QObject, private test::ClientFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeClient(); }

    void enqueue_choosesTheId()
    {
        std::optional<client::Result<wire::Task>> task;
        m_client->enqueue({.taskType = u"echo"_s, .payload = R"({"n":12345678901234567890})"}, this, into(task));
        m_broker->expect("POST", "/task");
        const auto body = json::Document::parse(m_broker->call().body, 64);
        QVERIFY(body);
        QCOMPARE(body->root().member(u"payload")->text(), R"({"n":12345678901234567890})");
        QVERIFY(!QUuid(body->root().member(u"id")->toString().value_or(QString())).isNull());
        QVERIFY(!body->root().member(u"queue"));

        m_broker->answer(201, vector(u"task.json"_s));
        QVERIFY(task && *task);
        QCOMPARE((*task)->taskType, u"img/resize 50%"_s);
    }

    void enqueue_writesEveryOption()
    {
        const wire::NewTask task {.id = u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s,
                                  .taskType = u"say \"hi\""_s,
                                  .payload = "[1.50]",
                                  .queue = u"pictures"_s,
                                  .priority = 9,
                                  .runAt = utc(u"2026-11-25T01:00:00.5+01:00"_s),
                                  .delay = 1500ms,
                                  .maxAttempts = 3,
                                  .retryFor = 2h,
                                  .backoff =
                                      wire::Backoff {.kind = u"list"_s, .cap = 60s, .delays = {1s, 2500ms}, .jitter = 0.5},
                                  .timeout = 0s,
                                  .expiresAt = utc(u"2026-11-26T00:00:00Z"_s),
                                  .uniqueKey = u"photo-7"_s,
                                  .uniqueFor = u"start"_s,
                                  .onConflict = u"keep_last"_s,
                                  .serialKey = u"customer-1"_s,
                                  .tags = {u"a"_s, u"ü"_s},
                                  .meta = "{\"n\":1.50}"};
        m_client->enqueue(task, this, [](const auto &) { });
        m_broker->expect("POST", "/task");
        QCOMPARE(m_broker->call().body,
                 "{\"task_type\":\"say \\\"hi\\\"\",\"payload\":[1.50],\"id\":\"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b\","
                 "\"queue\":\"pictures\",\"priority\":9,\"run_at\":\"2026-11-25T00:00:00.500Z\",\"delay\":1.5,"
                 "\"max_attempts\":3,\"retry_for\":7200,"
                 "\"backoff\":{\"kind\":\"list\",\"cap\":60,\"delays\":[1,2.5],\"jitter\":0.5},\"timeout\":0,"
                 "\"expires_at\":\"2026-11-26T00:00:00.000Z\",\"unique_key\":\"photo-7\",\"unique_for\":\"start\","
                 "\"on_conflict\":\"keep_last\",\"serial_key\":\"customer-1\",\"tags\":[\"a\",\"ü\"],"
                 "\"meta\":{\"n\":1.50}}");
    }

    void enqueue_mayBeUniqueForAWhile()
    {
        m_client->enqueue({.id = u"1"_s, .taskType = u"echo"_s, .uniqueKey = u"k"_s, .uniqueWindow = 60s}, this,
                          [](const auto &) { });
        m_broker->expect("POST", "/task");
        QCOMPARE(m_broker->call().body,
                 "{\"task_type\":\"echo\",\"payload\":null,\"id\":\"1\",\"unique_key\":\"k\",\"unique_for\":60}");
    }

    void enqueueEach_tellsWhatBecameOfEach()
    {
        std::optional<client::Result<QList<client::Client::Enqueued>>> outcome;
        m_client->enqueueEach({{.id = u"1"_s, .taskType = u"a"_s}, {.id = u"2"_s, .taskType = u"b"_s}, {.taskType = u"c"_s}},
                              this, into(outcome));
        m_broker->expect("POST", "/task/batch?partial=true");
        const auto body = json::Document::parse(m_broker->call().body, 64);
        QVERIFY(body);
        const auto tasks = body->root().member(u"tasks")->elements();
        QCOMPARE(tasks.size(), 3);
        QCOMPARE(tasks[0].member(u"id")->toString(), u"1"_s);
        QVERIFY(!QUuid(tasks[2].member(u"id")->toString().value_or(QString())).isNull());

        const QByteArray task = "{\"id\":\"1\",\"task_type\":\"a\",\"status\":\"Pending\"}";
        m_broker->answer(200,
                         "{\"results\":[{\"status\":201,\"task\":" + task + "},"
                             + "{\"status\":422,\"error\":{\"code\":\"schema_mismatch\",\"message\":\"No.\",\"details\":"
                             + "[{\"pointer\":\"/n\",\"keyword\":\"type\",\"message\":\"n must be a number.\"}]}},"
                             + "{\"status\":200,\"task\":" + task + "}]}");
        QVERIFY(outcome && *outcome);
        const QList<client::Client::Enqueued> &each = **outcome;
        QVERIFY(each[0].task && each[0].isNew);
        QCOMPARE(each[1].task.error().status, 422);
        QCOMPARE(each[1].task.error().code, u"schema_mismatch"_s);
        QCOMPARE(each[1].task.error().details.value(0).pointer, u"/n"_s);
        QVERIFY(each[2].task && !each[2].isNew);
    }

    void enqueueEach_wantsOneAnswerForEach()
    {
        std::optional<client::Result<QList<client::Client::Enqueued>>> outcome;
        m_client->enqueueEach({{.taskType = u"a"_s}}, this, into(outcome));
        m_broker->expect("POST", "/task/batch");
        m_broker->answer(200, "{\"results\":[]}");
        QVERIFY(outcome && !*outcome);
    }

    void task_isReadWhole()
    {
        std::optional<client::Result<wire::Task>> answer;
        m_client->loadTask(u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s, this, into(answer));
        m_broker->expect("GET", "/task/0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b");
        m_broker->answer(200, vector(u"task.json"_s));
        QVERIFY(answer && *answer);
        const wire::Task &task = **answer;
        QCOMPARE(task.id, u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s);
        QCOMPARE(task.payload, "{\"n\":12345678901234567890,\"ratio\":1.50,\"text\":\"\\u00e4\\n\"}");
        QCOMPARE(task.status, u"Failed"_s);
        QCOMPARE(task.state, u"dead"_s);
        QVERIFY(task.hasEnded());
        QCOMPARE(task.result->output, "null");
        QCOMPARE(task.result->error, u"image decode failed"_s);
        QCOMPARE(task.createdAt, utc(u"2026-11-25T00:46:49.181Z"_s));
        QCOMPARE(task.completedAt, utc(u"2026-11-25T00:46:51.250Z"_s));
        QCOMPARE(task.queue, u"pictures"_s);
        QCOMPARE(task.priority, 9);
        QCOMPARE(task.attempt, 3);
        QCOMPARE(task.maxAttempts, 5);
        QCOMPARE(task.backoff->kind, u"list"_s);
        QCOMPARE(task.backoff->base, std::nullopt);
        QCOMPARE(task.backoff->cap, 60s);
        QCOMPARE(task.backoff->delays, QList<wire::Seconds>({1s, 2500ms}));
        QCOMPARE(task.backoff->jitter, 0.2);
        QCOMPARE(task.retryFor, 3600s);
        QCOMPARE(task.expiresAt, utc(u"2026-11-26T00:00:00Z"_s));
        QCOMPARE(task.meta, "{\"customer\":1.50}");
        QCOMPARE(task.uniqueKey, u"photo-7"_s);
        QCOMPARE(task.uncharged, 1);
        QCOMPARE(task.timeout, 1800s);
        QCOMPARE(task.worker, u"w-1"_s);
        QVERIFY(!task.leaseExpiresAt.isValid());
        QCOMPARE(task.progress->percent, 62.5);
        QCOMPARE(task.progress->message, u"half way"_s);
        QCOMPARE(task.progress->data, "{\"page\":7}");
        QCOMPARE(task.tags, QStringList({u"nightly"_s, u"photo"_s}));
        QVERIFY(task.cancelRequested);
        QCOMPARE(task.serialKey, u"customer-1"_s);
        QCOMPARE(task.enqueuedBy, u"console anna@atlas"_s);
        QCOMPARE(task.trashedAt, utc(u"2026-11-25T01:00:00Z"_s));
        QCOMPARE(task.waitingFor.size(), 1);
        QCOMPARE(task.waitingFor[0].reason, u"not_due"_s);
        QCOMPARE(task.waitingFor[0].until, utc(u"2026-11-25T00:47:00Z"_s));
        QCOMPARE(task.version, 12);
    }

    void timeout_isAddedToWhatACallWaits()
    {
        m_client->setTimeout(2s);
        m_client->awaitTask(u"a"_s, 20s, this, [](const auto &) { });
        m_broker->expect("GET", "/task/a?wait=20");
        QCOMPARE(m_broker->call().timeout, 22s);
        m_client->listTypes(this, [](const auto &) { });
        m_broker->expect("GET", "/task/types");
        QCOMPARE(m_broker->call().timeout, 2s);
    }

    void largeAnswer_isReadAsideAndComesOnTheClientsThread()
    {
        m_client->readAsideAbove(20);
        std::optional<client::Result<wire::Task>> answer;
        m_client->loadTask(u"x"_s, this, [&](const client::Result<wire::Task> &task) {
            QCOMPARE(QThread::currentThread(), m_client->thread());
            answer = task;
        });
        m_broker->expect("GET", "/task/x");
        m_broker->answer(200, R"({"id":"x","task_type":"echo","status":"Pending"})");
        QVERIFY(!answer);
        QTRY_VERIFY(answer);
        QCOMPARE((*answer)->id, u"x"_s);
        m_client->loadTask(u"y"_s, this, into(answer));
        m_broker->expect("GET", "/task/y");
        m_broker->answer(200, R"({"id":"y","task_type":"echo",)" + QByteArray(100, ' '));
        QTRY_VERIFY(!*answer);
        QVERIFY(answer->error().message.startsWith(u"The broker's answer cannot be understood"));
    }

    void headOfATask_hasTheBeginnings()
    {
        std::optional<client::Result<wire::Task>> answer;
        m_client->loadTaskHead(u"x"_s, 4, this, into(answer));
        m_broker->expect("GET", "/task/x?head_bytes=4");
        m_broker->answer(
            200, R"({"id":"x","task_type":"echo","status":"Failed","error":"no","payload_size":9,"payload_head":"12"})");
        QVERIFY(answer && *answer && (*answer)->isHead());
        QCOMPARE((*answer)->payloadHead, "12");
        QCOMPARE((*answer)->payloadSize, 9);
        QCOMPARE((*answer)->lastError, u"no"_s);
        QVERIFY((*answer)->payload.isEmpty() && (*answer)->outputHead.isEmpty() && !(*answer)->result);
        m_client->loadTaskHead(u"y"_s, 100, this, into(answer));
        m_broker->expect("GET", "/task/y?head_bytes=100");
        m_broker->answer(200, R"({"id":"y","task_type":"echo","status":"Pending","payload":1})");
        QVERIFY(*answer && !(*answer)->isHead());
    }

    void largeAnswer_isDroppedWithWhoeverAsked()
    {
        m_client->readAsideAbove(20);
        int answers = 0;
        const auto count = [&answers](const client::Result<wire::Task> &) { ++answers; };
        auto asking = std::make_unique<QObject>();
        m_client->loadTask(u"x"_s, asking.get(), count);
        m_client->loadTask(u"y"_s, this, count);
        for (const auto *path : {"/task/x", "/task/y"}) {
            m_broker->expect("GET", path);
            m_broker->answer(200, R"({"id":"x","task_type":"echo","status":"Pending"})");
        }
        asking.reset();
        QTRY_COMPARE(answers, 1);
        m_client->loadTask(u"z"_s, this, count);
        m_broker->expect("GET", "/task/z");
        m_broker->answer(200, R"({"id":"x","task_type":"echo","status":"Pending"})");
        m_client.reset();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(answers, 1);
    }

    void task_ofTheOriginalIsReadToo()
    {
        std::optional<client::Result<wire::Task>> answer;
        m_client->awaitTask(u"67e55044-10b1-426f-9247-bb680e5fe0c8"_s, 20s, this, into(answer));
        m_broker->expect("GET", "/task/67e55044-10b1-426f-9247-bb680e5fe0c8?wait=20");
        QCOMPARE(m_broker->call().timeout, 35s);
        m_broker->answer(200, vector(u"task_original.json"_s));
        QVERIFY(answer && *answer);
        const wire::Task &task = **answer;
        QCOMPARE(task.status, u"Running"_s);
        QVERIFY(!task.hasEnded());
        QVERIFY(!task.result);
        QCOMPARE(task.createdAt, utc(u"2026-11-25T00:46:49.181Z"_s));
        QCOMPARE(task.createdAt.timeSpec(), Qt::UTC);
        QCOMPARE(task.startedAt, utc(u"2026-11-25T00:46:50.500Z"_s));
        QCOMPARE(task.startedAt.timeSpec(), Qt::UTC);
        QVERIFY(!task.completedAt.isValid());
        QCOMPARE(task.maxAttempts, 20);
    }

    void time_withoutAZoneIsNotGuessed()
    {
        std::optional<client::Result<wire::Task>> answer;
        m_client->loadTask(u"x"_s, this, into(answer));
        m_broker->expect("GET", "/task/x");
        m_broker->answer(200, R"({"id":"x","task_type":"echo","status":"Pending","created_at":"2026-11-25T10:00:00"})");
        QVERIFY(answer && *answer);
        QVERIFY(!(*answer)->createdAt.isValid());
    }

    void list_asksAndReadsAPage()
    {
        std::optional<client::Result<wire::TaskPage>> page;
        const wire::TaskQuery query {.states = {u"ready"_s, u"dead"_s},
                                     .types = {u"a,b"_s, u"img/resize 50%"_s},
                                     .queues = {u"größe"_s},
                                     .filter = u"error:\"disk full\""_s,
                                     .limit = 200,
                                     .after = u"c+1"_s,
                                     .sort = u"-priority"_s,
                                     .changedSince = 9007199254740993};
        m_client->listTasks(query, this, into(page));
        m_broker->expect("GET",
                         "/task?limit=200&state=ready,dead&type=a%2Cb,img%2Fresize%2050%25&queue=gr%C3%B6%C3%9Fe"
                         "&q=error%3A%22disk%20full%22&after=c%2B1&sort=-priority&changed_since=9007199254740993");
        m_broker->answer(200, vector(u"task_page.json"_s));
        QVERIFY(page && *page);
        QCOMPARE((*page)->tasks.size(), 1);
        QVERIFY((*page)->tasks[0].payload.isEmpty());
        QCOMPARE((*page)->tasks[0].payloadSize, 7340032);
        QCOMPARE((*page)->next, u"eyJrIjoxfQ"_s);
        QVERIFY((*page)->prev.isEmpty());
        QCOMPARE((*page)->revision, 9007199254740993);
    }

    void list_beginsAtAMoment_andSaysHowFarASearchCame()
    {
        std::optional<client::Result<wire::TaskPage>> page;
        m_client->listTasks({.at = utc(u"2026-11-25T10:00:00Z"_s)}, this, into(page));
        m_broker->expect("GET", "/task?limit=50&sort=-created&at=2026-11-25T10%3A00%3A00.000Z");
        m_broker->answer(200, R"({"tasks":[],"next":"c","prev":"p","searched_to":"2026-11-24T09:00:00.000Z","revision":1})");
        QVERIFY(page && *page);
        QCOMPARE((*page)->searchedTo, utc(u"2026-11-24T09:00:00Z"_s));
    }

    void list_readsPayloadsThatItAskedFor()
    {
        std::optional<client::Result<wire::TaskPage>> page;
        m_client->listTasks({.payloads = true}, this, into(page));
        m_broker->expect("GET", "/task?limit=50&sort=-created&payloads=true");
        m_broker->answer(200,
                         "{\"tasks\":[{\"id\":\"1\",\"task_type\":\"a\",\"status\":\"Failed\",\"error\":\"no such host\","
                         "\"payload_size\":10,\"result_size\":3,\"payload\":{\"n\":1.10}}],\"next\":null}");
        QVERIFY(page && *page);
        const auto &task = (*page)->tasks[0];
        QCOMPARE(task.payload, "{\"n\":1.10}");
        QCOMPARE(task.payloadSize, 10);
        QCOMPARE(task.resultSize, 3);
        QCOMPARE(task.lastError, u"no such host"_s);
    }

    void list_tellsWhyTheLastAttemptFailed()
    {
        std::optional<client::Result<wire::TaskPage>> page;
        m_client->listTasks({}, this, into(page));
        m_broker->expect("GET", "/task?limit=50&sort=-created");
        m_broker->answer(200,
                         "{\"tasks\":[{\"id\":\"1\",\"task_type\":\"a\",\"status\":\"Pending\","
                         "\"error\":\"no such host\"}],\"next\":null}");
        QVERIFY(page && *page);
        QCOMPARE((*page)->tasks.value(0).lastError, u"no such host"_s);
    }

    void attempts_areRead()
    {
        std::optional<client::Result<QList<wire::Attempt>>> attempts;
        m_client->listAttempts(u"x"_s, this, into(attempts));
        m_broker->expect("GET", "/task/x/attempts");
        m_broker->answer(200, vector(u"attempts.json"_s));
        QVERIFY(attempts && *attempts);
        QCOMPARE((*attempts)->size(), 2);
        QCOMPARE((**attempts)[0].errorClass, u"std::bad_alloc"_s);
        QCOMPARE((**attempts)[0].exitCode, std::nullopt);
        QCOMPARE((**attempts)[1].outcome, u"worker_died"_s);
        QCOMPARE((**attempts)[1].exitCode, 139);
    }

    void typesAndSchemas_areReadAndWritten()
    {
        std::optional<client::Result<QStringList>> types;
        m_client->listTypes(this, into(types));
        m_broker->expect("GET", "/task/types");
        m_broker->answer(200, R"(["echo","img/resize 50%"])");
        QVERIFY(types && *types);
        QCOMPARE(**types, QStringList({u"echo"_s, u"img/resize 50%"_s}));

        std::optional<client::Result<wire::Schema>> schema;
        m_client->loadSchema(u"img/resize 50%"_s, this, into(schema));
        m_broker->expect("GET", "/task/types/img%2Fresize%2050%25/schema");
        m_broker->answer(200, vector(u"schema.json"_s));
        QVERIFY(schema && *schema);
        QCOMPARE((*schema)->fields.size(), 2);
        QCOMPARE((*schema)->fields[0].name, u"image"_s);
        QCOMPARE((*schema)->fields[0].type, wire::FieldType::String);
        QVERIFY((*schema)->fields[0].required);
        QCOMPARE((*schema)->fields[1].name, u"a \"quoted\" name"_s);
        QCOMPARE((*schema)->fields[1].example, "1.50");

        std::optional<client::Result<wire::Schema>> stored;
        m_client->registerSchema(**schema, this, into(stored));
        m_broker->expect("POST", "/task/set_schema");
        QCOMPARE(m_broker->call().body, (*schema)->text);
        m_broker->answer(200, vector(u"schema.json"_s));
        QVERIFY(stored && *stored);
    }

    void workersStatsAndInfo_areRead()
    {
        std::optional<client::Result<QList<wire::Worker>>> workers;
        m_client->listWorkers(this, into(workers));
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, vector(u"workers.json"_s));
        QVERIFY(workers && *workers);
        const wire::Worker &worker = (*workers)->first();
        QCOMPARE(worker.name, u"w-1"_s);
        QCOMPARE(worker.pid, 4242);
        QCOMPARE(worker.types, QStringList({u"echo"_s, u"validate_image"_s}));
        QCOMPARE(worker.running, 2);
        QCOMPARE(worker.completed, 1204);
        QCOMPARE(worker.failed, 6);
        QVERIFY(worker.alive);
        QVERIFY(worker.draining);
        QCOMPARE(worker.clockAhead, wire::Seconds(12.25));

        std::optional<client::Result<wire::Stats>> stats;
        m_client->loadStats(this, into(stats));
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, vector(u"stats.json"_s));
        QVERIFY(stats && *stats);
        QCOMPARE((*stats)->states.value(u"completed"_s), 9007199254740993);
        QCOMPARE((*stats)->queues.value(u"pictures"_s).value(u"running"_s), 1);
        QCOMPARE((*stats)->types.value(u"echo"_s).value(u"ready"_s), 3);
        QCOMPARE((*stats)->revision, 77);
        QVERIFY((*stats)->storage);
        QCOMPARE((*stats)->storage->code, u"storage_full"_s);
        QCOMPARE((*stats)->storage->message, u"The disk is nearly full."_s);
        QVERIFY((*stats)->disk);
        QCOMPARE((*stats)->disk->freeBytes, 900'000'000);
        QCOMPARE((*stats)->disk->totalBytes, 9007199254740993);
        QCOMPARE((*stats)->disk->databaseBytes, 5'000'000);
        QCOMPARE((*stats)->disk->grownBytes, -4'096);
        QCOMPARE((*stats)->disk->grownWithin, wire::Seconds(3'600));

        std::optional<client::Result<wire::BrokerDescription>> description;
        m_client->loadDescription(this, into(description));
        m_broker->expect("GET", "/info");
        m_broker->answer(200, vector(u"info.json"_s));
        QVERIFY(description && *description);
        QCOMPARE((*description)->version, u"0.1.0"_s);
        QCOMPARE((*description)->limits.value(u"payload_bytes"_s), 7340032);
    }

    void failure_carriesTheBrokersWords()
    {
        std::optional<client::Result<wire::Task>> task;
        m_client->enqueue({.taskType = u"validate_image"_s}, this, into(task));
        m_broker->expect("POST", "/task");
        m_broker->answer(422, vector(u"error_schema_mismatch.json"_s));
        QVERIFY(task && !*task);
        QCOMPARE(task->error().status, 422);
        QCOMPARE(task->error().code, u"schema_mismatch"_s);
        QCOMPARE(task->error().message, u"The payload does not fit the schema of validate_image."_s);
        QCOMPARE(task->error().details.size(), 1);
        QCOMPARE(task->error().details[0].pointer, u"/image"_s);
        QCOMPARE(task->error().details[0].keyword, u"required"_s);
        QVERIFY(!task->error().isUnreachable());
    }

    void faultInAFilter_hasAPlace()
    {
        std::optional<client::Result<wire::TaskPage>> page;
        m_client->listTasks({.filter = u"stat:dead"_s, .trash = true}, this, into(page));
        m_broker->expect("GET", "/task?limit=50&q=stat%3Adead&trash=true&sort=-created");
        QByteArray refusal("{'error':{'code':'invalid_argument','message':'No.','details':"
                           "[{'pointer':'q','keyword':'syntax','message':'No.','position':3,'length':4}]}}");
        m_broker->answer(400, refusal.replace('\'', '"'));
        QVERIFY(page && !*page);
        QCOMPARE(page->error().details[0].position, 3);
        QCOMPARE(page->error().details[0].length, 4);
    }

    void failure_saysWhenToComeBack()
    {
        std::optional<client::Result<wire::Stats>> stats;
        m_client->loadStats(this, into(stats));
        m_broker->expect("GET", "/stats");
        m_broker->answer(503, R"({"error":{"code":"storage_busy","message":"Storage is busy."}})", "5");
        QVERIFY(stats && !*stats);
        QCOMPARE(stats->error().retryAfter, 5s);
    }

    void failure_withoutWordsNamesTheStatus()
    {
        std::optional<client::Result<wire::Task>> task;
        m_client->loadTask(u"x"_s, this, into(task));
        m_broker->expect("GET", "/task/x");
        m_broker->answer(404);
        QVERIFY(task && !*task);
        QVERIFY(task->error().code.isEmpty());
        QVERIFY(task->error().message.contains(u"404"));
    }

    void answer_thatIsNotWhatWasAskedIsAFailure_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("another shape") << QByteArray("[]");
        QTest::newRow("no id") << QByteArray(R"({"task_type":"echo","status":"Pending"})");
        QTest::newRow("nothing") << QByteArray();
    }

    void answer_thatIsNotWhatWasAskedIsAFailure()
    {
        QFETCH(QByteArray, body);
        std::optional<client::Result<wire::Task>> task;
        m_client->loadTask(u"x"_s, this, into(task));
        m_broker->expect("GET", "/task/x");
        m_broker->answer(200, body);
        QVERIFY(task && !*task);
        QVERIFY(task->error().message.startsWith(u"The broker's answer cannot be understood"));
        QCOMPARE(task->error().status, 200);
    }

    void reachability_changesOnce()
    {
        QSignalSpy changed(&*m_client, &client::Client::reachableChanged);
        std::optional<client::Result<wire::Stats>> stats;
        const auto ask = [&] {
            m_client->loadStats(this, into(stats));
            m_broker->expect("GET", "/stats");
        };
        ask();
        m_broker->breakOff(u"Connection refused"_s);
        QVERIFY(stats && !*stats);
        QVERIFY(stats->error().isUnreachable());
        QCOMPARE(stats->error().code, u"unreachable"_s);
        QCOMPARE(stats->error().message, u"Connection refused"_s);
        QVERIFY(!m_client->isReachable());
        ask();
        m_broker->breakOff();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0], QVariantList({false, u"Connection refused"_s}));
        ask();
        m_broker->answer(503);
        QCOMPARE(changed.size(), 2);
        QVERIFY(m_client->isReachable());
    }

    void answer_isDroppedOnceItsContextIsGone()
    {
        auto context = std::make_unique<QObject>();
        bool called = false;
        m_client->loadStats(context.get(), [&](const auto &) { called = true; });
        context.reset();
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, vector(u"stats.json"_s));
        QVERIFY(!called);
    }

    void answer_isDroppedOnceTheClientIsGone()
    {
        bool called = false;
        m_client->loadStats(this, [&](const auto &) { called = true; });
        m_client.reset();
        m_broker->expect("GET", "/stats");
        m_broker->answer(200, vector(u"stats.json"_s));
        QVERIFY(!called);
    }

    void abort_dropsTheCall()
    {
        const auto call = m_client->claim({}, {}, this, [](const auto &) { });
        m_client->abort(call);
        m_broker->expectNothing();
        QCOMPARE(m_broker->abortedCalls(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
