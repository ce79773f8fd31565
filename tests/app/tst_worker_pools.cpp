// SPDX-License-Identifier: GPL-3.0-only
#include "app/pool_file.h"
#include "app/worker_pools.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

using State = LocalWorker::State;

/// Several pools beside each other; what one pool does is tst_worker_pool's.
class TestWorkerPools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_pools.reset(); }

    void namedPool_startsBesideTheOwnOne();
    void bundledWorker_isToldByFlags();
    void otherProgram_isToldByVariables();
    void secret_isInNoCommandLineOfOurs();
    void pool_thatDoesNotStartByItselfWaitsForAPerson();
    void pool_isStoppedAndStartedWithoutTheOthers();
    void restartOfAPool_keepsSomebodyAtWork();
    void change_reachesProcessesAndTheFile();
    void change_ofTheNameReplacesTheProcesses();
    void changeOfACrashLoop_triesAgain();
    void removedPool_isGoneWithItsLastProcess();
    void fault_changesNothing();
    void fileThatSomebodyElseChanged_isNotWrittenOver_data();
    void fileThatSomebodyElseChanged_isNotWrittenOver();
    void restartPolicy_decidesAfterAnEnd_data();
    void restartPolicy_decidesAfterAnEnd();
    void killedWorker_staysStopped();
    void stopAll_endsAllPools();
    void errors_haveAFileOfTheirOwn();

