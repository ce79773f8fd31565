// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestDatabase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_database = *Database::open(path(), Database::Mode::ReadWrite);
        QVERIFY(m_database->runText(
            u"test"_s, u"CREATE TABLE types (type TEXT PRIMARY KEY, schema BLOB, defaults BLOB, changed_at INTEGER)"_s));
    }

    void write_beginsATransactionThatOthersSeeOnlyAfterTheCommit()
    {
        const auto other = *Database::open(path(), Database::Mode::ReadWrite);
        QVERIFY(!m_database->isOpen());
        QVERIFY(save(u"a"_s));
        QVERIFY(m_database->isOpen());
        QCOMPARE(count(*m_database), 1);
        QCOMPARE(count(*other), 0);
        QVERIFY(m_database->commit());
        QVERIFY(!m_database->isOpen());
        QCOMPARE(count(*other), 1);
    }

    void rollback_takesEverythingBack()
    {
        QVERIFY(save(u"a"_s));
        QVERIFY(save(u"b"_s));
        m_database->rollback();
        QVERIFY(!m_database->isOpen());
        QCOMPARE(count(*m_database), 0);
        QVERIFY(save(u"c"_s));
        QVERIFY(m_database->commit());
        QCOMPARE(count(*m_database), 1);
    }

    /// SQLite by itself makes two calls for each page of the log.
    void aCommit_isWrittenToTheLogByOneCall()
    {
        QVERIFY(m_database->prepareForWriting());
        QVERIFY(save(u"the log is there now"_s));
        QVERIFY(m_database->commit());
        const qint64 pageBytes = m_database->readNumber(u"test"_s, u"PRAGMA page_size"_s).value_or(0);
        for (int i = 0; i < 20; ++i)
            QVERIFY(save(u"type %1"_s.arg(i), QByteArray(pageBytes, ' ')));

        const Written before = writtenByThisProcess();
        QVERIFY(m_database->commit());
        const Written after = writtenByThisProcess();

        QVERIFY(after.bytes - before.bytes > 20 * pageBytes);
        QCOMPARE(after.calls - before.calls, 1);
        QCOMPARE(count(**Database::open(path(), Database::Mode::ReadOnly)), 21);
    }

    /// More than one call of the system takes, with pages that SQLite has to write before the commit and reads again.
    void aLargeCommit_isWhole()
    {
        QVERIFY(m_database->prepareForWriting());
        QVERIFY(m_database->runText(u"test"_s, u"PRAGMA cache_size = 10"_s));
        QVERIFY(m_database->begin());
        constexpr int kTypes = 600;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < kTypes; ++i)
                QVERIFY(m_database->runText(u"test"_s, u"INSERT OR REPLACE INTO types (type, schema) VALUES (?, ?)"_s,
                                            {u"type %1"_s.arg(i), QByteArray(1'000, static_cast<char>('a' + round))}));
        }
        QVERIFY(m_database->commit());
        const auto other = *Database::open(path(), Database::Mode::ReadOnly);
        QCOMPARE(count(*other), kTypes);
        QCOMPARE(
            other->readNumber(u"test"_s, u"SELECT count(*) FROM types WHERE substr(schema, 1, 3) = x'626262'"_s).value_or(0),
            kTypes);
        const auto checked =
            other->readOne(u"test"_s, u"PRAGMA integrity_check"_s, {}, [](const Row &row) { return row.text(0); });
        QCOMPARE(checked->value_or(QString()), u"ok"_s);
    }

    void aReadOnlyConnection_cannotWrite()
    {
        const auto reader = *Database::open(path(), Database::Mode::ReadOnly);
        const auto done = reader->runText(u"test"_s, u"DELETE FROM types"_s);
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::StorageFailed);
    }

    void aFailure_tellsTheClientNothingInternal()
    {
        const auto done = m_database->runText(u"test"_s, u"SELECT secret FROM nowhere"_s);
        QVERIFY(!done);
        QVERIFY(!done.error().message.contains(u"nowhere"));
    }

    void open_failsForAFolderThatDoesNotExist()
    {
        QVERIFY(!Database::open(m_folder->filePath(u"no/such/folder/x.db"_s), Database::Mode::ReadWrite));
    }

    /// Whoever waits behind others' wait has waited enough.
    void aSecondWait_isShort()
    {
        const auto other = *Database::open(path(), Database::Mode::ReadWrite);
        QVERIFY(other->begin());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!save(u"a"_s));
        QVERIFY(timer.elapsed() >= Database::kBusyTimeoutMs - 500);
        timer.restart();
        const auto again = m_database->begin();
        QVERIFY(!again);
        QVERIFY(again.error().code == ErrorCode::StorageBusy);
        QVERIFY(timer.elapsed() < 1'000);

        // Once it was let in, it waits its whole time again.
        other->rollback();
        QVERIFY(save(u"a"_s));
        QVERIFY(m_database->commit());
        auto patience = m_database->runText(u"test"_s, u"PRAGMA busy_timeout"_s);
        QVERIFY(patience && patience->next());
        QCOMPARE(patience->smallInteger(0), Database::kBusyTimeoutMs);
    }

    void text_comesBackAsItWasWritten()
    {
        const QString text = u"\uFEFF\uFEFFaä\U0001F600"_s;
        QVERIFY(save(text));
        QVERIFY(m_database->commit());
        const auto read =
            m_database->readOne(u"test"_s, u"SELECT type FROM types"_s, {}, [](const Row &row) { return row.text(0); });
        QVERIFY(read && *read);
        QCOMPARE(**read, text);
    }

    void aReadThatHasRowsLeft_doesNotStandInTheWayOfAWrite()
    {
        QVERIFY(m_database->prepareForWriting());
        for (const auto &type : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(save(type));
        QVERIFY(m_database->commit());
        int rows = 0;
        QVERIFY(m_database->readEach(u"type.list"_s, {}, [&](const Row &) { return ++rows < 2; }));
        QCOMPARE(rows, 2);
        const auto other = *Database::open(path(), Database::Mode::ReadWrite);
        QVERIFY(other->runText(u"test"_s, u"DELETE FROM types WHERE type = 'c'"_s));
        QVERIFY(save(u"d"_s));
        QVERIFY(m_database->commit());
        QCOMPARE(count(*m_database), 3);
    }

    void commit_refusesAFileThatWasRemovedOrReplaced_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("removed") << QString() << false;
        QTest::newRow("replaced") << QString() << true;
        QTest::newRow("log removed") << u"-wal"_s << false;
    }
    void commit_refusesAFileThatWasRemovedOrReplaced()
    {
        QFETCH(QString, suffix);
        QFETCH(bool, isReplaced);
        const QString file = path() + suffix;
        QVERIFY(m_database->prepareForWriting());
        QVERIFY(save(u"a"_s));
        QVERIFY(m_database->commit());
        QVERIFY(QFile::rename(file, file + u".away"_s));
        if (isReplaced)
            QVERIFY(QFile::copy(file + u".away"_s, file));

        QVERIFY(save(u"b"_s));
        const auto done = m_database->commit();
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::StorageFailed);
        QVERIFY(done.error().message.contains(u"removed or replaced"));
        m_database->rollback();

        // The same file under its name again: it goes on.
        QFile::remove(file);
        QVERIFY(QFile::rename(file + u".away"_s, file));
        QVERIFY(save(u"c"_s));
        QVERIFY(m_database->commit());
        QCOMPARE(count(*m_database), 2);
    }

    void aDamagedPage_isSaidToBeOne()
    {
        for (int i = 0; i < 2'000; ++i)
            QVERIFY(save(QString::number(i)));
        QVERIFY(m_database->commit());
        m_database.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(4'096));
        file.write(QByteArray(static_cast<qsizetype>(file.size()) - 4'096, '\x5a'));
        file.close();
        m_database = *Database::open(path(), Database::Mode::ReadWrite);
        const auto rows = m_database->runText(u"test"_s, u"SELECT count(schema) FROM types"_s);
        QVERIFY(!rows);
        QVERIFY(rows.error().message.contains(u"damaged"));
        QVERIFY(rows.error().message.contains(u"conduit --check"));
    }

    void aDamagedPageFarBehind_isAnErrorAndNotAShorterList()
    {
        constexpr int kTypes = 200;
        constexpr qint64 kPageBytes = 4'096;
        QVERIFY(m_database->prepareForWriting());
        for (int i = 0; i < kTypes; ++i)
            QVERIFY(save(u"type %1"_s.arg(i, 3, 10, QChar(u'0')), QByteArray(500, ' ')));
        QVERIFY(m_database->commit());
        m_database.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() - kPageBytes));
        QCOMPARE(file.write(QByteArray(kPageBytes, '\x5a')), kPageBytes);
        file.close();

        m_database = *Database::open(path(), Database::Mode::ReadOnly);
        int rows = 0;
        const auto each = m_database->readEach(u"type.list"_s, {}, [&](const Row &) {
            ++rows;
            return true;
        });
        QVERIFY2(rows > 0 && rows < kTypes, qPrintable(QString::number(rows)));
        QVERIFY(!each);
        QVERIFY(each.error().message.contains(u"damaged"));
        QVERIFY(!m_database->readAll(u"type.list"_s, {}, [](const Row &row) { return row.text(0); }));
        // Who needs only the first row is not told.
        QVERIFY(m_database->readOne(u"type.list"_s, {}, [](const Row &row) { return row.text(0); }));
    }

private:
    struct Written
    {
        qint64 calls = 0;
        qint64 bytes = 0;
    };
    /// What the kernel counts, of all files.
    static Written writtenByThisProcess()
    {
        QFile file(u"/proc/self/io"_s);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        Written written;
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("syscw: "))
                written.calls = line.sliced(7).toLongLong();
            else if (line.startsWith("wchar: "))
                written.bytes = line.sliced(7).toLongLong();
        }
        return written;
    }

    QString path() const { return m_folder->filePath(u"test.db"_s); }
    bool save(const QString &type, const QByteArray &schema = "{}")
    {
        return m_database
            ->write(u"type.save"_s, {{u":type"_s, type}, {u":schema"_s, schema}, {u":defaults"_s, SqlValue()}, {u":now"_s, 1}})
            .has_value();
    }
    static int count(Database &database)
    {
        return static_cast<int>(database.readNumber(u"test"_s, u"SELECT count(*) FROM types"_s).value_or(-1));
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
