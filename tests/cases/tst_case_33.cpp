// SPDX-License-Identifier: GPL-3.0-only
// Case 33: somebody else holds the database, shortly and for long.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPosts = 20;
constexpr int kPollers = 8;
/// What docs/operations.md promises to whoever waits for the database.
constexpr qint64 kAnswerWithinMs = 6'000;
constexpr qint64 kListWithinMs = 1'000;
constexpr qint64 kLongHoldMs = 20'000;

/// Another program on the broker's file: this test.
class Holder
{
public:
    explicit Holder(const QString &path) : m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, kName))
    {
        m_connection.setDatabaseName(path);
        m_connection.open();
    }
    ~Holder()
    {
        m_connection.close();
        m_connection = {};
        QSqlDatabase::removeDatabase(kName);
    }
    Q_DISABLE_COPY_MOVE(Holder)

    [[nodiscard]] bool run(const QString &sql) const
    {
        QSqlQuery query(m_connection);
        const bool isDone = query.exec(sql);
        if (!isDone)
            qWarning() << sql << query.lastError();
        return isDone;
    }
    [[nodiscard]] int number(const QString &sql) const
    {
        QSqlQuery query(m_connection);
        return query.exec(sql) && query.next() ? query.value(0).toInt() : -1;
    }

private:
    inline static const QString kName = u"holder"_s;
    QSqlDatabase m_connection;
};

/// Requests that are sent at once over a connection each, as their callers saw the answers.
class Crowd
{
public:
    struct Outcome
    {
        HttpAnswer answer;
        qint64 ms = 0;
    };

    explicit Crowd(const BrokerProcess &broker)
    {
        for (int i = 0; i < kPosts; ++i)
            m_callers.emplace_back([this, port = broker.port()] {
                ask(port, m_posts,
                    [](RawHttpClient &client) { return client.post("/task", R"({"task_type":"echo","payload":{}})"); });
            });
        for (int i = 0; i < kPollers; ++i)
            m_callers.emplace_back([this, port = broker.port(), i] {
                ask(port, m_polls,
                    [i](RawHttpClient &client) { return client.get("/task/next?lease=60&worker=w" + QByteArray::number(i)); });
            });
    }
    ~Crowd() { join(); }
    Q_DISABLE_COPY_MOVE(Crowd)

    void join()
    {
        for (std::thread &caller : m_callers)
            if (caller.joinable())
                caller.join();
    }
    [[nodiscard]] const std::vector<Outcome> &posts() const { return m_posts; }
    [[nodiscard]] const std::vector<Outcome> &polls() const { return m_polls; }

private:
    template<typename F>
    void ask(quint16 port, std::vector<Outcome> &outcomes, const F &request)
    {
        RawHttpClient client(port);
        QElapsedTimer timer;
        timer.start();
        HttpAnswer answer = request(client);
        const std::lock_guard lock(m_mutex);
        outcomes.push_back({std::move(answer), timer.elapsed()});
    }

    std::vector<std::thread> m_callers;
    std::mutex m_mutex;
    std::vector<Outcome> m_posts;
    std::vector<Outcome> m_polls;
};

/// What is wrong with an answer of a broker that cannot get at its database; empty when nothing is.
QByteArray faultOf(const Crowd::Outcome &outcome)
{
    const HttpAnswer &answer = outcome.answer;
    if (answer.status != 503 || answer.errorCode() != u"storage_busy")
        return "answered " + QByteArray::number(answer.status) + ' ' + answer.failure + answer.body;
    if (answer.header("Retry-After").isEmpty())
        return "no Retry-After";
    if (answer.body.contains("locked"))
        return "speaks of locks: " + answer.body;
    if (outcome.ms > kAnswerWithinMs)
        return "after " + QByteArray::number(outcome.ms) + " ms";
    return {};
}

/// Somebody's console: it reads what its pages show again and again. Its lists never wait for the writer's place; what the broker
/// counts while it writes may, but is told all the same.
class Console
{
public:
    explicit Console(const BrokerProcess &broker) : m_person([this, port = broker.port()] { look(port); }) { }
    ~Console() { (void)close(); }
    Q_DISABLE_COPY_MOVE(Console)

