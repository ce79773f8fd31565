// SPDX-License-Identifier: GPL-3.0-only
// What a real broker does when its disk fails, its file goes away or is damaged, and the two verbs that look after a database.
#include "tests/broker/storage/format_fixture.h"
#include "tests/e2e/faulty_disk_switch.h"
#include "tests/support/task_dialogue.h"

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPageBytes = 4'096;

QByteArray taskOf(int kilobytes)
{
    return R"({"task_type":"echo","payload":{"text":)" + quoted(QByteArray(kilobytes * 1'000, 'x')) + "}}";
}

bool overwrite(const QString &path, qint64 from)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.size() > from && file.seek(from)
        && file.write(QByteArray(static_cast<qsizetype>(file.size() - from), '\x5a')) > 0;
}

} // namespace

class TstStorageTrouble : public QObject
{
    Q_OBJECT

    [[nodiscard]] QString database() const { return m_broker->dataFolder() + u"/conduit.db"_s; }
    [[nodiscard]] QString in(const QString &name) const { return m_folder->filePath(name); }

    struct Said
    {
        std::optional<int> code;
        QByteArray out;
        QByteArray errors;
    };
    /// The program with a verb, run to its end.
    [[nodiscard]] Said run(const QStringList &arguments) const
    {
        ChildProcess program(QStringLiteral(CONDUIT_BIN_DIR "/conduit"), in(u"verb.log"_s));
        QFile::remove(in(u"verb.log"_s));
        if (!program.start(arguments + QStringList {u"--data-dir"_s, m_broker->dataFolder()}))
            return {};
        Said said;
        while (const auto line = program.readLine())
            said.out += *line + '\n';
        said.code = program.waitForEnd();
        said.errors = program.log();
        return said;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultyDiskSwitch> m_disk;
    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_disk = std::make_unique<FaultyDiskSwitch>();
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_disk->preloadInto(*m_broker, QStringLiteral(FAULTY_DISK));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_broker.reset();
    }

