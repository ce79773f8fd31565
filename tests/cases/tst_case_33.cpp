// SPDX-License-Identifier: GPL-3.0-only
// Case 33: somebody else holds the database, shortly and for long.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

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
        auto client = connect();
        QVERIFY(client.send(client.requestBytes("POST", "/task", R"({"task_type":"echo","payload":{}})")));
        QVERIFY(!client.hasAnswerWithin(3s));
        // The console goes on reading meanwhile.
        auto console = connect();
        COMPARE_STATUS(console.get("/task"), 200);
        QVERIFY(holder.run(u"COMMIT"_s));

        COMPARE_STATUS(client.readAnswer(), 201);
        crowd.join();
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

    void aLongHold_isAnsweredInTimeAndGoesOnByItself_data()
    {
        QTest::addColumn<QString>("begin");
        QTest::newRow("immediate") << u"BEGIN IMMEDIATE"_s;
        QTest::newRow("exclusive") << u"BEGIN EXCLUSIVE"_s;
    }
    void aLongHold_isAnsweredInTimeAndGoesOnByItself()
    {
        QFETCH(QString, begin);
        auto client = connect();
        for (int i = 0; i < kPollers; ++i)
            QVERIFY(!enqueue(client, R"({"task_type":"echo","payload":{}})").isEmpty());

        const Holder holder(path());
        QVERIFY(holder.run(begin));
        const auto processorBefore = processorTime(broker().pid());
        QElapsedTimer held;
        held.start();
        Crowd crowd(broker());
        crowd.join();
        for (const auto *outcomes : {&crowd.posts(), &crowd.polls()}) {
            for (const Crowd::Outcome &outcome : *outcomes) {
                const QByteArray fault = faultOf(outcome);
                QVERIFY2(fault.isEmpty(), fault.constData());
            }
        }
        // Whoever comes later hears of it sooner, a probe too, and the console goes on reading.
        QElapsedTimer timer;
        timer.start();
        const HttpAnswer late = client.post("/task", R"({"task_type":"echo","payload":{}})");
        const QByteArray fault = faultOf({late, timer.elapsed()});
        QVERIFY2(fault.isEmpty(), fault.constData());
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
        COMPARE_STATUS(client.get("/readyz"), 503);
        COMPARE_STATUS(client.get("/healthz"), 200);
        COMPARE_STATUS(client.get("/task"), 200);
        const auto used = processorTime(broker().pid()) - processorBefore;
        QVERIFY2(used.count() < held.elapsed() / 5, qPrintable(u"%1 of %2 ms"_s.arg(used.count()).arg(held.elapsed())));

        QVERIFY(holder.run(u"COMMIT"_s));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        QCOMPARE(holder.number(u"SELECT count(*) FROM tasks WHERE state = 'running'"_s), 0);
        for (int i = 0; i < kPollers; ++i)
            QVERIFY(!claim(client, "worker=w&lease=60").isEmpty());
        COMPARE_STATUS(client.get("/task/next?worker=w"), 204);
        QVERIFY(!enqueue(client, R"({"task_type":"echo","payload":{}})").isEmpty());
        QVERIFY(broker().log().count("begin failed") <= 2);
        QVERIFY(broker().log().contains("storage works again"));
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase33)
#include "tst_case_33.moc"
