// SPDX-License-Identifier: GPL-3.0-only
#include "app/console_workers.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

using State = ui::LocalWorkerProcess::State;

/// The pool as the console sees it; what the pool itself does is tst_worker_pool's.
class TestConsoleWorkers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void waitingWorker_isShownAsStarting();
    void runningWorker_isShownWithItsProcess();
    void crashLoop_isShownWithTheLastWords();
    void use_isReadFromProc();
    void count_staysWithinItsBounds();
    void commandLine_isForAShellAndTellsNoSecret();
    void pool_thatIsRefusedSaysWhy();

private:
    void order(const QByteArray &text) const
    {
        QFile file(m_folder->filePath(u"orders"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    SteadyMoment m_now;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkerPools> m_pool;
};

void TestConsoleWorkers::init()
{
    m_pool.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("FAKE_WORKER_ORDERS", QFile::encodeName(m_folder->filePath(u"orders"_s)));
    m_pool = std::make_unique<WorkerPools>(
        WorkerPools::Settings {.own = {.program = QStringLiteral(CONDUIT_BIN_DIR "/../tests/fake_worker"),
                                       .workingDirectory = m_folder->path(),
                                       .logDirectory = m_folder->path()},
                               .file = m_folder->filePath(u"pools.ini"_s)},
        [this] { return m_now; }, [] { return QDateTime(); });
}

void TestConsoleWorkers::waitingWorker_isShownAsStarting()
{
    const ConsoleWorkers workers(*m_pool);
    QCOMPARE(workers.processes().size(), 1);
    QCOMPARE(workers.processes().first().state, State::Starting);
    QCOMPARE(workers.processes().first().number, 1);
    QCOMPARE(workers.processes().first().pid, 0);
}

void TestConsoleWorkers::runningWorker_isShownWithItsProcess()
{
    order("run");
    ConsoleWorkers workers(*m_pool);
    QSignalSpy changed(&workers, &ConsoleWorkers::changed);
    QSignalSpy logAppended(&workers, &ConsoleWorkers::logAppended);
    m_pool->attach(u"http://127.0.0.1:1"_s, QString());
    const auto hasSaid = [&](const QString &text) {
        const auto lines = workers.logTail(1);
        return std::ranges::find(lines, text, &ui::LogLine::text) != lines.end();
    };
    QTRY_VERIFY(hasSaid(u"ready"_s));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(logAppended.last(), (QList<QVariant> {1, QStringList {u"ready"_s}, false}));
    QCOMPARE(workers.processes().first().state, State::Running);
    QVERIFY(workers.processes().first().pid > 0);
    QVERIFY(workers.logTail(2).isEmpty());
    QVERIFY(workers.logPath(1).endsWith(u"-local-1.log"));
    QVERIFY(workers.errorLogPath(1).endsWith(u"-local-1.err.log"));
    QCOMPARE(workers.logPath(2), QString());
    QCOMPARE(workers.processes().first().memoryBytes, 0);
    workers.setWatched(true);
    QTRY_VERIFY(workers.processes().first().memoryBytes > 0);
}

void TestConsoleWorkers::crashLoop_isShownWithTheLastWords()
{
    order("exit 3");
    ConsoleWorkers workers(*m_pool);
    QSignalSpy died(m_pool.get(), &WorkerPools::workerDied);
    m_pool->attach(u"http://127.0.0.1:1"_s, QString());
    for (int death = 1; death <= RestartPolicy::kCrashesMax; ++death) {
        QTRY_COMPARE(died.size(), death);
        m_now += 8s;
        m_pool->own().runOnce();
    }
    QCOMPARE(workers.processes().first().state, State::CrashLooping);
    QCOMPARE(workers.processes().first().lastExit, u"worker exited with code 3\nlast words"_s);
    QCOMPARE(workers.processes().first().restarts, RestartPolicy::kCrashesMax - 1);
}

void TestConsoleWorkers::use_isReadFromProc()
{
    // The name of the program holds what looks like the end of a name.
    const QByteArray stat = "42 (a) R 1 (b) S 1 42 42 0 -1 4194304 10 0 0 0 250 50 0 0 20 0 1 0 100 1000 200";
    const auto sample = sampleFrom(stat, "300 200 100 1 0 50 0\n");
    QVERIFY(sample);
    QCOMPARE(sample->cpu.count(), 300.0 / static_cast<double>(::sysconf(_SC_CLK_TCK)));
    QCOMPARE(sample->memoryBytes, 200 * ::sysconf(_SC_PAGESIZE));
    QVERIFY(!sampleFrom({}, {}));
    QVERIFY(!sampleFrom("42 (short) S 1", "1 2"));
}

void TestConsoleWorkers::count_staysWithinItsBounds()
{
    ConsoleWorkers workers(*m_pool);
    workers.setCount(-1);
    QCOMPARE(workers.count(), 0);
    workers.setCount(1'000);
    QCOMPARE(workers.count(), ui::LocalWorkers::kCountMax);
    workers.setConcurrency(0);
    QCOMPARE(workers.concurrency(), 1);
}

void TestConsoleWorkers::commandLine_isForAShellAndTellsNoSecret()
{
    ConsoleWorkers workers(*m_pool);
    m_pool->attach(u"http://127.0.0.1:1"_s, QString());
    QCOMPARE(workers.addPool({.name = u"mine"_s,
                              .command = u"/nowhere/my prog"_s,
                              .arguments = {u"it's"_s, u"--flag=1"_s},
                              .environment = {{u"MODE"_s, u"a b"_s, false}, {u"KEY"_s, u"hush"_s, true}},
                              .isStartedByItself = false}),
             QString());
    QCOMPARE(workers.pools().last().definition.name, u"mine"_s);
    const QString name = workers.processes().last().name;
    QCOMPARE(workers.processes().last().pool, 1);
    QCOMPARE(workers.commandLine(workers.processes().last().number),
             u"BROKER_URL=http://127.0.0.1:1 WORKER_NAME="_s + name
                 + u" CONDUIT_CONCURRENCY=1 MODE='a b' '/nowhere/my prog' 'it'\\''s' --flag=1"_s);
}

void TestConsoleWorkers::pool_thatIsRefusedSaysWhy()
{
    ConsoleWorkers workers(*m_pool);
    QVERIFY(workers.addPool({.name = u"a b"_s}).contains(u"letters, digits"));
    QCOMPARE(workers.addPool({.name = u"mine"_s}), QString());
    QVERIFY(workers.addPool({.name = u"mine"_s}).contains(u"There is a pool of this name"));
    QVERIFY(workers.changePool(1, {.name = u"mine"_s, .folder = u"here"_s}).contains(u"absolute path"));
    QFile file(m_folder->filePath(u"pools.ini"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray kept = file.readAll();
    QVERIFY(file.write("[theirs]\nprocesses=1\n") > 0);
    file.close();
    QVERIFY(workers.removePool(1).contains(u"has changed since"));
    QCOMPARE(workers.pools().size(), 2);
    QVERIFY(file.remove() && file.open(QIODevice::WriteOnly) && file.write(kept) == kept.size());
    file.close();
    QCOMPARE(workers.removePool(1), QString());
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestConsoleWorkers)
#include "tst_console_workers.moc"