private:
    void order(const QByteArray &text) const
    {
        QFile file(m_folder->filePath(u"orders"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void make(const QList<PoolDefinition> &named)
    {
        m_pools = std::make_unique<WorkerPools>(
            WorkerPools::Settings {.own = {.program = fakeWorker(),
                                           .workingDirectory = m_folder->path(),
                                           .logDirectory = m_folder->filePath(u"logs"_s)},
                                   .named = named,
                                   .file = file()},
            [this] { return m_now; }, [] { return QDateTime(); });
        m_pools->attach(u"http://127.0.0.1:1"_s, QString());
    }
    [[nodiscard]] static QString fakeWorker() { return QStringLiteral(CONDUIT_BIN_DIR "/../tests/fake_worker"); }
    [[nodiscard]] QString file() const { return m_folder->filePath(u"pools.ini"_s); }
    [[nodiscard]] const LocalWorker *worker(int pool, int place) const
    {
        const auto *found = m_pools->pool(pool);
        return found ? found->worker(pool * 1000 + place) : nullptr;
    }
    [[nodiscard]] QStringList log(int pool, int place) const { return worker(pool, place)->log().lines(); }
    [[nodiscard]] bool isReady(int pool, int place) const
    {
        const auto *found = worker(pool, place);
        return found && found->state() == State::Running && log(pool, place).last() == u"ready";
    }
    void crashInALoop(int pool)
    {
        order("exit 1");
        QSignalSpy died(m_pools.get(), &WorkerPools::workerDied);
        m_pools->pool(pool)->startEach();
        for (int death = 1; death <= RestartPolicy::kCrashesMax; ++death) {
            QTRY_COMPARE(died.size(), death);
            m_now += 8s;
            m_pools->pool(pool)->runOnce();
        }
        QTRY_COMPARE(worker(pool, 1)->state(), State::CrashLooping);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SteadyMoment m_now;
    std::unique_ptr<WorkerPools> m_pools;
};

void TestWorkerPools::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_now = {};
    qputenv("FAKE_WORKER_ORDERS", QFile::encodeName(m_folder->filePath(u"orders"_s)));
    order("run");
}

void TestWorkerPools::namedPool_startsBesideTheOwnOne()
{
    make({{.name = u"images"_s, .processes = 2}});
    QTRY_VERIFY(isReady(0, 1) && isReady(1, 1) && isReady(1, 2));
    QCOMPARE(worker(0, 1)->name(), QSysInfo::machineHostName() + u"-local-1"_s);
    QCOMPARE(worker(1, 2)->name(), QSysInfo::machineHostName() + u"-images-2"_s);
    QCOMPARE(m_pools->workers().size(), 3U);
    QCOMPARE(m_pools->poolOfWorker(worker(1, 2)->number()), m_pools->pool(1));
}

void TestWorkerPools::bundledWorker_isToldByFlags()
{
    order("tell");
    make({{.name = u"images"_s,
           .arguments = {u"--strict"_s, u"a b; c"_s},
           .types = {u"resize"_s, u"echo"_s},
           .queues = {u"mail"_s},
           .concurrency = 5}});
    QTRY_VERIFY(isReady(1, 1));
    const QString arguments = log(1, 1).filter(u"argument "_s).replaceInStrings(u"argument "_s, QString()).join(u'|');
    QVERIFY2(arguments.contains(u"|--concurrency|5|"), qPrintable(arguments));
    QVERIFY2(arguments.endsWith(u"|--types|resize,echo|--queues|mail|--strict|a b; c"), qPrintable(arguments));
}

void TestWorkerPools::otherProgram_isToldByVariables()
{
    order("tell");
    QFile token(m_folder->filePath(u"token"_s));
    QVERIFY(token.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner) && token.write("open-sesame\n") > 0);
    token.close();
    const QString folder = m_folder->filePath(u"elsewhere"_s);
    QVERIFY(QDir().mkdir(folder));
    make({});
    m_pools->attach(u"http://127.0.0.1:1"_s, token.fileName());
    QCOMPARE(m_pools->add({.name = u"mine"_s,
                           .command = fakeWorker(),
                           .arguments = {u"one"_s},
                           .folder = folder,
                           .environment = {{u"LANG"_s, u"xy"_s, false}},
                           .queues = {u"a"_s, u"b"_s}}),
             PoolFault::None);
    QTRY_VERIFY(isReady(1, 1));
    QCOMPARE(log(1, 1).filter(u"argument "_s), QStringList {u"argument one"_s});
    for (const auto &line : {u"variable BROKER_URL http://127.0.0.1:1"_s, u"variable CONDUIT_TOKEN open-sesame"_s,
                             u"variable CONDUIT_QUEUES a,b"_s, u"variable LANG xy"_s, u"folder "_s + folder,
                             u"variable WORKER_NAME "_s + worker(1, 1)->name()})
        QVERIFY2(log(1, 1).contains(line), qPrintable(line));
}

void TestWorkerPools::secret_isInNoCommandLineOfOurs()
{
    order("tell");
    make({{.name = u"images"_s, .environment = {{u"SECRET"_s, u"hush"_s, true}}}});
    QTRY_VERIFY(isReady(1, 1));
    QVERIFY(log(1, 1).contains(u"variable SECRET hush"_s));
    QVERIFY(!argumentsFrom(m_pools->pool(1)->command(), u"x"_s).join(u' ').contains(u"hush"));
}

void TestWorkerPools::pool_thatDoesNotStartByItselfWaitsForAPerson()
{
    make({{.name = u"images"_s, .processes = 2, .isStartedByItself = false}});
    QTRY_VERIFY(isReady(0, 1));
    QCOMPARE(worker(1, 1)->state(), State::Stopped);
    m_pools->pool(1)->startEach();
    QTRY_VERIFY(isReady(1, 1) && isReady(1, 2));
}

void TestWorkerPools::pool_isStoppedAndStartedWithoutTheOthers()
{
    make({{.name = u"images"_s, .processes = 2}});
    QTRY_VERIFY(isReady(0, 1) && isReady(1, 1) && isReady(1, 2));
    const qint64 own = worker(0, 1)->pid();
    m_pools->pool(1)->stopEach();
    QTRY_COMPARE(worker(1, 1)->state(), State::Stopped);
    QTRY_COMPARE(worker(1, 2)->state(), State::Stopped);
    m_pools->pool(1)->startEach();
    QTRY_VERIFY(isReady(1, 1) && isReady(1, 2));
    QCOMPARE(worker(0, 1)->pid(), own);
}

void TestWorkerPools::restartOfAPool_keepsSomebodyAtWork()
{
    make({{.name = u"images"_s, .processes = 3}});
    QTRY_VERIFY(isReady(1, 1) && isReady(1, 2) && isReady(1, 3));
    QList<qint64> before;
    for (int place = 1; place <= 3; ++place)
        before.append(worker(1, place)->pid());
    int fewest = 3;
    connect(m_pools->pool(1), &WorkerPool::changed, this, [&] {
        const auto &workers = m_pools->pool(1)->workers();
        fewest = std::min(fewest, static_cast<int>(std::count_if(workers.begin(), workers.end(), [](const auto &worker) {
                              return worker->state() == State::Running;
                          })));
    });
    m_pools->pool(1)->restartEach();
    for (int place = 1; place <= 3; ++place)
        QTRY_VERIFY(isReady(1, place) && !before.contains(worker(1, place)->pid()));
    QCOMPARE(fewest, 2);
}

void TestWorkerPools::change_reachesProcessesAndTheFile()
{
    order("tell");
    PoolDefinition definition {.name = u"images"_s};
    make({definition});
    QTRY_VERIFY(isReady(1, 1));
    definition.types = {u"resize"_s};
    definition.processes = 2;
    QCOMPARE(m_pools->change(1, definition), PoolFault::None);
    QTRY_VERIFY(isReady(1, 2) && isReady(1, 1) && log(1, 1).contains(u"argument resize"_s));
    QCOMPARE(*readPools(file()), QList {definition});
}

void TestWorkerPools::change_ofTheNameReplacesTheProcesses()
{
    make({{.name = u"images"_s}});
    QTRY_VERIFY(isReady(1, 1));
    QCOMPARE(m_pools->change(1, {.name = u"pictures"_s}), PoolFault::None);
    QTRY_VERIFY(isReady(2, 1));
    QCOMPARE(worker(2, 1)->name(), QSysInfo::machineHostName() + u"-pictures-1"_s);
    QTRY_VERIFY(!m_pools->pool(1));
    QCOMPARE(readPools(file())->first().name, u"pictures"_s);
}

void TestWorkerPools::changeOfACrashLoop_triesAgain()
{
    PoolDefinition definition {.name = u"images"_s, .isStartedByItself = false};
    make({definition});
    QTRY_VERIFY(isReady(0, 1));
    crashInALoop(1);
    QCOMPARE(worker(1, 1)->lastWords(), QStringList {u"last words"_s});
    QVERIFY(isReady(0, 1)); // Others do not suffer from it.
    order("run");
    definition.arguments = {u"--mended"_s};
    QCOMPARE(m_pools->change(1, definition), PoolFault::None);
    QTRY_VERIFY(isReady(1, 1));
}

void TestWorkerPools::removedPool_isGoneWithItsLastProcess()
{
    make({{.name = u"images"_s, .processes = 2}, {.name = u"mail"_s}});
    QTRY_VERIFY(isReady(1, 1) && isReady(1, 2) && isReady(2, 1));
    QSignalSpy stopped(m_pools.get(), &WorkerPools::workerStopped);
    QCOMPARE(m_pools->remove(1), PoolFault::None);
    QCOMPARE(m_pools->pools().size(), 2U);
    // Two workers of one name would be one to the broker.
    QCOMPARE(m_pools->add({.name = u"images"_s}), PoolFault::NameTaken);
    QTRY_VERIFY(!m_pools->pool(1));
    QCOMPARE(stopped.size(), 2);
    QVERIFY(isReady(2, 1));
    QCOMPARE(readPools(file())->size(), 1);
    QCOMPARE(m_pools->add({.name = u"images"_s}), PoolFault::None);
    QTRY_VERIFY(isReady(3, 1));
}

void TestWorkerPools::fault_changesNothing()
{
    make({{.name = u"images"_s}, {.name = u"mail"_s}});
    QCOMPARE(m_pools->add({.name = u"Images"_s}), PoolFault::NameTaken);
    QCOMPARE(m_pools->add({.name = u"local"_s}), PoolFault::BadName);
    QCOMPARE(m_pools->change(1, {.name = u"mail"_s}), PoolFault::NameTaken);
    QVERIFY(QFile::remove(file()) || !QFile::exists(file()));
    QVERIFY(QDir().mkdir(file()));
    QCOMPARE(m_pools->add({.name = u"more"_s}), PoolFault::CannotWrite);
    QCOMPARE(m_pools->remove(1), PoolFault::CannotWrite);
    QCOMPARE(m_pools->pools().size(), 3U);
    QCOMPARE(m_pools->pools().at(1)->definition.name, u"images"_s);
}

void TestWorkerPools::fileThatSomebodyElseChanged_isNotWrittenOver_data()
{
    QTest::addColumn<bool>("isThereBefore");
    QTest::addColumn<QByteArray>("theirs"); // Empty: they removed it.
    QTest::newRow("a pool was added") << true << QByteArray("[images]\nprocesses=1\n[theirs]\nprocesses=3\n");
    QTest::newRow("something that cannot be read") << true << QByteArray("[images\n");
    QTest::newRow("made while there was none") << false << QByteArray("[theirs]\nprocesses=3\n");
    QTest::newRow("removed") << true << QByteArray();
}

void TestWorkerPools::fileThatSomebodyElseChanged_isNotWrittenOver()
{
    QFETCH(const bool, isThereBefore);
    QFETCH(const QByteArray, theirs);
    const PoolDefinition images {.name = u"images"_s, .isStartedByItself = false};
    if (isThereBefore)
        QVERIFY(writePools(file(), {images}));
    make({images});
    QFile changed(file());
    if (theirs.isEmpty())
        QVERIFY(changed.remove());
    else
        QVERIFY(changed.open(QIODevice::WriteOnly | QIODevice::Truncate) && changed.write(theirs) == theirs.size());
    changed.close();

    QCOMPARE(m_pools->add({.name = u"more"_s}), PoolFault::ChangedElsewhere);
    QCOMPARE(m_pools->change(1, {.name = u"images"_s, .processes = 7, .isStartedByItself = false}),
             PoolFault::ChangedElsewhere);
    QCOMPARE(m_pools->remove(1), PoolFault::ChangedElsewhere);
    QFile now(file());
    QCOMPARE(now.exists(), !theirs.isEmpty());
    if (!theirs.isEmpty()) {
        QVERIFY(now.open(QIODevice::ReadOnly));
        QCOMPARE(now.readAll(), theirs);
    }
    // Nor is anything otherwise here than before.
    QCOMPARE(m_pools->pools().size(), 2U);
    QCOMPARE(m_pools->pools().at(1)->definition, images);
}

void TestWorkerPools::restartPolicy_decidesAfterAnEnd_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<QByteArray>("orders");
    QTest::addColumn<bool>("isStarted");
    QTest::newRow("always, success") << int(PoolRestart::Always) << QByteArray("exit 0") << true;
    QTest::newRow("after a failure, failure") << int(PoolRestart::OnFailure) << QByteArray("exit 1") << true;
    QTest::newRow("after a failure, success") << int(PoolRestart::OnFailure) << QByteArray("exit 0") << false;
    QTest::newRow("never, failure") << int(PoolRestart::Never) << QByteArray("exit 1") << false;
}

