// SPDX-License-Identifier: GPL-3.0-only
#include "app/worker_pool.h"
#include "tests/support/child_process.h"
#include "tests/support/process_usage.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

using State = LocalWorker::State;

namespace {

const QDateTime kNoon = QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate);

/// A dead process that nobody has asked about yet holds no memory.
bool isAlive(qint64 pid) { return test::residentBytes(pid) > 0; }

} // namespace

class TestWorkerPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void workers_waitForABroker();
    void names_areUniqueAndStable();
    void worker_isToldEverything();
    void worker_getsTheTokenFileOnly();
    void worker_keepsTheCLocaleForNumbers();
    void unwantedEnd_isReportedWithItsCause_data();
    void unwantedEnd_isReportedWithItsCause();
    void missingProgram_isReported();
    void restart_waitsForGrowingPauses();
    void crashLoop_endsAndKeepsTheLastWords();
    void crashLoop_canBeStartedAgainByHand();
    void stop_isNoDeath();
    void stop_ofAWaitingWorkerNeedsNoProcess();
    void restart_keepsTheName();
    void stubbornWorker_isKilledAfterItsGrace();
    void crashWhileStopping_isADeath();
    void killAll_isNoDeath();
    void kill_takesTheWholeTree();
    void kill_startsTheWorkerAnew();
    void kill_ofAStoppingWorkerIsItsEnd();
    void end_takesWhatTheWorkerLeftBehind();
    void count_growsAndShrinks();
    void count_takesBackASurplusWorkerThatHasNotEnded();
    void concurrency_reachesOneWorkerAfterTheOther();
    void stopAll_isOverAtOnceWithoutWorkers();
    void stopAll_endsWhenTheLastWorkerHas();
    void killedOwner_takesItsWorkersAlong();
    void output_isKeptWithinLimits();
    void output_goesToAFileToo();