    /// What it could not show, or had to wait for; empty when all was well.
    [[nodiscard]] QByteArray close()
    {
        m_isClosed = true;
        if (m_person.joinable())
            m_person.join();
        return m_fault;
    }

private:
    void look(quint16 port)
    {
        RawHttpClient client(port);
        while (!m_isClosed && m_fault.isEmpty()) {
            for (const char *page : {"/task?limit=100", "/task?state=running", "/stats", "/queue", "/worker", "/task/types"}) {
                QElapsedTimer timer;
                timer.start();
                const HttpAnswer answer = client.get(page);
                const bool isList = QByteArrayView(page).startsWith("/task?");
                if (answer.status != 200 || timer.elapsed() > (isList ? kListWithinMs : kAnswerWithinMs))
                    m_fault = QByteArray(page) + " after " + QByteArray::number(timer.elapsed()) + " ms: " + answer.body;
            }
            // A connection on which nothing comes is a pause.
            (void)client.hasAnswerWithin(100ms);
        }
    }

    QByteArray m_fault;
    std::atomic<bool> m_isClosed = false;
    std::thread m_person;
};

} // namespace

class TstCase33 : public CaseWithBroker
{
    Q_OBJECT

    [[nodiscard]] QString path() { return broker().dataFolder() + u"/conduit.db"_s; }

private Q_SLOTS:
    void threeSeconds_areWaitedFor()
    {
        const Holder holder(path());
        QVERIFY(holder.run(u"BEGIN IMMEDIATE"_s));
        Crowd crowd(broker());
        Console console(broker());
        auto client = connect();
        QVERIFY(client.send(client.requestBytes("POST", "/task", R"({"task_type":"echo","payload":{}})")));
        QVERIFY(!client.hasAnswerWithin(3s));
        QVERIFY(holder.run(u"COMMIT"_s));

        COMPARE_STATUS(client.readAnswer(), 201);
        crowd.join();
        QCOMPARE(console.close(), QByteArray());
        QSet<QString> posted;
        for (const auto &post : crowd.posts()) {
            COMPARE_STATUS(post.answer, 201);
            posted.insert(post.answer.json()["id"_L1].toString());
        }
        QCOMPARE(posted.size(), kPosts);
        QSet<QString> claimed;
        for (const auto &poll : crowd.polls()) {
            QVERIFY2(poll.answer.status == 200 || poll.answer.status == 204, poll.answer.body.constData());
            if (poll.answer.status == 200) {
                const QString id = poll.answer.json()["id"_L1].toString();
                QVERIFY2(!claimed.contains(id), "a task was handed out twice");
                claimed.insert(id);
            }
        }
        QCOMPARE(holder.number(u"SELECT count(*) FROM tasks"_s), kPosts + 1);
        QCOMPARE(holder.number(u"SELECT count(*) FROM tasks WHERE state = 'running'"_s), static_cast<int>(claimed.size()));
        QVERIFY(survives());
    }

    void aLongHold_isAnsweredInTimeAndGoesOnByItself()
    {
        auto client = connect();
        for (int i = 0; i < kPollers; ++i)
            QVERIFY(!enqueue(client, R"({"task_type":"echo","payload":{}})").isEmpty());
        auto parked = connect();
        QVERIFY(parked.send(parked.requestBytes("GET", "/task/next?types=rare&worker=parked&wait=60")));
        QVERIFY(!parked.hasAnswerWithin(100ms));

        const Holder holder(path());
        QVERIFY(holder.run(u"BEGIN EXCLUSIVE"_s));
        const auto processorBefore = processorTime(broker().pid());
        QElapsedTimer held;
        held.start();
        Console console(broker());
        do {
            Crowd crowd(broker());
            crowd.join();
            for (const auto *outcomes : {&crowd.posts(), &crowd.polls()}) {
                for (const Crowd::Outcome &outcome : *outcomes) {
                    const QByteArray fault = faultOf(outcome);
                    QVERIFY2(fault.isEmpty(), fault.constData());
                }
            }
        } while (held.elapsed() < kLongHoldMs);
        // Whoever comes later hears of it sooner, and a probe too.
        QElapsedTimer timer;
        timer.start();
        const HttpAnswer late = client.post("/task", R"({"task_type":"echo","payload":{}})");
        const QByteArray fault = faultOf({late, timer.elapsed()});
        QVERIFY2(fault.isEmpty(), fault.constData());
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
        COMPARE_STATUS(client.get("/readyz"), 503);
        QVERIFY(client.get("/readyz").body.contains("storage_busy"));
        COMPARE_STATUS(client.get("/healthz"), 200);
        QCOMPARE(console.close(), QByteArray());
        const auto used = processorTime(broker().pid()) - processorBefore;
        QVERIFY2(used.count() < held.elapsed() / 5, qPrintable(u"%1 of %2 ms"_s.arg(used.count()).arg(held.elapsed())));

        QVERIFY(holder.run(u"COMMIT"_s));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        QCOMPARE(holder.number(u"SELECT count(*) FROM tasks WHERE state = 'running'"_s), 0);
        QCOMPARE(holder.number(u"SELECT count(*) FROM tasks"_s), kPollers);
        for (int i = 0; i < kPollers; ++i)
            QVERIFY(!claim(client, "worker=w&lease=60").isEmpty());
        COMPARE_STATUS(client.get("/task/next?worker=w"), 204);
        // Who has waited all the while is served.
        QVERIFY(!enqueue(client, R"({"task_type":"rare"})").isEmpty());
        COMPARE_STATUS(parked.readAnswer(), 200);
        QVERIFY(broker().log().count("begin failed") <= 2);
        QVERIFY(broker().log().contains("storage works again"));
        QVERIFY(survives());
    }

