// SPDX-License-Identifier: GPL-3.0-only
// Case 43: a hundred clients with one unique key, and the ends and second lives of the task that holds it.
#include "tests/cases/case_broker.h"
#include "tests/support/api_fixture.h"

#include <QRegularExpression>
#include <QSet>

#include <functional>
#include <latch>
#include <mutex>
#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kClients = 100;
constexpr QByteArrayView kId = "01890a5d-ac96-774b-bcce-000000004711";

/// What one of the clients posts, and where to.
struct Post
{
    QByteArray target = "/task";
    QByteArray body = {};
    QByteArray headers = {};
};

QByteArray taskFrom(int client, const QByteArray &members)
{
    return R"({"task_type":"echo","payload":{"from":)" + QByteArray::number(client) + "}," + members + '}';
}

const QByteArray &nightly()
{
    static const QByteArray member = R"("unique_key":"nightly")";
    return member;
}

/// The answers to a hundred posts that start at the same time, each on a connection of its own.
std::vector<HttpAnswer> postAtOnce(quint16 port, const std::function<Post(int)> &postOf)
{
    std::vector<HttpAnswer> answers(kClients);
    std::latch start(kClients);
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i)
        clients.emplace_back([&, i] {
            RawHttpClient client(port);
            const Post post = postOf(i);
            const QByteArray request = client.requestBytes("POST", post.target, post.body, post.headers);
            start.arrive_and_wait();
            answers[static_cast<std::size_t>(i)] = client.exchange(request);
        });
    for (std::thread &client : clients)
        client.join();
    return answers;
}

/// The task of an answer, alone or in a list, and its own status.
std::pair<int, QString> outcomeOf(const HttpAnswer &answer)
{
    const QJsonObject body = answer.json();
    if (const QJsonArray results = body["results"_L1].toArray(); !results.isEmpty()) {
        const int status = results[0]["status"_L1].toInt();
        return {status, results[0]["task"_L1]["id"_L1].toString()};
    }
    if (const QJsonArray tasks = body["tasks"_L1].toArray(); !tasks.isEmpty())
        return {answer.status, tasks[0]["id"_L1].toString()};
    return {answer.status, body["id"_L1].toString()};
}

} // namespace

class TstCase43 : public QObject
{
    Q_OBJECT

    using Reply = ApiFixture::Reply;

    Reply post(const QByteArray &members = {}) { return m_api->post("/task", taskFrom(0, nightly() + members)); }
    static QByteArray idOf(const Reply &reply) { return reply.at("id").toString().toLatin1(); }
    Reply act(const QByteArray &id, const QByteArray &verb, const QByteArray &body = {})
    {
        return m_api->post("/task/" + id + '/' + verb, body);
    }
    void finish(const QByteArray &id, const QByteArray &members)
    {
        const QByteArray token = m_api->get("/task/next?worker=w").at("lease_token").toString().toLatin1();
        QVERIFY(!token.isEmpty());
        QCOMPARE(act(id, "result", "{\"lease_token\":\"" + token + "\"," + members + '}').status, 200);
    }
    void pass(broker::Milliseconds time)
    {
        m_api->inside.clock.advance(time);
        m_api->inside.turn([this] {
            QVERIFY(m_api->inside.engine->overdue.runOnce());
            QVERIFY(m_api->inside.engine->expiry.runOnce());
        });
    }
    /// An operation on tasks by their ids, to its end; how many were done.
    Reply operate(const QByteArray &verb, const QList<QByteArray> &ids)
    {
        const Reply started = m_api->post("/operation", "{\"verb\":\"" + verb + "\",\"ids\":[\"" + ids.join("\",\"") + "\"]}");
        goOn();
        return m_api->get("/operation/" + idOf(started));
    }
    void goOn()
    {
        m_api->inside.turn([this] {
            auto &operations = m_api->inside.engine->operations;
            for (auto due = operations.due(); due && *due; due = operations.due())
                QVERIFY(operations.goOn(**due));
        });
    }
    /// How many tasks hold the key: never more than one.
    int holders()
    {
        auto rows = m_api->inside.database->runText(u"test"_s, u"SELECT count(*) FROM tasks WHERE holds_key IS NOT NULL"_s);
        return rows && rows->next() ? rows->smallInteger(0) : -1;
    }