    void aSyncThatFails_isNoSuccess()
    {
        auto client = m_broker->connect();
        const QString before = enqueue(client, taskOf(1));
        const QJsonObject running = claim(client, "worker=w&lease=600");
        QVERIFY(m_disk->set("sync-fails"));
        const QByteArray refused = R"({"id":"01890a5d-ac96-774b-bcce-000000000001","task_type":"echo","payload":{}})";
        for (int i = 0; i < 50; ++i) {
            const HttpAnswer answer = client.post("/task", refused);
            QCOMPARE(answer.status, 500);
            QCOMPARE(answer.errorCode(), u"storage_failed"_s);
            QVERIFY2(answer.errorMessage().contains(u"disk failed"), qPrintable(answer.errorMessage()));
        }
        QCOMPARE(report(client, running, R"("output":{})").status, 500);
        QCOMPARE(client.get("/readyz").status, 503);
        // What was refused is not there: memory and what may be read say the same.
        // (A question that falls into a turn of a failing pass fails with it, so it is asked again.)
        QTRY_COMPARE(client.get("/task/01890a5d-ac96-774b-bcce-000000000001").status, 404);
        QTRY_COMPARE(client.get("/stats").json()["states"_L1]["ready"_L1].toInt(-1), 0);
        QCOMPARE(client.get("/task").json()["tasks"_L1].toArray().size(), 1);

        QVERIFY(m_disk->set({}));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        const QString after = enqueue(client, taskOf(1));
        QVERIFY(!after.isEmpty());
        QCOMPARE(report(client, running, R"("output":{})").status, 200);
        const QByteArray log = m_broker->log();
        QVERIFY2(log.count("commit failed") == 1, log.constData());
        QVERIFY2(log.contains("storage works again"), log.constData());

        QVERIFY2(m_broker->restart(), m_broker->log().constData());
        auto again = m_broker->connect();
        QCOMPARE(loadTask(again, before)["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(loadTask(again, after)["status"_L1].toString(), u"Pending"_s);
        QCOMPARE(again.get("/task/01890a5d-ac96-774b-bcce-000000000001").status, 404);
    }

    void aQuotaThatIsUsedUp_isAFullDisk()
    {
        auto client = m_broker->connect();
        const QString before = enqueue(client, taskOf(1));
        QVERIFY(m_disk->set("over-quota"));
        for (int i = 0; i < 10; ++i) {
            const HttpAnswer answer = client.post("/task", taskOf(1));
            QCOMPARE(answer.status, 507);
            QCOMPARE(answer.errorCode(), u"storage_full"_s);
        }
        QCOMPARE(client.get("/readyz").status, 503);
        QTRY_COMPARE(client.get("/stats").json()["storage"_L1]["code"_L1].toString(), u"storage_full"_s);
        QVERIFY(m_disk->set({}));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        QVERIFY(client.get("/stats").json()["storage"_L1].isNull());
        QVERIFY(!enqueue(client, taskOf(1)).isEmpty());
        QCOMPARE(loadTask(client, before)["status"_L1].toString(), u"Pending"_s);
        QVERIFY(!QFile::exists(database() + u"-room"_s));
    }

    void aFileThatGoesAway_isNoticed_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("database") << QString();
        QTest::newRow("log") << u"-wal"_s;
    }
    void aFileThatGoesAway_isNoticed()
    {
        QFETCH(QString, suffix);
        const QString file = database() + suffix;
        auto client = m_broker->connect();
        const QString before = enqueue(client, taskOf(1));
        QVERIFY(QFile::rename(file, in(u"away"_s)));
        for (int i = 0; i < 20; ++i) {
            const HttpAnswer answer = client.post("/task", taskOf(1));
            QCOMPARE(answer.status, 500);
            QVERIFY2(answer.errorMessage().contains(u"removed or replaced"), qPrintable(answer.errorMessage()));
        }
        QCOMPARE(client.get("/readyz").status, 503);
        QVERIFY(QFile::rename(in(u"away"_s), file));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        const QString after = enqueue(client, taskOf(1));
        QVERIFY(!after.isEmpty());
        QCOMPARE(m_broker->log().count("was removed or replaced"), 1);
        QVERIFY2(m_broker->restart(), m_broker->log().constData());
        auto again = m_broker->connect();
        QVERIFY(!loadTask(again, before).isEmpty());
        QVERIFY(!loadTask(again, after).isEmpty());
    }

    void aFileThatWasReplaced_getsNoTasks()
    {
        auto client = m_broker->connect();
        QVERIFY(!enqueue(client, taskOf(1)).isEmpty());
        QVERIFY(QFile::rename(database(), in(u"away"_s)));
        QVERIFY(QFile::copy(in(u"away"_s), database()));
        QCOMPARE(client.post("/task", taskOf(1)).status, 500);
        QCOMPARE(client.get("/readyz").status, 503);
    }

    void aDatabaseThatMayNotBeWritten_isRefusedAtTheStart()
    {
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(m_disk->set("read-only"));
        QVERIFY(!m_broker->start());
        QCOMPARE(m_broker->waitForEnd(), 2);
        QVERIFY2(m_broker->log().contains("may not be written"), m_broker->log().constData());
    }

    void aDamagedDatabase_isRefusedAtTheStart_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("from its first byte") << qint64 {0};
        QTest::newRow("behind its first page") << kPageBytes;
    }
    void aDamagedDatabase_isRefusedAtTheStart()
    {
        QFETCH(qint64, from);
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(overwrite(database(), from));
        QVERIFY(!m_broker->start());
        QCOMPARE(m_broker->waitForEnd(), 2);
        QVERIFY2(m_broker->log().contains("conduit --check"), m_broker->log().constData());
        const Said said = run({u"--check"_s});
        QCOMPARE(said.code, 2);
        QVERIFY2(!said.out.isEmpty() || said.errors.contains("damaged"), said.errors.constData());
    }

    void pagesThatAreDamagedMeanwhile_areAnsweredSo()
    {
        auto client = m_broker->connect();
        QStringList ids;
        for (int i = 0; i < 60; ++i)
            ids.append(enqueue(client, taskOf(100)));
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        QVERIFY(overwrite(database(), 100 * kPageBytes));
        auto again = m_broker->connect();
        int refused = 0;
        for (const QString &id : std::as_const(ids)) {
            const HttpAnswer answer = again.get(taskPath(id));
            QVERIFY(answer.status == 200 || answer.status == 500);
            if (answer.status == 500) {
                QVERIFY2(answer.errorMessage().contains(u"damaged"), qPrintable(answer.errorMessage()));
                ++refused;
            }
        }
        QVERIFY(refused > 0);
        QVERIFY(m_broker->isRunning());
        QVERIFY(m_broker->log().count("malformed") <= 2);
    }

