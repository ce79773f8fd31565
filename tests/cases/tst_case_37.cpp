// SPDX-License-Identifier: GPL-3.0-only
// Case 37: a million finished tasks. The marks are medians, so a busy machine does not break them; each request is measured on an
// empty broker in turn with the full one, so both suffer alike.
#include "broker/storage/sql_catalog.h"
#include "tests/cases/case_broker.h"
#include "tests/support/lane_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include <unistd.h>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A sanitizer makes everything slow and the marks meaningless; the plans and the outcomes stay.
#ifdef CONDUIT_SANITIZED
constexpr bool kHasMarks = false;
constexpr int kFinished = 50'000;
constexpr int kTomorrow = 15'000;
#else
constexpr bool kHasMarks = true;
constexpr int kFinished = 1'000'000;
constexpr int kTomorrow = 300'000;
#endif
constexpr int kPending = 1'000;
constexpr int kWorkers = 10;
constexpr int kProbes = 150;
constexpr double kRequestMs = 20;
constexpr double kListMs = 300;
/// A write waits for the disk, whose mood changes.
constexpr double kDiskMoodMs = 3;

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// How long `act` takes, in milliseconds.
double timeOf(const std::function<void()> &act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// The broker's file as this test sees it, beside the broker.
class File
{
public:
    explicit File(const QString &path) : m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, kName))
    {
        m_connection.setDatabaseName(path);
        m_connection.open();
    }
    ~File()
    {
        m_connection.close();
        m_connection = {};
        QSqlDatabase::removeDatabase(kName);
    }
    Q_DISABLE_COPY_MOVE(File)

    [[nodiscard]] bool run(const QString &sql) const
    {
        QSqlQuery query(m_connection);
        const bool isDone = query.exec(sql);
        if (!isDone)
            qWarning() << sql << query.lastError();
        return isDone;
    }
    [[nodiscard]] QString planOf(QString sql) const
    {
        static const QRegularExpression placeholder(u":[a-z_]+|\\?"_s);
        QSqlQuery query(m_connection);
        if (!query.exec(u"EXPLAIN QUERY PLAN "_s + sql.replace(placeholder, u"1"_s)))
            return query.lastError().text();
        QString plan;
        while (query.next())
            plan += query.value(3).toString() + u'\n';
        return plan;
    }

private:
    inline static const QString kName = u"beside"_s;
    QSqlDatabase m_connection;
};

/// Tasks that ended a while ago, tasks that are due tomorrow, and some that wait, in one statement.
QString seedText(broker::Moment now)
{
    const qint64 nowMs = now.time_since_epoch().count();
    return uR"(
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %1)
        INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt,
                           uncharged, lost_leases, version, revision, lease_token, payload, output)
        SELECT n, CAST(substr('0000000000000000' || n, -16) AS BLOB),
               CASE WHEN n <= %2 THEN 'completed' WHEN n <= %3 THEN 'scheduled' ELSE 'ready' END,
               'default', 'echo', 5, %4, CASE WHEN n BETWEEN %2 + 1 AND %3 THEN %4 + 86400000 ELSE %4 END, %4,
               CASE WHEN n <= %2 THEN %4 END, CASE WHEN n <= %2 THEN %4 END, n <= %2, 0, 0, 1, n,
               CASE WHEN n <= %2 THEN CAST('token' AS BLOB) END, CAST('{"echo":"x"}' AS BLOB),
               CASE WHEN n <= %2 THEN CAST('{"echoed":"x"}' AS BLOB) END
          FROM numbers)"_s.arg(kFinished + kTomorrow + kPending)
        .arg(kFinished)
        .arg(kFinished + kTomorrow)
        .arg(nowMs);
}

/// What a crowd of threads measured.
class Times
{
public:
    void add(double ms)
    {
        const std::lock_guard lock(m_mutex);
        m_times.push_back(ms);
    }
    [[nodiscard]] double ofMiddle() const { return median(m_times); }

private:
    std::mutex m_mutex;
    std::vector<double> m_times;
};

} // namespace

class TstCase37 : public QObject
{
    Q_OBJECT

    /// The times of one request each, from the empty and from the full broker in turn.
    struct Pair
    {
        std::vector<double> empty;
        std::vector<double> full;