void TestWorkerPools::restartPolicy_decidesAfterAnEnd()
{
    QFETCH(const int, policy);
    QFETCH(const QByteArray, orders);
    QFETCH(const bool, isStarted);
    make({{.name = u"images"_s, .isStartedByItself = false, .restart = static_cast<PoolRestart>(policy)}});
    QTRY_VERIFY(isReady(0, 1));
    order(orders);
    QSignalSpy died(m_pools.get(), &WorkerPools::workerDied);
    m_pools->pool(1)->startEach();
    QTRY_COMPARE(died.size(), 1);
    QCOMPARE(worker(1, 1)->state(), isStarted ? State::Waiting : State::Stopped);
}

void TestWorkerPools::killedWorker_staysStopped()
{
    order("stubborn");
    make({});
    QTRY_VERIFY(isReady(0, 1));
    QSignalSpy stopped(m_pools.get(), &WorkerPools::workerStopped);
    m_pools->own().killWorker(1);
    QTRY_COMPARE(worker(0, 1)->state(), State::Stopped);
    QCOMPARE(stopped.size(), 1); // Its tasks go back uncharged.
    m_now += 1h;
    m_pools->own().runOnce();
    QCOMPARE(worker(0, 1)->state(), State::Stopped);
}

void TestWorkerPools::stopAll_endsAllPools()
{
    make({{.name = u"images"_s, .processes = 2}});
    QTRY_VERIFY(isReady(0, 1) && isReady(1, 1) && isReady(1, 2));
    QSignalSpy allEnded(m_pools.get(), &WorkerPools::allEnded);
    m_pools->stopAll();
    QVERIFY(allEnded.isEmpty());
    QTRY_VERIFY(!allEnded.isEmpty());
    QVERIFY(!m_pools->hasProcesses());
    m_pools->pool(1)->startEach(); // Too late.
    QVERIFY(!m_pools->hasProcesses());
}

void TestWorkerPools::errors_haveAFileOfTheirOwn()
{
    order("complain");
    make({});
    QTRY_VERIFY(worker(0, 1) && log(0, 1).contains(u"ready"_s) && log(0, 1).contains(u"a complaint"_s));
    const QString all = m_pools->own().logPath(1);
    const QString errors = m_pools->own().errorLogPath(1);
    const auto &lines = worker(0, 1)->log().all();
    const auto complaint = std::find_if(lines.begin(), lines.end(), [](const LogLine &line) { return line.isError; });
    QVERIFY(complaint != lines.end());
    QCOMPARE(complaint->text, u"a complaint"_s);
    m_pools.reset();
    const auto contentOf = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(contentOf(all).contains("ready\n") && contentOf(all).contains("a complaint\n"));
    QCOMPARE(contentOf(errors), "a complaint\n");
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestWorkerPools)
#include "tst_worker_pools.moc"
