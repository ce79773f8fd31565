// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/child_process.h"
#include "tests/support/process_usage.h"
#include "tests/support/raw_http_client.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSysInfo>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace Qt::StringLiterals;

namespace conduit::test {

/// The program as others start it: its one line, its exit codes, its end.
class TestConduitProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void headless_saysOneLineAndOpensNoDisplay();
    void headless_readsFileAndEnvironment();
    void mistakes_exit1_data();
    void mistakes_exit1();
    void help_isNoMistake();
    void secondBroker_exits3AndNamesTheFirst();
    void busyPort_exits2();
    void unusableFolder_exits2_data();
    void unusableFolder_exits2();
    void otherAddress_asksForTheTokenInTheFile();
    void folder_isForItsOwnerOnly();
    void stop_takesResultsUntilTheLastOne();
    void stop_isOverWithinTheGrace();
    void secondSignal_stopsAtOnce();
    void localWorkers_runTasks();
    void namedPools_workWithoutADisplay();
    void localWorkers_endWithTheProgram_data();
    void localWorkers_endWithTheProgram();
    void localWorker_isReplacedAfterADeath();
    void localWorkersDeath_endsItsLeasesAtOnce();
    void secondSignal_givesTasksOfLocalWorkersBack();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList serving(const QStringList &more = {}) const
    {
        return QStringList {u"--no-gui"_s, u"--port"_s, u"0"_s, u"--workers"_s, u"0"_s, u"--data-dir"_s, path(u"queue"_s)}
        + more;
    }
    [[nodiscard]] std::unique_ptr<ChildProcess> program() const;
    /// Starts it and returns its port; 0 when it does not serve.
    [[nodiscard]] static quint16 start(ChildProcess &program, const QStringList &arguments);
    [[nodiscard]] static std::optional<int> exitCodeOf(ChildProcess &program, const QStringList &arguments);
    /// Leaves one task running, in the hands of this test; returns its id.
    static void claimOne(quint16 port, QString &id);
    [[nodiscard]] static int enqueue(quint16 port);
    /// Claims as the local worker does, a task of a type that it does not know itself; returns the task's path.
    [[nodiscard]] static QByteArray claimForLocalWorker(quint16 port);
    /// How the task's first attempt ended; empty while it runs.
    [[nodiscard]] static QString outcome(quint16 port, const QByteArray &task);
    /// Of the workers that have announced themselves.
    [[nodiscard]] static QList<qint64> workerPids(quint16 port);
    [[nodiscard]] QStringList servingWith(int workers) const
    {
        return {u"--no-gui"_s,           u"--port"_s, u"0"_s, u"--data-dir"_s, path(u"queue"_s), u"--workers"_s,
                QString::number(workers)};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConduitProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

std::unique_ptr<ChildProcess> TestConduitProgram::program() const
{
    static int s_number = 0;
    auto program =
        std::make_unique<ChildProcess>(QStringLiteral(CONDUIT_BIN_DIR "/conduit"), path(u"%1.log"_s.arg(++s_number)));
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith(u"CONDUIT_") || name.contains(u"DISPLAY"))
            program->unsetEnvironment(name);
    }
    program->setEnvironment(u"QT_QPA_PLATFORM"_s, u"nonsense"_s);
    return program;
}

quint16 TestConduitProgram::start(ChildProcess &program, const QStringList &arguments)
{
    if (!program.start(arguments))
        return 0;
    const QByteArray line = program.readLine().value_or("");
    const QByteArray said = "listening on ";
    return line.startsWith(said) ? static_cast<quint16>(QUrl(QString::fromLatin1(line.mid(said.size()))).port(0)) : quint16(0);
}

std::optional<int> TestConduitProgram::exitCodeOf(ChildProcess &program, const QStringList &arguments)
{
    return program.start(arguments) ? program.waitForEnd() : std::nullopt;
}

int TestConduitProgram::enqueue(quint16 port)
{
    return RawHttpClient(port).post("/task", R"({"task_type":"echo","payload":{"echo":"x"}})").status;
}

