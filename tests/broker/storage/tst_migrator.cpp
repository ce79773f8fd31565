// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/migrator.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestMigrator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_path = m_folder->filePath(u"test.db"_s);
    }

    void aNewFile_getsEveryTableAndRecordsEachMigration()
    {
        const auto database = open();
        QVERIFY(migrate(*database, kNow));
        QCOMPARE(
            number(*database, u"SELECT count(*) FROM sqlite_schema WHERE name IN ('tasks', 'payloads', 'attempts', 'types')"_s),
            4);
        QCOMPARE(number(*database, u"SELECT applied_at FROM migrations"_s), kNow.time_since_epoch().count());
    }

    void aSecondTime_changesNothing()
    {
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow));
        }
        const QByteArray before = content();
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow + std::chrono::hours {1}));
        }
        QCOMPARE(content(), before);
    }

    void aFileOfANewerVersion_isRefusedAndNotTouched()
    {
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow));
            QVERIFY(database->runText(u"test"_s, u"INSERT INTO migrations VALUES ('0999_the_future.sql', 1)"_s));
        }
        const QByteArray before = content();
        {
            const auto database = open();
            const auto done = migrate(*database, kNow);
            QVERIFY(!done);
            QVERIFY(done.error().isNewer);
            QVERIFY(done.error().message.contains(u"0999_the_future"));
        }
        QCOMPARE(content(), before);
    }

    void aDatabaseOfAnotherProgram_isRefusedAndNotTouched()
    {
        {
            const auto database = open();
            QVERIFY(database->runText(u"test"_s, u"CREATE TABLE friends (name TEXT)"_s));
        }
        const QByteArray before = content();
        {
            const auto database = open();
            const auto done = migrate(*database, kNow);
            QVERIFY(!done);
            QVERIFY(!done.error().isNewer);
        }
        QCOMPARE(content(), before);
    }

    void aFileThatIsNoDatabase_isRefusedAndNotTouched()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5'000, 'x'));
        file.close();
        const QByteArray before = content();
        {
            const auto database = open();
            QVERIFY(!migrate(*database, kNow));
        }
        QCOMPARE(content(), before);
    }

    /// Each rule that the engine relies on is also a rule of the table: a bug must not be storable.
    void impossibleTasks_cannotBeStored_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("a state that does not exist") << u"state = 'lost'"_s;
        QTest::newRow("running without a lease") << u"state = 'running', started_at = 1"_s;
        QTest::newRow("completed without an end") << u"state = 'completed'"_s;
        QTest::newRow("an end, but ready") << u"completed_at = 5"_s;
        QTest::newRow("priority 10") << u"priority = 10"_s;
        QTest::newRow("more uncharged than attempts") << u"uncharged = 1"_s;
        QTest::newRow("text as a number") << u"attempt = 'many'"_s;
        QTest::newRow("half an id") << u"id = x'0102'"_s;
    }
    void impossibleTasks_cannotBeStored()
    {
        QFETCH(QString, change);
        const auto database = open();
        QVERIFY(migrate(*database, kNow));
        QVERIFY(database->runText(
            u"test"_s,
            u"INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, attempt, max_attempts, "
            "uncharged, lost_leases, version, revision, payload) VALUES (1, zeroblob(16), 'ready', 'q', 't', 5, 0, 0, 0, 0, "
            "20, "
            "0, 0, 1, 1, x'7b7d')"_s));
        QVERIFY(!database->runText(u"test"_s, u"UPDATE tasks SET "_s + change));
    }

private:
    static constexpr Moment kNow {Milliseconds {1'795'600'800'000}};

    std::unique_ptr<Database> open() const { return *Database::open(m_path, Database::Mode::ReadWrite); }
    static qint64 number(Database &database, const QString &sql)
    {
        auto rows = database.runText(u"test"_s, sql);
        return rows && rows->next() ? rows->value(0).toLongLong() : -1;
    }
    QByteArray content() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
                                              : QByteArray();
    }

    std::optional<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