private:
    void order(const QByteArray &text) const
    {
        QFile file(m_folder->filePath(u"orders"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void makePool(int count = 1, std::chrono::milliseconds grace = 10s)
    {
        m_pool = std::make_unique<WorkerPool>(
            WorkerPool::Settings {.program = u"%1/../tests/fake_worker"_s.arg(QStringLiteral(CONDUIT_BIN_DIR)),
                                  .workingDirectory = m_folder->path(),
                                  .logDirectory = m_folder->filePath(u"logs"_s),
                                  .count = count,
                                  .concurrency = 3,
                                  .lease = 45s,
                                  .grace = grace},
            [this] { return m_now; }, [] { return kNoon; });
        m_died = std::make_unique<QSignalSpy>(m_pool.get(), &WorkerPool::workerDied);
        m_stopped = std::make_unique<QSignalSpy>(m_pool.get(), &WorkerPool::workerStopped);
    }
    void attach() const { m_pool->attach(u"http://127.0.0.1:1"_s, QString()); }
    [[nodiscard]] State state(int number = 1) const { return m_pool->worker(number)->state(); }
    [[nodiscard]] qint64 pid(int number = 1) const { return m_pool->worker(number)->pid(); }
    [[nodiscard]] QStringList log(int number = 1) const { return m_pool->worker(number)->log().lines(); }
    /// It runs, and has installed its signal handler.
    [[nodiscard]] bool isReady(int number = 1) const
    {
        return state(number) == State::Running && log(number).last() == u"ready";
    }
    void advance(std::chrono::milliseconds time)
    {
        m_now += time;
        m_pool->runOnce();
    }
    [[nodiscard]] int processCount() const
    {
        return static_cast<int>(std::count_if(m_pool->workers().begin(), m_pool->workers().end(),
                                              [](const auto &worker) { return worker->hasProcess(); }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SteadyMoment m_now;
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<QSignalSpy> m_died;
    std::unique_ptr<QSignalSpy> m_stopped;
};

void TestWorkerPool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_now = {};
    qputenv("FAKE_WORKER_ORDERS", QFile::encodeName(m_folder->filePath(u"orders"_s)));
    order("run");
}

void TestWorkerPool::cleanup()
{
    m_died.reset();
    m_stopped.reset();
    m_pool.reset();
    for (const char *name : {"BROKER_URL", "CONDUIT_TOKEN"})
        qunsetenv(name);
}

void TestWorkerPool::workers_waitForABroker()
{
    makePool(2);
    QCOMPARE(m_pool->workers().size(), 2U);
    QCOMPARE(state(1), State::Waiting);
    QCOMPARE(processCount(), 0);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2));
    QVERIFY(isAlive(pid(1)));
    QVERIFY(pid(1) != pid(2));
    QCOMPARE(m_pool->worker(1)->startedAt(), kNoon);
}

void TestWorkerPool::names_areUniqueAndStable()
{
    makePool(2);
    const QString host = QSysInfo::machineHostName();
    QCOMPARE(m_pool->worker(1)->name(), host + u"-local-1"_s);
    QCOMPARE(m_pool->worker(2)->name(), host + u"-local-2"_s);
}

void TestWorkerPool::worker_isToldEverything()
{
    order("tell");
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    const QString arguments = log().filter(u"argument "_s).replaceInStrings(u"argument "_s, QString()).join(u' ');
    QCOMPARE(arguments,
             u"--broker-url http://127.0.0.1:1 --name %1 --concurrency 3 --grace 8 --lease 45 --die-with-parent"_s.arg(
                 m_pool->worker(1)->name()));
    QVERIFY(log().contains(u"folder "_s + m_folder->path()));
    QVERIFY(log().contains(u"leader 1"_s));
}

void TestWorkerPool::worker_getsTheTokenFileOnly()
{
    qputenv("CONDUIT_TOKEN", "of another broker");
    qputenv("BROKER_URL", "http://another:1");
    order("tell");
    makePool();
    m_pool->attach(u"http://127.0.0.1:1"_s, u"/data/token"_s);
    QTRY_VERIFY(isReady());
    QVERIFY(log().contains(u"argument --token-file"_s));
    QVERIFY(log().contains(u"argument /data/token"_s));
    QVERIFY(log().contains(u"variable CONDUIT_TOKEN (none)"_s));
    QVERIFY(log().contains(u"variable BROKER_URL (none)"_s));
}

void TestWorkerPool::worker_keepsTheCLocaleForNumbers()
{
    const QByteArray before = qgetenv("LC_ALL");
    qputenv("LC_ALL", "de_DE.UTF-8");
    order("tell");
    makePool();
    attach();
    before.isEmpty() ? qunsetenv("LC_ALL") : qputenv("LC_ALL", before);
    QTRY_VERIFY(isReady());
    QVERIFY(log().contains(u"variable LC_NUMERIC C"_s));
    QVERIFY(log().contains(u"variable LC_ALL (none)"_s));
    QVERIFY(log().contains(u"variable LANG de_DE.UTF-8"_s));
}

void TestWorkerPool::unwantedEnd_isReportedWithItsCause_data()
{
    QTest::addColumn<QByteArray>("orders");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("code") << QByteArray("exit 3") << u"worker exited with code 3"_s << 3;
    QTest::newRow("code 0") << QByteArray("exit 0") << u"worker exited with code 0"_s << 0;
    QTest::newRow("signal") << QByteArray("crash") << u"worker ended with signal 11 (SIGSEGV)"_s << 139;
}

void TestWorkerPool::unwantedEnd_isReportedWithItsCause()
{
    QFETCH(const QByteArray, orders);
    QFETCH(const QString, cause);
    QFETCH(const int, exitCode);
    order(orders);
    makePool();
    attach();
    QTRY_COMPARE(m_died->size(), 1);
    QCOMPARE(m_died->first().first(2), (QList<QVariant> {m_pool->worker(1)->name(), cause}));
    QCOMPARE(m_died->first().at(2).value<std::optional<int>>(), std::optional(exitCode));
    QCOMPARE(m_pool->worker(1)->lastEnd(), cause);
    QCOMPARE(state(), State::Waiting);
}

void TestWorkerPool::missingProgram_isReported()
{
    m_pool = std::make_unique<WorkerPool>(
        WorkerPool::Settings {
            .program = u"/nowhere/conduit-worker"_s, .workingDirectory = {}, .logDirectory = m_folder->path()},
        [this] { return m_now; }, [] { return kNoon; });
    QSignalSpy died(m_pool.get(), &WorkerPool::workerDied);
    attach();
    QTRY_COMPARE(died.size(), 1);
    QVERIFY(!died.first().at(2).value<std::optional<int>>());
    QVERIFY(m_pool->worker(1)->lastEnd().contains(u"cannot be started"_s));
    QCOMPARE(state(), State::Waiting);
}

void TestWorkerPool::restart_waitsForGrowingPauses()
{
    order("exit 1");
    makePool();
    attach();
    int deaths = 0;
    for (const auto pause : {1s, 2s, 4s}) {
        ++deaths;
        QTRY_COMPARE(m_died->size(), deaths);
        advance(pause - 1ms);
        QCOMPARE(state(), State::Waiting);
        advance(1ms);
        QCOMPARE(state(), State::Starting);
        QCOMPARE(m_pool->worker(1)->restarts(), deaths);
    }
    // A healthy run makes the pause short again.
    ++deaths;
    QTRY_COMPARE(m_died->size(), deaths);
    order("run");
    advance(8s);
    QTRY_VERIFY(isReady());
    m_now += 60s;
    ::kill(static_cast<pid_t>(pid()), SIGKILL);
    ++deaths;
    QTRY_COMPARE(m_died->size(), deaths);
    advance(1s);
    QCOMPARE(state(), State::Starting);
}

void TestWorkerPool::crashLoop_endsAndKeepsTheLastWords()
{
    order("exit 1");
    makePool();
    attach();
    for (int death = 1; death < RestartPolicy::kCrashesMax; ++death) {
        QTRY_COMPARE(m_died->size(), death);
        advance(8s);
    }
    QTRY_COMPARE(state(), State::CrashLooping);
    QCOMPARE(m_pool->worker(1)->lastWords(), QStringList {u"last words"_s});
    advance(1h);
    QCOMPARE(state(), State::CrashLooping);
    QCOMPARE(m_died->size(), RestartPolicy::kCrashesMax);
}

void TestWorkerPool::crashLoop_canBeStartedAgainByHand()
{
    order("exit 1");
    makePool();
    attach();
    for (int death = 1; death < RestartPolicy::kCrashesMax; ++death) {
        QTRY_COMPARE(m_died->size(), death);
        advance(8s);
    }
    QTRY_COMPARE(state(), State::CrashLooping);
    order("run");
    m_pool->start(1);
    QTRY_VERIFY(isReady());
}

void TestWorkerPool::stop_isNoDeath()
{
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    m_pool->stop(1);
    QCOMPARE(state(), State::Stopping);
    QTRY_COMPARE(state(), State::Stopped);
    QVERIFY(m_died->isEmpty());
    QCOMPARE(m_stopped->size(), 1);
    QCOMPARE(m_stopped->first().first(), m_pool->worker(1)->name());
    QCOMPARE(m_pool->workers().size(), 1U);
    m_pool->start(1);
    QTRY_VERIFY(isReady());
    QCOMPARE(m_pool->worker(1)->restarts(), 0);
}

void TestWorkerPool::stop_ofAWaitingWorkerNeedsNoProcess()
{
    order("exit 1");
    makePool();
    attach();
    QTRY_COMPARE(state(), State::Waiting);
    m_pool->stop(1);
    QCOMPARE(state(), State::Stopped);
    advance(1h);
    QCOMPARE(state(), State::Stopped);
}

void TestWorkerPool::restart_keepsTheName()
{
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    const qint64 before = pid();
    const QString name = m_pool->worker(1)->name();
    m_pool->restart(1);
    QTRY_VERIFY(isReady() && pid() != before);
    QCOMPARE(m_pool->worker(1)->name(), name);
    QVERIFY(m_died->isEmpty());
}

void TestWorkerPool::stubbornWorker_isKilledAfterItsGrace()
{
    order("stubborn");
    makePool(1, 10s);
    attach();
    QTRY_VERIFY(isReady());
    m_pool->stop(1);
    advance(9s - 1ms);
    QCOMPARE(state(), State::Stopping);
    QVERIFY(isAlive(pid()));
    advance(1ms);
    QTRY_COMPARE(state(), State::Stopped);
    // Its tasks are not to blame.
    QVERIFY(m_died->isEmpty());
    QCOMPARE(m_stopped->size(), 1);
    QCOMPARE(m_pool->worker(1)->lastEnd(), u"worker ended with signal 9 (SIGKILL)"_s);
}

void TestWorkerPool::crashWhileStopping_isADeath()
{
    order("stubborn");
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    m_pool->stop(1);
    ::kill(static_cast<pid_t>(pid()), SIGSEGV);
    QTRY_COMPARE(state(), State::Stopped);
    QCOMPARE(m_died->size(), 1);
    QVERIFY(m_stopped->isEmpty());
}

void TestWorkerPool::killAll_isNoDeath()
{
    makePool(2);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2));
    m_pool->killAll();
    QTRY_COMPARE(m_stopped->size(), 2);
    QVERIFY(m_died->isEmpty());
}

