// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/migrator.h"
#include "broker/storage/snapshot.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestSnapshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_database = *Database::open(m_folder->filePath(u"test.db"_s), Database::Mode::ReadWrite);
        QVERIFY(migrate(*m_database, Moment {}));
        QVERIFY(m_database->prepareForWriting());
        QVERIFY(remember(u"a"_s));
        QVERIFY(m_database->commit());
    }

    void aCopy_holdsWhatWasCommittedAndOpensAsADatabaseOfOurs()
    {
        const auto reader = *Database::open(m_database->path(), Database::Mode::ReadOnly);
        QVERIFY(remember(u"b"_s));
        // Beside a writer in the middle of a turn, from the log that nobody has moved into the file yet.
        QVERIFY(takeSnapshot(*reader, target()));
        QVERIFY(m_database->commit());
        const auto copy = *Database::open(target(), Database::Mode::ReadWrite);
        QVERIFY(migrate(*copy, Moment {}));
        QCOMPARE(count(*copy), 1);
        QCOMPARE(count(*m_database), 2);
        QVERIFY(!QFile::exists(target() + u".part"_s));
    }

    void aCopy_isForItsOwnerOnly()
    {
        QVERIFY(takeSnapshot(*m_database, target()));
        QCOMPARE(QFileInfo(target()).permissions()
                     & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void anOlderCopy_isReplacedWhole()
    {
        QVERIFY(takeSnapshot(*m_database, target()));
        QVERIFY(remember(u"b"_s));
        QVERIFY(m_database->commit());
        QVERIFY(takeSnapshot(*m_database, target()));
        const auto copy = *Database::open(target(), Database::Mode::ReadOnly);
        QCOMPARE(count(*copy), 2);
    }

    void theRestOfACopyThatWasCutShort_isNoObstacle()
    {
        QFile part(target() + u".part"_s);
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(QByteArray(100'000, 'x'));
        part.close();
        QVERIFY(takeSnapshot(*m_database, target()));
        QVERIFY(!QFile::exists(part.fileName()));
    }

    void aFolderThatDoesNotExist_isNamed()
    {
        const auto taken = takeSnapshot(*m_database, m_folder->filePath(u"no/copy.db"_s));
        QVERIFY(!taken);
        QVERIFY(taken.error().message.contains(u"no/copy.db"));
    }

    void aDamagedDatabase_leavesNoCopy()
    {
        m_database.reset();
        const QString path = m_folder->filePath(u"test.db"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Every page behind the one with the schema.
        QVERIFY(file.seek(4'096));
        file.write(QByteArray(static_cast<qsizetype>(file.size()) - 4'096, '\x5a'));
        file.close();
        const auto reader = *Database::open(path, Database::Mode::ReadOnly);
        QVERIFY(!takeSnapshot(*reader, target()));
        QVERIFY(!QFile::exists(target()));
        QVERIFY(!QFile::exists(target() + u".part"_s));
    }

private:
    QString target() const { return m_folder->filePath(u"copy.db"_s); }
    bool remember(const QString &name)
    {
        return (m_database->isOpen() || m_database->begin())
            && m_database->runText(u"test"_s, u"INSERT INTO types (type, schema, changed_at) VALUES (?, x'7b7d', 1)"_s, {name});
    }
    static int count(Database &database)
    {
        auto rows = database.runText(u"test"_s, u"SELECT count(*) FROM types"_s);
        return rows && rows->next() ? rows->smallInteger(0) : -1;
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