    std::unique_ptr<ApiFixture> m_api;

private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    // At the same time.

    void aHundredPosts_makeOneTask_data()
    {
        QTest::addColumn<std::function<Post(int)>>("postOf");
        QTest::addColumn<int>("others");
        QTest::addColumn<bool>("isRepetition");
        const auto row = [](const char *name, int others, const std::function<Post(int)> &post, bool isRepetition = false) {
            QTest::newRow(name) << post << others << isRepetition;
        };
        const auto with = [](const QByteArray &members) {
            return [=](int client) { return Post {.body = taskFrom(client, nightly() + members)}; };
        };
        const auto listed = [](const QByteArray &target) {
            return [=](int client) {
                return Post {.target = target, .body = "{\"tasks\":[" + taskFrom(client, nightly()) + "]}"};
            };
        };
        row("a key", 200, with({}));
        row("a key until the start", 200, with(R"(,"unique_for":"start")"));
        row("a key for a minute", 200, with(R"(,"unique_for":60)"));
        row("a key of a task for later", 200, with(R"(,"delay":60)"));
        row("refused", 409, with(R"(,"on_conflict":"reject")"));
        row("replaced", 200, with(R"(,"on_conflict":"replace")"));
        row("the last one stays", 200, with(R"(,"on_conflict":"keep_last")"));
        row("in a partial batch", 200, listed("/task/batch?partial=true"));
        row("in a batch", 201, listed("/task/batch"));
        row("a chosen id", 200, [](int) { return Post {.body = taskFrom(7, R"("id":)" + quoted(kId.toByteArray()))}; });
        row(
            "an idempotency key", 201,
            [](int) { return Post {.body = taskFrom(7, R"("priority":5)"), .headers = "Idempotency-Key: nightly\r\n"}; }, true);
    }
    void aHundredPosts_makeOneTask()
    {
        QFETCH(const std::function<Post(int)>, postOf);
        QFETCH(const int, others);
        QFETCH(const bool, isRepetition);
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        const std::vector<HttpAnswer> answers = postAtOnce(broker.port(), postOf);

        QSet<QString> ids;
        int made = 0;
        int repeated = 0;
        for (const HttpAnswer &answer : answers) {
            const auto [status, id] = outcomeOf(answer);
            QVERIFY2(status == 201 || status == others, answer.body.constData());
            made += status == 201 ? 1 : 0;
            repeated += answer.header("Idempotent-Replay") == "true" ? 1 : 0;
            if (status != 409)
                ids.insert(id);
            else
                QCOMPARE(answer.errorCode(), u"duplicate"_s);
        }
        QCOMPARE(ids.size(), 1);
        QCOMPARE(made, others == 201 ? kClients : 1);
        QCOMPARE(repeated, isRepetition ? kClients - 1 : 0);
        auto client = broker.connect();
        QCOMPARE(client.get("/task?limit=500").json()["tasks"_L1].toArray().size(), 1);
        const int from = loadTask(client, *ids.begin())["payload"_L1]["from"_L1].toInt(-1);
        QVERIFY(from >= 0 && from < kClients);
    }

    void aHundredPostsWhileItRuns_makeOneSuccessor()
    {
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        const QByteArray keepLast = nightly() + R"(,"on_conflict":"keep_last")";
        QVERIFY(!enqueue(client, taskFrom(0, keepLast)).isEmpty());
        const QJsonObject first = claim(client, "worker=w&lease=600");
        const auto answers = postAtOnce(broker.port(), [&](int number) { return Post {.body = taskFrom(number, keepLast)}; });
        QCOMPARE(std::ranges::count(answers, 201, &HttpAnswer::status), 1);
        QCOMPARE(std::ranges::count(answers, 200, &HttpAnswer::status), kClients - 1);
        QVERIFY(claim(client, "worker=w").isEmpty());
        COMPARE_STATUS(report(client, first, "\"output\":1"), 200);
        QVERIFY(!claim(client, "worker=w").isEmpty());
        QVERIFY(claim(client, "worker=w").isEmpty());
    }