void TestWorkerPool::kill_takesTheWholeTree()
{
    order("parent");
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    const qint64 child = log().filter(u"child "_s).first().mid(6).toLongLong();
    QVERIFY(isAlive(child));
    m_pool->killAll();
    QTRY_VERIFY(!isAlive(child));
}

void TestWorkerPool::kill_startsTheWorkerAnew()
{
    order("parent");
    makePool(2);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2));
    QSignalSpy started(m_pool.get(), &WorkerPool::workerStarted);
    const qint64 before = pid(1);
    const qint64 other = pid(2);
    const qint64 child = log().filter(u"child "_s).first().mid(6).toLongLong();
    const QString name = m_pool->worker(1)->name();
    m_pool->kill(u"nobody"_s);
    m_pool->kill(name);
    QTRY_VERIFY(isReady(1) && pid(1) != before);
    QTRY_VERIFY(!isAlive(child));
    QVERIFY(!isAlive(before));
    QCOMPARE(pid(2), other);
    QCOMPARE(m_stopped->size(), 1);
    QVERIFY(m_died->isEmpty());
    QCOMPARE(started.size(), 1);
    QCOMPARE(started.first().first().toString(), name);
    QCOMPARE(m_pool->worker(1)->restarts(), 0);
}

void TestWorkerPool::kill_ofAStoppingWorkerIsItsEnd()
{
    order("stubborn");
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    m_pool->stop(1);
    m_pool->kill(m_pool->worker(1)->name());
    QTRY_COMPARE(state(), State::Stopped);
    QCOMPARE(m_stopped->size(), 1);
}