void TestConduitProgram::claimOne(quint16 port, QString &id)
{
    QCOMPARE(enqueue(port), 201);
    const HttpAnswer claimed = RawHttpClient(port).get("/task/next");
    QCOMPARE(claimed.status, 200);
    id = claimed.json().value(u"id"_s).toString();
}

void TestConduitProgram::headless_saysOneLineAndOpensNoDisplay()
{
    const auto conduit = program();
    QVERIFY(conduit->start(serving()));
    const QByteArray line = conduit->readLine().value_or("");
    const auto port = static_cast<quint16>(QUrl(QString::fromLatin1(line.mid(13))).port(0));
    QCOMPARE(line, "listening on http://127.0.0.1:" + QByteArray::number(port));
    QCOMPARE(RawHttpClient(port).get("/healthz").status, 200);
    QCOMPARE(conduit->terminate(), 0);
    QCOMPARE(conduit->readLine(), std::nullopt);
}

void TestConduitProgram::headless_readsFileAndEnvironment()
{
    QFile file(path(u"conduit.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no-gui = true\nport = 0\nworkers = 3\n");
    file.close();
    const auto conduit = program();
    conduit->setEnvironment(u"CONDUIT_DATA_DIR"_s, path(u"elsewhere"_s));
    conduit->setEnvironment(u"CONDUIT_WORKERS"_s, u"0"_s);
    QVERIFY2(start(*conduit, {u"--config"_s, file.fileName()}) != 0, conduit->log().constData());
    QVERIFY(QFile::exists(path(u"elsewhere/conduit.db"_s)));
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::mistakes_exit1_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("unknown flag") << QStringList {u"--prot"_s, u"1"_s} << QByteArray("prot");
    QTest::newRow("bad number") << QStringList {u"--no-gui"_s, u"--port"_s, u"70000"_s} << QByteArray("0 to 65535");
    QTest::newRow("no settings file") << QStringList {u"--no-gui"_s, u"--config"_s, u"/nowhere.ini"_s}
                                      << QByteArray("/nowhere.ini");
    QTest::newRow("contradiction") << QStringList {u"--no-gui"_s, u"--connect"_s, u"http://127.0.0.1:1"_s}
                                   << QByteArray("--connect");
}

void TestConduitProgram::mistakes_exit1()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    const auto conduit = program();
    QCOMPARE(exitCodeOf(*conduit, arguments), 1);
    QVERIFY2(conduit->log().contains(named), conduit->log().constData());
    QCOMPARE(conduit->readLine(), std::nullopt);
}

void TestConduitProgram::help_isNoMistake()
{
    for (const QString &flag : {u"--help"_s, u"--version"_s}) {
        const auto conduit = program();
        QCOMPARE(exitCodeOf(*conduit, {flag}), 0);
        QVERIFY(conduit->readLine().value_or("").contains("conduit"));
        QCOMPARE(conduit->log(), "");
    }
}

void TestConduitProgram::secondBroker_exits3AndNamesTheFirst()
{
    const auto first = program();
    QVERIFY2(start(*first, serving()) != 0, first->log().constData());
    const auto second = program();
    QCOMPARE(exitCodeOf(*second, serving()), 3);
    QVERIFY2(second->log().contains(QByteArray::number(first->pid())), second->log().constData());
    QCOMPARE(second->readLine(), std::nullopt);
    QCOMPARE(first->terminate(), 0);
}

void TestConduitProgram::busyPort_exits2()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    const auto conduit = program();
    QCOMPARE(exitCodeOf(*conduit, {u"--no-gui"_s, u"--port"_s, port, u"--data-dir"_s, path(u"queue"_s)}), 2);
    QVERIFY2(conduit->log().contains(port.toLatin1()), conduit->log().constData());
}

void TestConduitProgram::unusableFolder_exits2_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("database");
    QTest::newRow("data folder below a file") << u"file/queue"_s << u"queue.db"_s;
    QTest::newRow("database below a file") << u"queue"_s << u"file/queue.db"_s;
}