        [[nodiscard]] QByteArray fault() const
        {
            const double few = median(empty);
            const double many = median(full);
            const QByteArray said = QByteArray::number(many) + " ms, empty " + QByteArray::number(few) + " ms";
            return many < kRequestMs && many < 2 * few + kDiskMoodMs ? QByteArray() : said;
        }
    };

    /// Claims and completes until no task of the thousand is left; the ids that it got.
    QStringList work(int number, Times &times)
    {
        auto client = m_full->connect();
        QStringList ids;
        for (;;) {
            QJsonObject task;
            times.add(timeOf([&] { task = claim(client, "types=echo&worker=w" + QByteArray::number(number)); }));
            if (task.isEmpty())
                return ids;
            if (report(client, task, R"("output":{"echoed":"x"})").status == 200)
                ids.append(task["id"_L1].toString());
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<BrokerProcess> m_full;
    std::unique_ptr<BrokerProcess> m_empty;

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"million.db"_s);
        LaneFixture(m_path).turn([] { });
        {
            const File file(m_path);
            for (const auto &pragma :
                 {u"PRAGMA journal_mode = OFF"_s, u"PRAGMA synchronous = OFF"_s, u"PRAGMA cache_size = -200000"_s})
                QVERIFY(file.run(pragma));
            QVERIFY(file.run(seedText(broker::SystemClock().now())));
        }
        // Or the broker's first commits would wait for all of it.
        QFile written(m_path);
        QVERIFY(written.open(QIODevice::ReadWrite));
        QCOMPARE(::fsync(written.handle()), 0);
    }
    void cleanupTestCase()
    {
        m_full.reset();
        m_empty.reset();
        m_folder.reset();
    }
    void init()
    {
        if (m_full)
            return;
        m_full = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_full->setArguments({u"--database"_s, u"sqlite:"_s + m_path});
        m_empty = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QElapsedTimer timer;
        timer.start();
        QVERIFY2(m_full->start(), m_full->log().constData());
        QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(m_empty->start(), m_empty->log().constData());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_full->log().right(4000));
    }

    /// With the statistics that somebody's ANALYZE may have left, and without.
    void plans_useAnIndexAndNeverScanTheTasks()
    {
        const QString list = broker::SqlCatalog::sqlite().text(u"task.list"_s) + u", seq FROM tasks "_s;
        QList<std::pair<QString, QString>> statements {
            {u"the list"_s, list + u"WHERE state <> 'trashed' AND seq BETWEEN 1 AND 10000 ORDER BY seq DESC LIMIT 51"_s},
            {u"a list by state"_s,
             list + u"WHERE state <> 'trashed' AND state IN ('dead') AND seq BETWEEN 1 AND 10000 ORDER BY seq DESC LIMIT 51"_s},
        };
        for (const char *name : {"find",       "find_head",       "find_head_by_seq",
                                 "claimable",  "claimable_whole", "claim",
                                 "update",     "renew",           "due",
                                 "overdue",    "expired",         "held_by",
                                 "loads",      "forgettable",     "trashed_by",
                                 "key_holder", "serial_active",   "serial_next",
                                 "last_seq",   "last_revision",   "changed_since"}) {
            const QString statement = u"task."_s + QLatin1String(name);
            statements.append({statement, broker::SqlCatalog::sqlite().text(statement)});
        }
        const File file(m_path);
        QVERIFY(file.run(u"BEGIN IMMEDIATE"_s));
        for (const char *statistics : {"SELECT 1", "ANALYZE"}) {
            QVERIFY(file.run(QLatin1String(statistics)));
            for (const auto &[name, text] : std::as_const(statements)) {
                const QString plan = file.planOf(text);
                QVERIFY2(plan.contains(u"SEARCH") || plan.contains(u"SCAN tasks USING INDEX tasks_leased"),
                         qPrintable(name + u": "_s + plan));
                QVERIFY2(!plan.contains(u"SCAN tasks\n"), qPrintable(name + u": "_s + plan));
                QVERIFY2(!plan.contains(u"ORDER BY"), qPrintable(name + u": "_s + plan));
            }
        }
        QVERIFY(file.run(u"ROLLBACK"_s));
    }

    void requests_areAsFastAsOnAnEmptyDatabase()
    {
        Pair posts;
        Pair claims;
        auto empty = m_empty->connect();
        auto full = m_full->connect();
        for (int i = 0; i < kProbes; ++i) {
            for (auto [client, post, next] :
                 {std::tuple {&empty, &posts.empty, &claims.empty}, std::tuple {&full, &posts.full, &claims.full}}) {
                post->push_back(
                    timeOf([&] { QVERIFY(!enqueue(*client, R"({"task_type":"probe","payload":{"i":1}})").isEmpty()); }));
                QJsonObject task;
                next->push_back(timeOf([&] { task = claim(*client, "types=probe&worker=w"); }));
                COMPARE_STATUS(report(*client, task, "\"output\":1"), 200);
            }
        }
        qInfo() << "medians in ms: post" << median(posts.full) << "empty" << median(posts.empty) << "claim"
                << median(claims.full) << "empty" << median(claims.empty);
        QVERIFY2(!kHasMarks || posts.fault().isEmpty(), "POST /task: " + posts.fault());
        QVERIFY2(!kHasMarks || claims.fault().isEmpty(), "GET /task/next: " + claims.fault());
    }

    void lists_openAtOnce_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : {"/task", "/task?limit=500", "/task?state=completed", "/task?state=ready", "/task?state=dead",
                                   "/task?status=Running", "/task?type=echo&queue=default", "/task?type=nobody",
                                   "/task?sort=created", "/task?trash=true", "/task?changed_since=1000000000",
                                   "/task?q=state:dead", "/stats", "/queue", "/worker", "/info"})
            QTest::newRow(target) << QByteArray(target);
    }
    void lists_openAtOnce()
    {
        QFETCH(const QByteArray, target);
        auto client = m_full->connect();
        std::vector<double> times;
        HttpAnswer answer;
        for (int i = 0; i < 5; ++i)
            times.push_back(timeOf([&] { answer = client.get(target); }));
        COMPARE_STATUS(answer, 200);
        QVERIFY2(!kHasMarks || median(times) < kListMs, qPrintable(QString::number(median(times))));
    }

    void pagesAndCounts_areRight()
    {
        auto client = m_full->connect();
        QSet<QString> seen;
        QByteArray target = "/task?state=completed&type=echo&limit=500";
        for (int page = 0; page < 5; ++page) {
            const QJsonObject answer = client.get(target).json();
            const QJsonArray tasks = answer["tasks"_L1].toArray();
            for (const auto &task : tasks)
                seen.insert(task["id"_L1].toString());
            target = "/task?state=completed&type=echo&limit=500&after=" + answer["next"_L1].toString().toUtf8();
        }
        QCOMPARE(seen.size(), 2'500);
        const QJsonObject states = client.get("/stats").json()["states"_L1].toObject();
        QVERIFY(states["completed"_L1].toInt() >= kFinished);
        QCOMPARE(states["scheduled"_L1].toInt(), kTomorrow);
    }

    void theThousand_areTakenWhileOthersPostAndLook()
    {
        Times claimTimes;
        Times postTimes;
        Times listTimes;
        std::vector<QStringList> taken(kWorkers);
        std::atomic<bool> isOver = false;
        std::thread poster([&] {
            auto client = m_full->connect();
            while (!isOver) {
                postTimes.add(timeOf([&] { enqueue(client, R"({"task_type":"later","delay":3600})"); }));
                (void)client.hasAnswerWithin(10ms); // none comes: a pause
            }
        });
        std::thread console([&] {
            auto client = m_full->connect();
            while (!isOver) {
                listTimes.add(timeOf([&] { client.get("/task?limit=100"); }));
                listTimes.add(timeOf([&] { client.get("/stats"); }));
                (void)client.hasAnswerWithin(100ms);
            }
        });
        std::vector<std::thread> workers;
        for (int i = 0; i < kWorkers; ++i)
            workers.emplace_back([&, i] { taken[static_cast<std::size_t>(i)] = work(i, claimTimes); });
        for (std::thread &worker : workers)
            worker.join();
        isOver = true;
        poster.join();
        console.join();

        QSet<QString> ids;
        qsizetype count = 0;
        for (const QStringList &some : taken) {
            count += some.size();
            ids.unite({some.begin(), some.end()});
        }
        QCOMPARE(count, kPending);
        QCOMPARE(ids.size(), kPending);
        qInfo() << "medians in ms: claim" << claimTimes.ofMiddle() << "post" << postTimes.ofMiddle() << "list"
                << listTimes.ofMiddle();
        QVERIFY(!kHasMarks || listTimes.ofMiddle() < kListMs);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase37)
#include "tst_case_37.moc"