void TestWorkerPool::end_takesWhatTheWorkerLeftBehind()
{
    order("parent");
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    const qint64 child = log().filter(u"child "_s).first().mid(6).toLongLong();
    m_pool->stop(1);
    QTRY_COMPARE(state(), State::Stopped);
    QTRY_VERIFY(!isAlive(child));
}

void TestWorkerPool::count_growsAndShrinks()
{
    makePool(1);
    attach();
    QTRY_VERIFY(isReady());
    m_pool->setCount(3);
    QCOMPARE(m_pool->count(), 3);
    QTRY_VERIFY(isReady(2) && isReady(3));
    m_pool->setCount(1);
    QCOMPARE(state(3), State::Stopping);
    QTRY_COMPARE(m_pool->workers().size(), 1U);
    QCOMPARE(state(1), State::Running);
    QVERIFY(m_died->isEmpty());
    m_pool->setCount(0);
    QTRY_VERIFY(m_pool->workers().empty());
}

void TestWorkerPool::count_takesBackASurplusWorkerThatHasNotEnded()
{
    order("stubborn");
    makePool(2, 10s);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2));
    m_pool->setCount(1);
    QCOMPARE(state(2), State::Stopping);
    m_pool->setCount(2);
    advance(9s);
    QTRY_VERIFY(isReady(2));
    QCOMPARE(m_pool->workers().size(), 2U);
    QCOMPARE(state(1), State::Running);
}