    /// Whatever somebody wants to change: refused for now, and nothing of it is done.
    void everyChange_isRefusedForNowAndTakenAfterwards()
    {
        auto client = connect();
        for (int i = 0; i < 2; ++i)
            QVERIFY(!enqueue(client, R"({"task_type":"echo","payload":{}})").isEmpty());
        const QJsonObject running = claim(client, "worker=w&lease=600");
        const QByteArray waiting = taskPath(client.get("/task?state=ready").json()["tasks"_L1][0].toObject());
        const QByteArray token = "\"lease_token\":" + quoted(running["lease_token"_L1].toString());
        const QByteArray result = '{' + token + R"(,"output":1})";
        const QByteArray listed =
            R"({"results":[{"id":)" + quoted(running["id"_L1].toString()) + ',' + token + R"(,"output":1}]})";
        struct Change
        {
            QByteArray method;
            QByteArray target;
            QByteArray body;
        };
        const std::array changes {
            Change {"POST", "/task/batch", R"({"tasks":[{"task_type":"echo"}]})"},
            Change {"POST", "/task/claim", R"({"worker":"w"})"},
            Change {"POST", "/task/results", listed},
            Change {"POST", taskPath(running, "/heartbeat"), '{' + token + '}'},
            Change {"POST", taskPath(running, "/release"), '{' + token + '}'},
            Change {"POST", taskPath(running, "/cancel"), "{}"},
            Change {"PATCH", waiting, R"({"priority":9})"},
            Change {"POST", waiting + "/hold", "{}"},
            Change {"DELETE", waiting, {}},
            Change {"POST", "/operation", R"({"verb":"cancel","filter":"state:ready"})"},
            Change {"PATCH", "/queue/default", R"({"paused":true})"},
            Change {"POST", "/task/set_schema", R"({"task_type":"mail","description":"","fields":{}})"},
        };
        const Holder holder(path());
        QVERIFY(holder.run(u"BEGIN IMMEDIATE"_s));
        const HttpAnswer refused = client.post(taskPath(running, "/result"), result);
        COMPARE_STATUS(refused, 503);
        COMPARE_STATUS(client.get(waiting), 200);
        for (const Change &change : changes) {
            QElapsedTimer timer;
            timer.start();
            const HttpAnswer answer = client.request(change.method, change.target, change.body);
            const QByteArray fault = faultOf({answer, timer.elapsed()});
            QVERIFY2(fault.isEmpty(), (change.method + ' ' + change.target + ": " + fault).constData());
        }
        QVERIFY(holder.run(u"COMMIT"_s));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        COMPARE_STATUS(client.post(taskPath(running, "/result"), result), 200);
        QCOMPARE(client.get(waiting).json()["state"_L1].toString(), u"ready"_s);
        QCOMPARE(client.get(waiting).json()["version"_L1].toInt(), 1);
        QCOMPARE(client.get("/task").json()["tasks"_L1].toArray().size(), 2);
        QVERIFY(!client.get("/queue").body.contains(R"("paused":true)"));
        QVERIFY(!claim(client, "worker=w").isEmpty());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase33)
#include "tst_case_33.moc"
