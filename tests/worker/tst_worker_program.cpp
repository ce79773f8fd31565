// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/child_process.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

/// A process that has ended, whether or not its new parent has noticed yet.
bool isGone(qint64 pid)
{
    QFile status(u"/proc/%1/stat"_s.arg(pid));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

} // namespace

/// The program as a process: what it says, how it ends. Its work is tested by its parts and end to end.
class TestWorkerProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_worker = makeProcess(u"conduit-worker"_s);
    }

    void cleanup() { m_worker.reset(); }

    void help_goesToStdoutAndEndsWell()
    {
        QVERIFY(m_worker->start({u"--help"_s}));
        QVERIFY(m_worker->readLine().value_or(QByteArray()).startsWith("Usage: "));
        QCOMPARE(m_worker->waitForEnd(), 0);
        QVERIFY(m_worker->log().isEmpty());
    }

    void badUsage_endsWithOneAndASentence()
    {
        QVERIFY(m_worker->start({u"--concurrency"_s, u"none"_s}));
        QCOMPARE(m_worker->waitForEnd(), 1);
        QCOMPARE(m_worker->log(),
                 "conduit-worker: --concurrency must be a whole number of tasks from 1 to 1000, not \"none\".\n"
                 "conduit-worker --help lists the options.\n");
    }

    void dotEnv_ofTheCurrentFolderIsRead()
    {
        QFile dotEnv(m_folder->filePath(u".env"_s));
        QVERIFY(dotEnv.open(QIODevice::WriteOnly));
        dotEnv.write("BROKER_URL=nowhere\n");
        dotEnv.close();
        QVERIFY(m_worker->start({}));
        QCOMPARE(m_worker->waitForEnd(), 1);
        QVERIFY2(m_worker->log().contains("BROKER_URL in .env must be an address"), m_worker->log().constData());
    }

    void stop_withoutABrokerIsClean_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void stop_withoutABrokerIsClean()
    {
        QFETCH(int, signal);
        QVERIFY(m_worker->start({u"--broker-url"_s, nobody()}));
        QTRY_VERIFY_WITH_TIMEOUT(m_worker->log().contains("trying again"), kPatience);
        m_worker->signal(signal);
        QCOMPARE(m_worker->waitForEnd(), 0);
    }

    void stop_abortsTheCallThatWaits()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QVERIFY(m_worker->start({u"--broker-url"_s, u"http://127.0.0.1:%1"_s.arg(silent.serverPort())}));
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), kPatience);
        m_worker->signal(SIGTERM);
        QCOMPARE(m_worker->waitForEnd(), 0);
    }

    void parent_takesItsWorkerAlong()
    {
        const auto shell = makeProcess(u"/bin/sh"_s);
        QVERIFY(shell->start({u"-c"_s,
                              u"%1/conduit-worker --broker-url %2 --die-with-parent & echo $!; wait"_s.arg(
                                  QStringLiteral(CONDUIT_BIN_DIR), nobody())}));
        const qint64 pid = shell->readLine().value_or(QByteArray()).toLongLong();
        QVERIFY(pid > 0);
        // Once it speaks it has tied itself to its parent.
        QTRY_VERIFY_WITH_TIMEOUT(shell->log().contains("takes up to"), kPatience);
        QVERIFY(!isGone(pid));
        shell->kill();
        QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), kPatience);
    }

    void display_isNotLookedFor()
    {
        // Pictures are decoded without a display: nothing may try to find one.
        m_worker->setEnvironment(u"QT_QPA_PLATFORM"_s, u"no-such-platform"_s);
        m_worker->unsetEnvironment(u"DISPLAY"_s);
        QVERIFY(m_worker->start({u"--broker-url"_s, nobody()}));
        QTRY_VERIFY_WITH_TIMEOUT(m_worker->log().contains("trying again"), kPatience);
        QCOMPARE(m_worker->terminate(), 0);
    }

private:
    static constexpr int kPatience = static_cast<int>(test::ChildProcess::kPatience.count());

    [[nodiscard]] std::unique_ptr<test::ChildProcess> makeProcess(const QString &program) const
    {
        const QString path = program.startsWith(u'/') ? program : QStringLiteral(CONDUIT_BIN_DIR "/") + program;
        auto process = std::make_unique<test::ChildProcess>(path, m_folder->filePath(u"log"_s));
        process->setWorkingDirectory(m_folder->path());
        for (const auto &variable : {u"BROKER_URL"_s, u"WORKER_NAME"_s, u"POLL_INTERVAL_MS"_s, u"CONDUIT_TOKEN"_s})
            process->unsetEnvironment(variable);
        return process;
    }

    /// An address where nobody listens.
    [[nodiscard]] static QString nobody()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return u"http://127.0.0.1:%1"_s.arg(server.serverPort());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::ChildProcess> m_worker;
};

QTEST_GUILESS_MAIN(TestWorkerProgram)
#include "tst_worker_program.moc"
