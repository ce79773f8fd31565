// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/run_context.h"
#include "worker/executables/executable_folder.h"
#include "worker/executables/executable_handler.h"
#include "worker/executables/executable_run.h"

#include <conduit/json_text.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;
using namespace std::chrono_literals;

namespace {

wire::Task task(const QByteArray &payload = "null")
{
    wire::Task task;
    task.id = u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s;
    task.taskType = u"trial"_s;
    task.payload = payload;
    task.attempt = 3;
    return task;
}

bool isGone(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
}

} // namespace

/// Executables as handlers, with real processes.
class TestExecutables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_notes = std::make_unique<RunNotes>([] { return QDateTime(); });
    }

    void payload_comesOnStandardInputAndTheResultFromStandardOutput()
    {
        const Outcome outcome = run("cat", task(R"({"n":1.10})"));
        QCOMPARE(std::get<Output>(outcome).json, R"({"n":1.10})");
    }

    void payload_mayBeLeftUnread()
    {
        const Outcome outcome = run("echo 1", task('"' + QByteArray(1'000'000, 'x') + '"'));
        QCOMPARE(std::get<Output>(outcome).json, "1");
    }

    void lotsOfOutput_fillsNoPipe()
    {
        const Outcome outcome = run("i=0; while [ $i -lt 20000 ]; do echo line $i; echo line $i >&2; i=$((i+1)); done; echo 7");
        QCOMPARE(std::get<Output>(outcome).json, "7");
    }

    void exitCode_tellsWhetherToTryAgain_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<bool>("isRetryable");
        QTest::addColumn<QString>("errorClass");
        QTest::addColumn<QString>("message");
        QTest::newRow("1") << QByteArray("echo no such host >&2; exit 1") << true << u"exit_1"_s
                           << u"no such host\n(it ended with exit code 1)"_s;
        QTest::newRow("65") << QByteArray("echo not a picture >&2; exit 65") << false << u"exit_65"_s
                            << u"not a picture\n(it ended with exit code 65)"_s;
        QTest::newRow("silent") << QByteArray("exit 3") << true << u"exit_3"_s << u"trial: it ended with exit code 3"_s;
        QTest::newRow("signal") << QByteArray("kill -SEGV $$") << true << u"SIGSEGV"_s << u"trial: it was ended by SIGSEGV"_s;
        QTest::newRow("result beside a failure")
            << QByteArray("echo 1; exit 2") << true << u"exit_2"_s << u"trial: it ended with exit code 2"_s;
    }

    void exitCode_tellsWhetherToTryAgain()
    {
        QFETCH(QByteArray, script);
        const auto failure = std::get<Failure>(run(script));
        QTEST(failure.isRetryable, "isRetryable");
        QTEST(failure.errorClass, "errorClass");
        QTEST(failure.message, "message");
    }

    void programThatCannotBeRun_isAFailure()
    {
        const QString path = m_folder->filePath(u"trial"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/no/such/interpreter\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        const wire::Task given = task();
        const Outcome outcome = ExecutableHandler(path, u"trial"_s, {}).run(RunContext(given, *m_notes));
        QCOMPARE(std::get<Failure>(outcome).errorClass, u"not_started"_s);
        QVERIFY(std::get<Failure>(outcome).isRetryable);
    }

    void progressAndLog_areTold()
    {
        const Outcome outcome = run("echo '{\"progress\": {\"percent\": 40, \"message\": \"reading\"}}'; echo careful >&2");
        QCOMPARE(std::get<Output>(outcome).json, "null");
        const wire::TaskHeartbeat beat = m_notes->take();
        QVERIFY(beat.progress);
        QCOMPARE(beat.progress->percent, 40.0);
        QCOMPARE(beat.progress->message, u"reading"_s);
        QCOMPARE(beat.log.size(), 1);
        QCOMPARE(beat.log[0].message, u"careful"_s);
    }

    void environment_isSmall()
    {
        QProcessEnvironment workers;
        for (const QString &name : {u"PATH"_s, u"LC_TIME"_s, u"CONDUIT_TOKEN"_s, u"BROKER_URL"_s, u"AWS_SECRET_ACCESS_KEY"_s})
            workers.insert(name, u"x"_s);
        const wire::Task given = task();
        const QProcessEnvironment environment = environmentOf(RunContext(given, *m_notes), workers);
        QCOMPARE(environment.keys(),
                 (QStringList {u"CONDUIT_ATTEMPT"_s, u"CONDUIT_TASK_ID"_s, u"CONDUIT_TASK_TYPE"_s, u"LC_TIME"_s, u"PATH"_s}));
        QCOMPARE(environment.value(u"CONDUIT_TASK_ID"_s), given.id);
        QCOMPARE(environment.value(u"CONDUIT_ATTEMPT"_s), u"3"_s);
    }

    void process_runsInItsFolderWithAnEnvironmentOfItsOwn()
    {
        const Outcome outcome = run("printf '\"%s %s\"' \"$(pwd -P)\" \"$CONDUIT_TASK_TYPE\"");
        QCOMPARE(std::get<Output>(outcome).json,
                 QByteArray('"' + QFileInfo(m_folder->path()).canonicalFilePath().toUtf8() + " trial\""));
    }

    void cancel_asksTheWholeGroupToEnd()
    {
        // The shell waits for its child, which would sleep for a minute.
        const auto [outcome, children] = cancelled("sleep 60 & echo $! > child; wait", ExecutableHandler::kKillAfter);
        QCOMPARE(std::get<Failure>(outcome).errorClass, u"SIGTERM"_s);
        QTRY_VERIFY(isGone(children));
    }

    void cancel_killsWhoDoesNotListen()
    {
        const auto [outcome, children] = cancelled("trap '' TERM; sleep 60 & echo $! > child; while :; do wait; done", 50ms);
        QCOMPARE(std::get<Failure>(outcome).errorClass, u"SIGKILL"_s);
        QTRY_VERIFY(isGone(children));
    }

    void whatItLeavesBehind_isSwept()
    {
        const Outcome outcome = run("sleep 60 >/dev/null 2>&1 & echo $!");
        const qint64 pid = std::get<Output>(outcome).json.toLongLong();
        QVERIFY(pid > 0);
        QTRY_VERIFY(isGone(pid));
    }

    void folder_namesTypesAfterItsExecutables()
    {
        write(u"resize"_s, "#!/bin/sh\n", true);
        write(u"resize.schema.json"_s,
              R"({"description": "Smaller", "fields": {"width": {"field_type": "number", "required": true}}})", true);
        write(u"crop.py"_s, "#!/usr/bin/env python3\n", true);
        write(u"README"_s, "words\n", false);
        write(u".hidden"_s, "#!/bin/sh\n", true);
        const auto handlers = executablesIn(m_folder->path());
        QVERIFY2(handlers, handlers ? "" : qPrintable(handlers.error()));
        QCOMPARE(handlers->size(), 2U);
        QCOMPARE((*handlers)[0]->taskType(), u"crop.py"_s);
        QVERIFY(!(*handlers)[0]->schema());
        QCOMPARE((*handlers)[1]->taskType(), u"resize"_s);
        QCOMPARE((*handlers)[1]->schema()->taskType, u"resize"_s);
        QCOMPARE((*handlers)[1]->schema()->fields.size(), 1);
    }

    void folder_saysWhatToChange_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("word");
        QTest::newRow("no JSON") << QByteArray("{") << u"it is no JSON"_s;
        QTest::newRow("no fields") << QByteArray("{\"description\": \"x\"}") << u"\"fields\" was expected"_s;
        QTest::newRow("unknown type") << QByteArray(R"({"fields": {"a": {"field_type": "int", "required": true}}})")
                                      << u"\"int\""_s;
        QTest::newRow("of another") << QByteArray(R"({"task_type": "crop", "fields": {}})") << u"\"crop\""_s;
    }

    void folder_saysWhatToChange()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QString, word);
        write(u"resize"_s, "#!/bin/sh\n", true);
        write(u"resize.schema.json"_s, schema, false);
        const auto handlers = executablesIn(m_folder->path());
        QVERIFY(!handlers);
        QVERIFY2(handlers.error().contains(word) && handlers.error().contains(u"resize.schema.json"),
                 qPrintable(handlers.error()));
    }

    void folderWithoutExecutables_isRefused()
    {
        QVERIFY(executablesIn(m_folder->path()).error().contains(u"make it executable"));
        QVERIFY(executablesIn(m_folder->filePath(u"nowhere"_s)).error().contains(u"is not there"));
    }