    void aDatabaseOfTheReleasedFormat_isServed()
    {
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(QFile::remove(database()));
        QVERIFY(makeDatabase(database(), u"0001.sql"_s));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        QCOMPARE(client.get("/task").json()["tasks"_L1].toArray().size(), 9);
        QCOMPARE(client.get("/task/types").body, QByteArray("[\"echo\"]"));
        QVERIFY(!enqueue(client, taskOf(1)).isEmpty());
        QCOMPARE(run({u"--check"_s}).code, 0);
        QVERIFY(QFile::exists(database() + u".before-0002"_s));
    }

    void migrateOnly_changesTheFormatAndEnds()
    {
        Said said = run({u"--migrate-only"_s});
        QCOMPARE(said.code, 3);
        QVERIFY2(said.errors.contains("running broker"), said.errors.constData());
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(QFile::remove(database()));
        QVERIFY(makeDatabase(database(), u"0001.sql"_s));
        const QString copy = database() + u".before-0002"_s;
        said = run({u"--migrate-only"_s});
        QVERIFY2(said.code == 0, said.errors.constData());
        QVERIFY2(said.out.startsWith(database().toUtf8()), said.out.constData());
        QVERIFY(QFile::remove(copy));
        // Nothing is left to do, for itself and for a start.
        QCOMPARE(run({u"--migrate-only"_s}).code, 0);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        QCOMPARE(client.get("/task").json()["tasks"_L1].toArray().size(), 9);
        QVERIFY(!QFile::exists(copy));

        const QStringList another {u"--database"_s, u"sqlite:"_s + in(u"new.db"_s)};
        QCOMPARE(run(QStringList {u"--migrate-only"_s} + another).code, 0);
        QCOMPARE(run(QStringList {u"--check"_s} + another).code, 0);
    }

    void check_looksBesideARunningBroker()
    {
        auto client = m_broker->connect();
        QVERIFY(!enqueue(client, taskOf(100)).isEmpty());
        Said said = run({u"--check"_s});
        QVERIFY2(said.code == 0, said.errors.constData());
        QCOMPARE(said.out, database().toUtf8() + ": sound\n");
        QCOMPARE(m_broker->terminate(), 0);
        said = run({u"--check"_s});
        QVERIFY2(said.code == 0, said.errors.constData());
        said = run({u"--check"_s, u"--database"_s, u"sqlite:"_s + in(u"none.db"_s)});
        QCOMPARE(said.code, 2);
        QVERIFY(!QFile::exists(in(u"none.db"_s)));
    }

    void backup_copiesWhatNobodyServes()
    {
        auto client = m_broker->connect();
        const QString id = enqueue(client, taskOf(1));
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(!QFile::exists(database() + u"-wal"_s));
        const QString copy = in(u"copy.db"_s);
        const Said said = run({u"backup"_s, copy});
        QVERIFY2(said.code == 0, said.errors.constData());
        QVERIFY(QFile::exists(copy));
        // Its log is not there now, but it would be taken for it.
        const Said refused = run({u"backup"_s, database() + u"-wal"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.errors.contains("is the database itself"), refused.errors.constData());

        QVERIFY(QFile::remove(database()));
        QVERIFY(QFile::rename(copy, database()));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto again = m_broker->connect();
        QCOMPARE(loadTask(again, id)["status"_L1].toString(), u"Pending"_s);
    }

    void backup_copiesBesideARunningBroker()
    {
        auto client = m_broker->connect();
        QStringList ids;
        for (int i = 0; i < 20; ++i)
            ids.append(enqueue(client, taskOf(50)));
        const QString copy = in(u"copy.db"_s);
        Said said = run({u"backup"_s, copy});
        QVERIFY2(said.code == 0, said.errors.constData());
        QVERIFY(!QFile::exists(copy + u".part"_s));
        ids.append(enqueue(client, taskOf(50)));

        said = run({u"backup"_s, copy});
        QCOMPARE(said.code, 1);
        QVERIFY2(said.errors.contains("--force"), said.errors.constData());
        QCOMPARE(run({u"backup"_s, database(), u"--force"_s}).code, 1);
        said = run({u"backup"_s, copy, u"--force"_s});
        QVERIFY2(said.code == 0, said.errors.constData());
        QCOMPARE(run({u"backup"_s, in(u"no/copy.db"_s)}).code, 2);

        // Put in place, it serves what was there when it was made.
        QCOMPARE(m_broker->terminate(), 0);
        QVERIFY(QFile::remove(database()));
        QVERIFY(QFile::copy(copy, database()));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto again = m_broker->connect();
        for (const QString &id : std::as_const(ids))
            QVERIFY(!loadTask(again, id).isEmpty());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstStorageTrouble)
#include "tst_storage_trouble.moc"
