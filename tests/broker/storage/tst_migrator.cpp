// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/migrator.h"
#include "tests/broker/storage/format_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSqlRecord>
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

    void theReleasedFormat_isOpenedWithNothingLost()
    {
        QVERIFY(conduit::test::makeDatabase(m_path, u"0001.sql"_s));
        const QStringList before = everything();
        QCOMPARE(before.size(), 9 + 4 + 1);
        const auto database = open();
        QVERIFY(migrate(*database, kNow));
        QCOMPARE(everything(), before);
        QCOMPARE(number(*database, u"SELECT count(*) FROM pragma_foreign_key_check"_s), 0);
        auto checked = database->runText(u"test"_s, u"PRAGMA integrity_check"_s);
        QVERIFY(checked && checked->next());
        QCOMPARE(checked->text(0), u"ok"_s);
    }

    void whoEnqueued_isNobodyForTasksThatWereThere_andTheyAreNotWrittenAnew()
    {
        const QString folder = migrationsBefore(u"0006"_s);
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow, folder));
            QVERIFY(database->runText(
                u"test"_s,
                u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                "INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, attempt, uncharged, "
                "lost_leases, version, revision, payload) "
                "SELECT i, randomblob(16), 'ready', 'q', 't', 5, 0, 0, 0, 0, 0, 0, 1, 1, zeroblob(500) FROM n"_s));
        }
        const QByteArrayList before = pages();
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow));
            QCOMPARE(number(*database, u"SELECT count(*) FROM tasks WHERE enqueued_by IS NULL"_s), 2'000);
        }
        const QByteArrayList after = pages();
        QVERIFY(before.size() > 250);
        int written = 0;
        for (qsizetype page = 0; page < after.size(); ++page)
            written += before.value(page) != after[page] ? 1 : 0;
        QVERIFY2(written < 20, qPrintable(QString::number(written)));
    }

    void anOlderDatabase_isCopiedBeforeItsFormatChanges()
    {
        const QString folder = migrations(u"CREATE TABLE later (number INTEGER) STRICT"_s);
        QVERIFY(conduit::test::makeDatabase(m_path, u"0001.sql"_s));
        const QStringList before = everything();
        {
            const auto database = open();
            QVERIFY(migrate(*database, kNow, folder));
            QCOMPARE(number(*database, u"SELECT count(*) FROM sqlite_schema WHERE name = 'later'"_s), 1);
        }
        m_path += u".before-0900"_s;
        QVERIFY(QFile::exists(m_path));
        QCOMPARE(everything(), before);
        QCOMPARE(number(*open(), u"SELECT count(*) FROM sqlite_schema WHERE name = 'later'"_s), 0);
    }

    void anyDatabase_canGiveRoomBackBitByBit_data()
    {
        QTest::addColumn<bool>("isOld");
        QTest::newRow("a new one") << false;
        QTest::newRow("one of the released format") << true;
    }
    void anyDatabase_canGiveRoomBackBitByBit()
    {
        QFETCH(bool, isOld);
        if (isOld)
            QVERIFY(conduit::test::makeDatabase(m_path, u"0001.sql"_s));
        const auto database = open();
        QVERIFY(migrate(*database, kNow));
        QCOMPARE(number(*database, u"PRAGMA auto_vacuum"_s), 2);
        QVERIFY(database->prepareForWriting());
        QVERIFY(database->runText(u"test"_s,
                                  u"INSERT INTO types (type, schema, changed_at) VALUES ('large', zeroblob(1000000), 1)"_s));
        QVERIFY(database->runText(u"test"_s, u"DELETE FROM types WHERE type = 'large'"_s));
        const qint64 freePages = number(*database, u"PRAGMA freelist_count"_s);
        QVERIFY(freePages > 200);
        // Qt's driver steps a statement without columns once, and each step gives one page back.
        for (qint64 i = 0; i < freePages; ++i)
            QVERIFY(database->runText(u"test"_s, u"PRAGMA incremental_vacuum"_s));
        QCOMPARE(number(*database, u"PRAGMA freelist_count"_s), 0);
    }

    void aNewDatabaseAndOneOfToday_areNotCopied()
    {
        for (int i = 0; i < 2; ++i) {
            const auto database = open();
            QVERIFY(migrate(*database, kNow));
        }
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {u"test.db"_s});
    }

    void aDatabaseThatCannotBeCopied_isNotChanged()
    {
        const QString folder = migrations(u"CREATE TABLE later (number INTEGER) STRICT"_s);
        QVERIFY(conduit::test::makeDatabase(m_path, u"0001.sql"_s));
        // Where the copy would grow there is a folder.
        QVERIFY(QDir().mkpath(m_path + u".before-0900.part"_s));
        const QByteArray before = content();
        {
            const auto database = open();
            const auto done = migrate(*database, kNow, folder);
            QVERIFY(!done);
            QVERIFY(!done.error().isNewer);
            QVERIFY2(done.error().message.contains(u"before-0900"), qPrintable(done.error().message));
            QVERIFY(done.error().message.endsWith(u"Nothing was changed."));
        }
        QCOMPARE(content(), before);
    }

    void aMigrationThatFails_leavesTheDatabaseAsItWas()
    {
        const QString folder = migrations(u"CREATE TABLE tasks (number INTEGER)"_s);
        QVERIFY(conduit::test::makeDatabase(m_path, u"0001.sql"_s));
        const QStringList before = everything();
        const auto database = open();
        QVERIFY(!migrate(*database, kNow, folder));
        QCOMPARE(everything(), before);
        QCOMPARE(number(*database, u"SELECT count(*) FROM migrations"_s), 1);
    }

    /// Each rule that the engine relies on is also a rule of the table: a bug must not be storable.
    void impossibleTasks_cannotBeStored_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("a state that does not exist") << u"state = 'lost'"_s;
        QTest::newRow("running without a lease") << u"state = 'running', started_at = 1"_s;
        QTest::newRow("completed without an end") << u"state = 'completed'"_s;
        QTest::newRow("an end, but ready") << u"completed_at = 5"_s;
        QTest::newRow("trashed, but nobody knows when") << u"state = 'trashed'"_s;
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
            u"INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, attempt, uncharged, "
            u"lost_leases, "
            "version, revision, payload) VALUES (1, zeroblob(16), 'ready', 'q', 't', 5, 0, 0, 0, 0, 0, 0, 1, 1, x'7b7d')"_s));
        QVERIFY(!database->runText(u"test"_s, u"UPDATE tasks SET "_s + change));
    }