    // One after the other.

    void anEnd_setsTheKeyFree_data()
    {
        using Ending = std::function<void(TstCase43 &, const QByteArray &)>;
        QTest::addColumn<Ending>("end");
        const auto row = [](const char *name, const Ending &end) { QTest::newRow(name) << end; };
        row("completed", [](TstCase43 &self, const QByteArray &id) { self.finish(id, "\"output\":1"); });
        row("failed for good",
            [](TstCase43 &self, const QByteArray &id) { self.finish(id, R"("error":"no","no_retry":true)"); });
        row("attempts used up", [](TstCase43 &self, const QByteArray &id) {
            for (int attempt = 0; attempt < 3; ++attempt) {
                self.finish(id, R"("error":"no","retry_in":3600)");
                self.act(id, "promote");
            }
        });
        row("poison", [](TstCase43 &self, const QByteArray &) {
            for (int lease = 0; lease < 3; ++lease) {
                QCOMPARE(self.m_api->get("/task/next?worker=w&lease=30").status, 200);
                self.pass(30s);
            }
        });
        row("expired", [](TstCase43 &self, const QByteArray &) { self.pass(1h); });
        row("cancelled", [](TstCase43 &self, const QByteArray &id) { self.act(id, "cancel"); });
        row("cancelled while it ran", [](TstCase43 &self, const QByteArray &id) {
            const Reply claimed = self.m_api->get("/task/next?worker=w");
            self.act(id, "cancel");
            self.act(id, "result",
                     "{\"error\":\"stopped\",\"lease_token\":\"" + claimed.at("lease_token").toString().toLatin1() + "\"}");
        });
        row("deleted", [](TstCase43 &self, const QByteArray &id) { self.m_api->send(broker::Method::Delete, "/task/" + id); });
        row("cancelled among many", [](TstCase43 &self, const QByteArray &id) { self.operate("cancel", {id}); });
    }
    void anEnd_setsTheKeyFree()
    {
        using Ending = std::function<void(TstCase43 &, const QByteArray &)>;
        QFETCH(const Ending, end);
        const QByteArray more = R"(,"max_attempts":3,"expires_at":"2026-11-25T11:00:00Z")";
        const Reply first = post(more);
        QCOMPARE(first.status, 201);
        QCOMPARE(idOf(post()), idOf(first));
        end(*this, idOf(first));
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(holders(), 0);
        const Reply second = post();
        QCOMPARE(second.status, 201);
        QVERIFY(idOf(second) != idOf(first));
        QCOMPARE(post().status, 200);
        QCOMPARE(holders(), 1);
    }

    void aWindow_outlastsTheEndButNotItsTime()
    {
        const Reply first = post(R"(,"unique_for":600)");
        finish(idOf(first), R"("error":"no","no_retry":true)");
        QCOMPARE(idOf(post()), idOf(first));
        QCOMPARE(post(R"(,"on_conflict":"reject")").status, 409);
        QCOMPARE(post(R"(,"on_conflict":"replace")").status, 409);
        m_api->inside.clock.advance(10min);
        QCOMPARE(post().status, 201);
        QCOMPARE(holders(), 1);
    }

    void aKeyUntilTheStart_isFreeWithTheClaim()
    {
        post(R"(,"unique_for":"start")");
        QCOMPARE(m_api->get("/task/next?worker=w&lease=30").status, 200);
        const Reply second = post(R"(,"unique_for":"start")");
        QCOMPARE(second.status, 201);
        // The first one comes back without its key.
        pass(30s);
        QCOMPARE(idOf(post()), idOf(second));
        QCOMPARE(holders(), 1);
    }

    void anotherType_hasItsOwnKeys()
    {
        post();
        QCOMPARE(m_api->post("/task", R"({"task_type":"mail","unique_key":"nightly"})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","unique_key":"Nightly"})").status, 201);
    }

