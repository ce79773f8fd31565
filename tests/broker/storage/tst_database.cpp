// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database.h"

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
        QVERIFY(
            m_database->runText(u"test"_s, u"CREATE TABLE types (type TEXT PRIMARY KEY, schema BLOB, changed_at INTEGER)"_s));
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

private:
    QString path() const { return m_folder->filePath(u"test.db"_s); }
    bool save(const QString &type)
    {
        return m_database->write(u"type.save"_s, {{u":type"_s, type}, {u":schema"_s, QByteArray("{}")}, {u":now"_s, 1}})
            .has_value();
    }
    static int count(Database &database)
    {
        auto rows = database.runText(u"test"_s, u"SELECT count(*) FROM types"_s);
        return rows && rows->next() ? rows->value(0).toInt() : -1;
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