private:
    static constexpr Moment kNow {Milliseconds {1'795'600'800'000}};

    std::unique_ptr<Database> open() const { return *Database::open(m_path, Database::Mode::ReadWrite); }
    static qint64 number(Database &database, const QString &sql)
    {
        auto rows = database.runText(u"test"_s, sql);
        return rows && rows->next() ? rows->integer(0) : -1;
    }
    /// The first format's migration, and one more.
    QString migrations(const QString &more) const
    {
        const QString folder = m_folder->filePath(u"migrations"_s);
        const QString first = u"0001_tasks_and_types.sql"_s;
        QDir().mkpath(folder);
        QFile::copy(u":/sql/migrations/sqlite/"_s + first, folder + u'/' + first);
        QFile file(folder + u"/0900_later.sql"_s);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("-- name: later\n" + more.toUtf8() + '\n');
        return folder;
    }
    /// The migrations up to the one that begins with `number`, without it.
    QString migrationsBefore(const QString &number) const
    {
        const QString folder = m_folder->filePath(u"before"_s);
        QDir().mkpath(folder);
        for (const QFileInfo &file : QDir(u":/sql/migrations/sqlite"_s).entryInfoList(QDir::Files, QDir::Name))
            if (file.fileName() < number)
                QFile::copy(file.filePath(), folder + u'/' + file.fileName());
        return folder;
    }
    QByteArrayList pages() const
    {
        constexpr qint64 kPageBytes = 4096;
        QFile file(m_path);
        QByteArrayList pages;
        if (file.open(QIODevice::ReadOnly))
            while (!file.atEnd())
                pages.append(file.read(kPageBytes));
        return pages;
    }
    /// What every format keeps of tasks, attempts and types, a line each.
    QStringList everything() const
    {
        const auto database = open();
        QStringList lines;
        for (const auto &sql :
             {u"SELECT seq, hex(id), state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, "
              u"attempt, "
              "uncharged, lost_leases, version, revision, worker, hex(lease_token), lease_expires_at, lease_ms, lease_is_bare, "
              "tags, hex(progress), error, hex(checkpoint), hex(output), "
              "hex(coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq))) FROM tasks ORDER BY seq"_s,
              u"SELECT seq, number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code FROM attempts "
              "ORDER BY seq, number"_s,
              u"SELECT type, hex(schema), changed_at FROM types"_s}) {
            auto rows = database->runText(u"test"_s, sql);
            while (rows && rows->next()) {
                QStringList values;
                for (int column = 0; column < rows->columns(); ++column)
                    values.append(rows->isNull(column) ? u"-"_s : rows->text(column));
                lines.append(values.join(u'|'));
            }
        }
        return lines;
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