void TestConduitProgram::unusableFolder_exits2()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, database);
    QVERIFY(QFile(path(u"file"_s)).open(QIODevice::WriteOnly));
    const auto conduit = program();
    QCOMPARE(exitCodeOf(*conduit,
                        {u"--no-gui"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, path(folder), u"--database"_s,
                         u"sqlite:"_s + path(database)}),
             2);
    QVERIFY2(conduit->log().contains(QFile::encodeName(path(u"file/queue"_s))), conduit->log().constData());
}

void TestConduitProgram::otherAddress_asksForTheTokenInTheFile()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, serving({u"--host"_s, u"0.0.0.0"_s}));
    QVERIFY2(port != 0, conduit->log().constData());
    QFile file(path(u"queue/token"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll().trimmed();
    QVERIFY(conduit->log().contains(QFile::encodeName(file.fileName())));
    QVERIFY(!conduit->log().contains(token));

    QCOMPARE(RawHttpClient(port).get("/task/types").status, 401);
    QCOMPARE(RawHttpClient(port).get("/healthz").status, 200);
    QCOMPARE(RawHttpClient(port).request("GET", "/task/types", {}, "Authorization: Bearer " + token + "\r\n").status, 200);
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::folder_isForItsOwnerOnly()
{
    const auto conduit = program();
    QVERIFY(start(*conduit, serving()) != 0);
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path(u"queue"_s)) & others));
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::stop_takesResultsUntilTheLastOne()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, serving({u"--grace"_s, u"600"_s}));
    QVERIFY2(port != 0, conduit->log().constData());
    QString id;
    claimOne(port, id);
    conduit->signal(SIGTERM);
    QTRY_COMPARE(enqueue(port), 503);
    QCOMPARE(RawHttpClient(port).get("/task/next").status, 503);
    QCOMPARE(RawHttpClient(port).post("/task/" + id.toLatin1() + "/result", R"({"output":1,"error":null})").status, 200);
    QCOMPARE(conduit->waitForEnd(), 0);
}

void TestConduitProgram::stop_isOverWithinTheGrace()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, serving({u"--grace"_s, u"0.5"_s}));
    QVERIFY2(port != 0, conduit->log().constData());
    QString id;
    claimOne(port, id);
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::secondSignal_stopsAtOnce()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, serving({u"--grace"_s, u"600"_s}));
    QVERIFY2(port != 0, conduit->log().constData());
    QString id;
    claimOne(port, id);
    conduit->signal(SIGTERM);
    QTRY_COMPARE(enqueue(port), 503);
    QVERIFY(conduit->isRunning());
    QCOMPARE(conduit->terminate(), 0);
}

QList<qint64> TestConduitProgram::workerPids(quint16 port)
{
    QList<qint64> pids;
    for (const QJsonValue &worker : RawHttpClient(port).get("/worker").json().value(u"workers"_s).toArray())
        pids += worker.toObject().value(u"pid"_s).toInteger();
    return pids;
}

void TestConduitProgram::localWorkers_runTasks()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, servingWith(2));
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 2, 20'000);
    const HttpAnswer created = RawHttpClient(port).post("/task", R"({"task_type":"echo","payload":{"echo":"x"}})");
    const QByteArray id = created.json().value(u"id"_s).toString().toLatin1();
    const QJsonObject task = RawHttpClient(port).get("/task/" + id + "?wait=15").json();
    QCOMPARE(task.value(u"status"_s).toString(), u"Completed"_s);
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::namedPools_workWithoutADisplay()
{
    const auto writePools = [this](const QByteArray &text) {
        QDir().mkpath(path(u"queue"_s));
        QFile file(path(u"queue/pools.ini"_s));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    QVERIFY(writePools("[images]\nproces = 1\n"));
    const auto mistaken = program();
    QCOMPARE(exitCodeOf(*mistaken, serving()), 1);
    QVERIFY2(mistaken->log().contains("unknown key 'proces'"), mistaken->log().constData());
    QVERIFY(writePools("[images]\ntypes = echo\nprocesses = 2\n"));
    const auto conduit = program();
    const quint16 port = start(*conduit, serving()); // None of --workers.
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 2, 20'000);
    const HttpAnswer created = RawHttpClient(port).post("/task", R"({"task_type":"echo","payload":{"echo":"x"}})");
    const QByteArray id = created.json().value(u"id"_s).toString().toLatin1();
    const QJsonObject task = RawHttpClient(port).get("/task/" + id + "?wait=15").json();
    QCOMPARE(task.value(u"status"_s).toString(), u"Completed"_s);
    QVERIFY(task.value(u"worker"_s).toString().contains(u"-images-"));
    QCOMPARE(conduit->terminate(), 0);
}

void TestConduitProgram::localWorkers_endWithTheProgram_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("politely") << SIGTERM;
    QTest::newRow("killed") << SIGKILL;
}

