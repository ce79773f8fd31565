// SPDX-License-Identifier: GPL-3.0-only
// Case 41: stop, and be killed. The workers are the real ones, and their pictures take as long as the test wants: what is preloaded
// into them (worker_saboteur.cpp) decodes a JPEG once this test opens a FIFO. What closing the window does is in
// tests/ui/tst_main_window.cpp.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kWorkers = 4;
constexpr int kWaiting = 20;

} // namespace

class TstCase41 : public QObject
{
    Q_OBJECT

    /// With a lease that a test can wait for after a kill.
    [[nodiscard]] static QStringList withGrace(int seconds)
    {
        return {u"--concurrency"_s, u"1"_s, u"--lease"_s, u"3"_s, u"--grace"_s, QString::number(seconds)};
    }
    [[nodiscard]] QByteArray gatePath() const { return QFile::encodeName(m_folder->filePath(u"gate"_s)); }

    /// Four workers, each in the middle of its picture, and twenty tasks that wait.
    void startBusy(int grace)
    {
        m_broker->setWorkers(kWorkers);
        m_broker->setArguments(withGrace(grace));
        m_broker->setEnvironment(u"PICTURE_GATE"_s, QFile::decodeName(gatePath()));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        const QByteArray picture = caseFile(u"jpeg-rgb-320x240.jpg"_s).toBase64();
        for (int i = 0; i < kWorkers; ++i)
            m_busy.append(enqueue(client, R"({"task_type":"validate_image","payload":{"image":)" + quoted(picture) + "}}"));
        // That the broker has handed a task out does not mean that its worker has begun.
        QTRY_COMPARE_WITH_TIMEOUT(QDir(m_folder->path()).entryList({u"gate.*"_s}).size(), kWorkers, 20'000);
        for (int i = 0; i < kWaiting; ++i)
            m_waiting.append(enqueue(client, R"({"task_type":"echo","payload":{"echo":"x"}})"));
    }

    [[nodiscard]] QList<qint64> workerPids() const
    {
        auto client = m_broker->connect();
        QList<qint64> pids;
        const QJsonArray workers = client.get("/worker").json()["workers"_L1].toArray();
        for (const auto &worker : workers)
            pids.append(worker["pid"_L1].toInteger());
        return pids;
    }

    /// The broker alone, so that a test sees what was left behind.
    void startWithoutWorkers()
    {
        m_broker->setWorkers(0);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }

    /// With workers again, whom nothing holds up: in the end all 24 are done.
    void finishAll()
    {
        if (m_broker->isRunning())
            QCOMPARE(m_broker->terminate(), 0);
        m_broker->setWorkers(kWorkers);
        m_broker->setEnvironment(u"PICTURE_GATE"_s, QString());
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        const QStringList all = m_busy + m_waiting;
        for (const QString &id : all)
            QTRY_COMPARE_WITH_TIMEOUT(loadTask(client, id)["status"_L1].toString(), u"Completed"_s, 45'000);
    }

    void compareWaiting(RawHttpClient &client) const
    {
        for (const QString &id : m_waiting) {
            QCOMPARE(loadTask(client, id)["status"_L1].toString(), u"Pending"_s);
            QCOMPARE(loadTask(client, id)["attempt"_L1].toInt(), 0);
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BrokerProcess> m_broker;
    QStringList m_busy;
    QStringList m_waiting;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QCOMPARE(::mkfifo(gatePath().constData(), 0600), 0);
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(WORKER_SABOTEUR));
        m_broker->setEnvironment(u"ASAN_OPTIONS"_s,
                                 withSanitizerOption(m_broker->environment(u"ASAN_OPTIONS"_s), u"verify_asan_link_order=0"_s));
        m_busy.clear();
        m_waiting.clear();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_broker.reset();
    }

    void enoughGrace_letsTheRunningFinish()
    {
        startBusy(15);
        if (QTest::currentTestFailed())
            return;
        auto parked = m_broker->connect();
        QVERIFY(parked.send(parked.requestBytes("GET", "/task/next?wait=60&types=nobody")));
        QVERIFY(!parked.hasAnswerWithin(50ms));
        m_broker->signal(SIGTERM);
        QCOMPARE(parked.readAnswer().status, 204);
        auto client = m_broker->connect();
        QCOMPARE(client.get("/task/next").status, 503);
        // Somebody waits behind the gate, or it would not open. Once it is open nobody waits there any more.
        int gate = -1;
        const auto opens = [&] {
            if (gate < 0)
                gate = ::open(gatePath().constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
            return gate >= 0;
        };
        QTRY_VERIFY(opens());
        QCOMPARE(m_broker->waitForEnd(), 0);
        ::close(gate);

        startWithoutWorkers();
        auto again = m_broker->connect();
        for (const QString &id : m_busy) {
            QCOMPARE(loadTask(again, id)["status"_L1].toString(), u"Completed"_s);
            QCOMPARE(outcomes(again, id), QStringList {u"completed"_s});
        }
        compareWaiting(again);
        finishAll();
    }

    void tooLittleGrace_givesTheRunningBackUncharged()
    {
        startBusy(3);
        if (QTest::currentTestFailed())
            return;
        QElapsedTimer time;
        time.start();
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY2(time.elapsed() < 5'000, qPrintable(QString::number(time.elapsed())));

        startWithoutWorkers();
        auto again = m_broker->connect();
        for (const QString &id : m_busy) {
            const QJsonObject task = loadTask(again, id);
            QCOMPARE(task["status"_L1].toString(), u"Pending"_s);
            QCOMPARE(task["attempt"_L1].toInt(), 1);
            QCOMPARE(task["uncharged"_L1].toInt(), 1);
            QCOMPARE(outcomes(again, id), QStringList {u"released"_s});
        }
        compareWaiting(again);
        finishAll();
        auto end = m_broker->connect();
        for (const QString &id : m_busy)
            QCOMPARE(outcomes(end, id), (QStringList {u"released"_s, u"completed"_s}));
    }

    void kill_takesTheWorkersAlongAndTheRunningComeBack()
    {
        startBusy(15);
        if (QTest::currentTestFailed())
            return;
        const QList<qint64> pids = workerPids();
        QCOMPARE(pids.size(), kWorkers);
        m_broker->kill();
        for (const qint64 pid : pids)
            QTRY_COMPARE(residentBytes(pid), 0);

        finishAll();
        auto client = m_broker->connect();
        for (const QString &id : m_busy) {
            const QJsonObject task = loadTask(client, id);
            QCOMPARE(task["attempt"_L1].toInt(), 2);
            QCOMPARE(outcomes(client, id).last(), u"completed"_s);
        }
        for (const QString &id : m_waiting)
            QCOMPARE(loadTask(client, id)["attempt"_L1].toInt(), 1);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase41)
#include "tst_case_41.moc"