    void twiceInOneBatch_isOneTask()
    {
        const QByteArray twice = "{\"tasks\":[" + taskFrom(1, nightly()) + ',' + taskFrom(2, nightly()) + "]}";
        for (const char *target : {"/task/batch", "/task/batch?partial=true"}) {
            QVERIFY(m_api->post(target, twice).status < 300);
            QCOMPARE(m_api->inside.ledger.total(broker::TaskState::Ready), 1);
        }
    }

    // Second lives.

    /// Two dead tasks had the key, and a third one has it now: none of the two comes back beside it.
    void aSecondLife_isRefusedWhileAnotherHoldsTheKey_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArray>("revival");
        QTest::newRow("retry") << QByteArray("cancel") << QByteArray("retry");
        QTest::newRow("restore") << QByteArray("delete") << QByteArray("restore");
    }
    void aSecondLife_isRefusedWhileAnotherHoldsTheKey()
    {
        QFETCH(const QByteArray, end);
        QFETCH(const QByteArray, revival);
        QList<QByteArray> ended;
        for (int i = 0; i < 2; ++i) {
            ended.append(idOf(post()));
            QCOMPARE(operate(end, {ended.last()}).at("done").toInt(), 1);
        }
        const QByteArray holder = idOf(post());
        for (const QByteArray &id : ended) {
            const Reply refused = act(id, revival);
            QCOMPARE(refused.status, 409);
            QCOMPARE(refused.errorCode(), u"duplicate"_s);
            QVERIFY(refused.errorMessage().contains(QString::fromLatin1(holder)));
        }
        const Reply many = operate(revival, ended);
        QCOMPARE(many.at("failed").toInt(), 2);
        QCOMPARE(many.at("errors").toArray().size(), 2);
        QCOMPARE(holders(), 1);

        // As soon as the key is free one of them gets it, and only one.
        act(holder, "cancel");
        const Reply again = operate(revival, ended);
        QCOMPARE(again.at("done").toInt(), 1);
        QCOMPARE(again.at("failed").toInt(), 1);
        QCOMPARE(holders(), 1);
        QCOMPARE(idOf(post()), ended.first());
    }

    void anUndo_isRefusedWhileAnotherHoldsTheKey_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("of a cancel") << QByteArray("cancel");
        QTest::newRow("of a deletion") << QByteArray("delete");
    }
    void anUndo_isRefusedWhileAnotherHoldsTheKey()
    {
        QFETCH(const QByteArray, end);
        const QByteArray first = idOf(post());
        const Reply ended = operate(end, {first});
        const QByteArray second = idOf(post());
        QVERIFY(second != first);
        m_api->post("/operation/" + idOf(ended) + "/undo", {});
        goOn();
        const Reply undone = m_api->get("/operation/" + idOf(ended));
        QCOMPARE(undone.at("state").toString(), u"undone"_s);
        QCOMPARE(undone.at("done").toInt(), 1);
        QCOMPARE(undone.at("errors").toArray().size(), 1);
        QCOMPARE(holders(), 1);
        QCOMPARE(idOf(post()), second);
    }

    void aWindowThatIsOver_keepsNobodyFromASecondLife()
    {
        const QByteArray first = idOf(post());
        act(first, "cancel");
        const QByteArray second = idOf(post(R"(,"unique_for":60)"));
        act(second, "cancel");
        QCOMPARE(act(first, "retry").status, 409);
        m_api->inside.clock.advance(60s);
        QCOMPARE(act(first, "retry").status, 200);
        QCOMPARE(idOf(post()), first);
        QCOMPARE(holders(), 1);
    }

    void uniqueness_isAnIndexAndNotALook()
    {
        post();
        m_api->post("/task", taskFrom(1, R"("unique_key":"weekly")"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"UNIQUE constraint failed"_s));
        QVERIFY(!m_api->inside.database->runText(u"test"_s,
                                                 u"UPDATE tasks SET unique_key = 'nightly' WHERE unique_key = 'weekly'"_s));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase43)
#include "tst_case_43.moc"