void TestConduitProgram::localWorkers_endWithTheProgram()
{
    QFETCH(const int, signal);
    const auto conduit = program();
    const quint16 port = start(*conduit, servingWith(2));
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 2, 20'000);
    const QList<qint64> pids = workerPids(port);
    QVERIFY(residentBytes(pids.first()) > 0);
    conduit->signal(signal);
    QCOMPARE(conduit->waitForEnd(), signal == SIGTERM ? std::optional(0) : std::nullopt);
    for (const qint64 pid : pids)
        QTRY_COMPARE(residentBytes(pid), 0);
}

void TestConduitProgram::localWorker_isReplacedAfterADeath()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, servingWith(1));
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 1, 20'000);
    const qint64 before = workerPids(port).first();
    ::kill(static_cast<pid_t>(before), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(workerPids(port).value(0, before) != before, 20'000);
    QVERIFY(conduit->log().contains("worker ended with signal 9"));
    QCOMPARE(conduit->terminate(), 0);
}

QByteArray TestConduitProgram::claimForLocalWorker(quint16 port)
{
    const QByteArray name = QSysInfo::machineHostName().toUtf8().toPercentEncoding() + "-local-1";
    RawHttpClient client(port);
    client.post("/task", R"({"task_type":"long","payload":null})");
    const HttpAnswer claimed = client.get("/task/next?types=long&lease=600&worker=" + name);
    return "/task/" + claimed.json().value(u"id"_s).toString().toLatin1();
}

QString TestConduitProgram::outcome(quint16 port, const QByteArray &task)
{
    const QJsonArray attempts = RawHttpClient(port).get(task + "/attempts").json().value(u"attempts"_s).toArray();
    return attempts.first().toObject().value(u"outcome"_s).toString();
}

void TestConduitProgram::localWorkersDeath_endsItsLeasesAtOnce()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, servingWith(1));
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 1, 20'000);
    const qint64 pid = workerPids(port).first();
    const QByteArray task = claimForLocalWorker(port);
    QCOMPARE(outcome(port, task), QString());
    ::kill(static_cast<pid_t>(pid), SIGKILL);
    QTRY_COMPARE(outcome(port, task), u"worker_died"_s);
    const auto attempts = RawHttpClient(port).get(task + "/attempts").body;
    QVERIFY2(attempts.contains("worker ended with signal 9"), attempts.constData());
    QVERIFY2(attempts.contains("\"exit_code\":137"), attempts.constData());
}

void TestConduitProgram::secondSignal_givesTasksOfLocalWorkersBack()
{
    const auto conduit = program();
    const quint16 port = start(*conduit, servingWith(1) + QStringList {u"--grace"_s, u"600"_s});
    QVERIFY2(port != 0, conduit->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(workerPids(port).size(), 1, 20'000);
    const QByteArray task = claimForLocalWorker(port);
    // It cannot end politely, so that the second signal finds it.
    ::kill(static_cast<pid_t>(workerPids(port).first()), SIGSTOP);
    conduit->signal(SIGTERM);
    QTRY_COMPARE(enqueue(port), 503);
    QCOMPARE(conduit->terminate(), 0);

    const quint16 nextPort = start(*conduit, serving());
    QVERIFY2(nextPort != 0, conduit->log().constData());
    // It was no fault of the task, so it is not charged.
    QCOMPARE(outcome(nextPort, task), u"released"_s);
    QCOMPARE(conduit->terminate(), 0);
}

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TestConduitProgram)
#include "tst_conduit_program.moc"