void TestWorkerPool::concurrency_reachesOneWorkerAfterTheOther()
{
    order("tell");
    makePool(3);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2) && isReady(3));
    int fewest = 3;
    connect(m_pool.get(), &WorkerPool::changed, this, [&] {
        const auto running = std::count_if(m_pool->workers().begin(), m_pool->workers().end(),
                                           [](const auto &worker) { return worker->state() == State::Running; });
        fewest = std::min(fewest, static_cast<int>(running));
    });
    m_pool->setConcurrency(7);
    const auto hasSeven = [this](int number) {
        const QStringList lines = log(number);
        return lines.count(u"argument --concurrency"_s) == 2 && lines.contains(u"argument 7"_s) && isReady(number);
    };
    QTRY_VERIFY(hasSeven(1) && hasSeven(2) && hasSeven(3));
    QCOMPARE(fewest, 2);
    QVERIFY(m_died->isEmpty());
}

void TestWorkerPool::stopAll_isOverAtOnceWithoutWorkers()
{
    makePool(2);
    QSignalSpy allEnded(m_pool.get(), &WorkerPool::allEnded);
    m_pool->stopAll();
    QVERIFY(!allEnded.isEmpty());
}

void TestWorkerPool::stopAll_endsWhenTheLastWorkerHas()
{
    makePool(2);
    attach();
    QTRY_VERIFY(isReady(1) && isReady(2));
    QSignalSpy allEnded(m_pool.get(), &WorkerPool::allEnded);
    m_pool->stopAll();
    QVERIFY(allEnded.isEmpty());
    QTRY_VERIFY(!allEnded.isEmpty());
    QCOMPARE(processCount(), 0);
    m_pool->start(1); // Too late.
    QCOMPARE(processCount(), 0);
}

void TestWorkerPool::killedOwner_takesItsWorkersAlong()
{
    const QString programs = QStringLiteral(CONDUIT_BIN_DIR "/../tests/");
    test::ChildProcess host(programs + u"pool_host"_s, m_folder->filePath(u"host.log"_s));
    host.setEnvironment(u"FAKE_WORKER_ORDERS"_s, m_folder->filePath(u"orders"_s));
    order("stubborn");
    QVERIFY(host.start({programs + u"fake_worker"_s, m_folder->filePath(u"logs"_s), u"2"_s}));
    const qint64 first = host.readLine().value_or("").toLongLong();
    const qint64 second = host.readLine().value_or("").toLongLong();
    QVERIFY2(first > 0 && second > 0, host.log().constData());
    QVERIFY(isAlive(first) && isAlive(second));
    host.kill();
    QTRY_VERIFY(!isAlive(first) && !isAlive(second));
}

void TestWorkerPool::output_isKeptWithinLimits()
{
    order("flood 22000");
    makePool();
    qint64 linesSeen = 0;
    connect(m_pool.get(), &WorkerPool::logAppended, this, [&](int, const QStringList &lines) { linesSeen += lines.size(); });
    attach();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 30'000);
    QCOMPARE(linesSeen, 22'000 + 2); // The start and "ready", too.
    QVERIFY(log().size() <= LogTail::kLinesMax);
    QVERIFY(log().at(log().size() - 2).startsWith(u"line 21999 "_s));
    m_pool.reset();

    const QFileInfoList files = QDir(m_folder->filePath(u"logs"_s)).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3); // 22 MB in files of 10 MB at the most.
    for (const QFileInfo &file : files)
        QVERIFY(file.size() <= RotatingFile::Limits().bytesMax);
}

void TestWorkerPool::output_goesToAFileToo()
{
    makePool();
    attach();
    QTRY_VERIFY(isReady());
    const QString path = m_folder->filePath(u"logs/%1.log"_s.arg(m_pool->worker(1)->name()));
    m_pool.reset();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\nready\n"));
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestWorkerPool)
#include "tst_worker_pool.moc"