private:
    void write(const QString &name, const QByteArray &content, bool isExecutable)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        if (isExecutable)
            file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeUser);
    }

    Outcome run(const QByteArray &script, const wire::Task &given = task(),
                std::chrono::milliseconds killAfter = ExecutableHandler::kKillAfter)
    {
        write(u"trial"_s, "#!/bin/sh\n" + script + '\n', true);
        return ExecutableHandler(m_folder->filePath(u"trial"_s), u"trial"_s, {}, killAfter).run(RunContext(given, *m_notes));
    }

    /// Runs a script that writes the pid of its child to a file, and cancels it then.
    std::pair<Outcome, qint64> cancelled(const QByteArray &script, std::chrono::milliseconds killAfter)
    {
        Outcome outcome;
        const std::unique_ptr<QThread> thread(QThread::create([&] { outcome = run(script, task(), killAfter); }));
        thread->start();
        qint64 child = 0;
        const auto isStarted = [&] {
            QFile file(m_folder->filePath(u"child"_s));
            child = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
            return child > 0;
        };
        [&] { QTRY_VERIFY(isStarted()); }();
        m_notes->cancel(CancelReason::Requested);
        thread->wait();
        return {outcome, child};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RunNotes> m_notes;
};

QTEST_GUILESS_MAIN(TestExecutables)
#include "tst_executables.moc"
