// SPDX-License-Identifier: GPL-3.0-only
// Executables as handlers: `conduit-worker --handlers DIR` with a real broker, and the samples that come with it.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QFile>
#include <QTest>

#include <csignal>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QString kSamples = QStringLiteral(CONDUIT_SOURCE_DIR "/worker/samples/handlers");

bool isGone(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
}

} // namespace

class TstExecutableHandlers : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::unique_ptr<WorkerProcess> startedWorker(const QString &folder) const
    {
        auto worker = std::make_unique<WorkerProcess>(QStringLiteral(CONDUIT_BIN_DIR), m_broker->address(), u"w1"_s);
        worker->setArguments({u"--handlers"_s, folder, u"--lease"_s, u"1"_s});
        return worker->start() ? std::move(worker) : nullptr;
    }

    void writeHandler(const QString &name, const QByteArray &script) const
    {
        QFile file(m_handlers->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script + '\n');
        file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeUser);
    }

    /// The pid that a handler has written into a file beside it; 0 as long as there is none.
    [[nodiscard]] qint64 pidIn(const QString &name) const
    {
        QFile file(m_handlers->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<QTemporaryDir> m_handlers;

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_handlers = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_broker.reset();
    }

    void samples_work()
    {
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        const auto worker = startedWorker(kSamples);
        QVERIFY(worker);
        auto client = m_broker->connect();
        const QString shouted = enqueue(client, "{\"task_type\":\"shout\",\"payload\":{\"text\":\"hello\"}}");
        const QString counted =
            enqueue(client, "{\"task_type\":\"count_words\",\"payload\":{\"text\":\"to be or not to be\"}}");
        QCOMPARE(awaitTask(client, shouted)["result"_L1]["output"_L1]["shouted"_L1].toString(), u"HELLO"_s);
        QCOMPARE(awaitTask(client, counted)["result"_L1]["output"_L1].toObject(),
                 (QJsonObject {{u"words"_s, 6}, {u"different"_s, 4}}));

        // The schema beside the one was registered, and the other one refuses for good what it cannot take.
        const HttpAnswer refused = client.post("/task", "{\"task_type\":\"shout\",\"payload\":{}}");
        QCOMPARE(refused.status, 422);
        const QString hopeless = enqueue(client, "{\"task_type\":\"count_words\",\"payload\":7}");
        const QJsonObject dead = awaitTask(client, hopeless);
        QCOMPARE(dead["state"_L1].toString(), u"dead"_s);
        QCOMPARE(dead["attempt"_L1].toInt(), 1);
        QVERIFY(dead["result"_L1]["error"_L1].toString().startsWith(u"The payload needs a text."));
        const QJsonArray log = client.get(taskPath(shouted, "/log")).json()["log"_L1].toArray();
        QCOMPARE(log.size(), 1);
        QCOMPARE(log[0].toObject()["message"_L1].toString(), u"shouting"_s);
    }

    void cancel_endsTheProcessAndItsChildren()
    {
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        writeHandler(u"linger"_s, "sleep 60 & echo $! > child; wait");
        const auto worker = startedWorker(m_handlers->path());
        QVERIFY(worker);
        auto client = m_broker->connect();
        const QString id = enqueue(client, "{\"task_type\":\"linger\"}");
        QTRY_VERIFY(pidIn(u"child"_s) > 0);
        QCOMPARE(client.post(taskPath(id, "/cancel"), "{}").status, 202);
        QCOMPARE(awaitTask(client, id)["state"_L1].toString(), u"cancelled"_s);
        QTRY_VERIFY(isGone(pidIn(u"child"_s)));
    }

    void timeout_endsTheProcess()
    {
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        writeHandler(u"linger"_s, "echo $$ > self; exec sleep 60");
        const auto worker = startedWorker(m_handlers->path());
        QVERIFY(worker);
        auto client = m_broker->connect();
        const QString id = enqueue(client, "{\"task_type\":\"linger\",\"timeout\":0.2,\"max_attempts\":1}");
        QCOMPARE(awaitTask(client, id)["state"_L1].toString(), u"dead"_s);
        QCOMPARE(outcomes(client, id), QStringList {u"timeout"_s});
        QTRY_VERIFY(isGone(pidIn(u"self"_s)));
    }

    void killedLocalWorker_takesWhatItRanAlong()
    {
        writeHandler(u"linger"_s, "sleep 60 & echo $! > child; echo $PPID > worker; wait");
        m_broker->setArguments({u"--handlers"_s, m_handlers->path()});
        m_broker->setWorkers(1);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        (void)enqueue(client, "{\"task_type\":\"linger\",\"max_attempts\":1}");
        QTRY_VERIFY(pidIn(u"child"_s) > 0 && pidIn(u"worker"_s) > 0);
        QCOMPARE(::kill(static_cast<pid_t>(pidIn(u"worker"_s)), SIGKILL), 0);
        QTRY_VERIFY(isGone(pidIn(u"child"_s)));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstExecutableHandlers)
#include "tst_executable_handlers.moc"
