// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/integrity_check.h"
#include "broker/storage/migrator.h"
#include "tests/broker/storage/format_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestIntegrityCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        QVERIFY(conduit::test::makeDatabase(path(), u"0001.sql"_s));
    }

    void aSoundDatabase_hasNoFaults()
    {
        QCOMPARE(faults(), QStringList());
        {
            const auto database = *Database::open(path(), Database::Mode::ReadWrite);
            QVERIFY(migrate(*database, Moment {}));
        }
        QCOMPARE(faults(), QStringList());
    }

    /// What a bug, a hand or a bad disk may have left there. Checks of the tables are off, as they are for other programs' writes.
    void anImpossibleTask_isFound_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("fault");
        QTest::newRow("ended without an end") << u"UPDATE tasks SET completed_at = NULL WHERE seq = 6"_s << u"is completed"_s;
        QTest::newRow("an end, but ready") << u"UPDATE tasks SET completed_at = 5 WHERE seq = 3"_s << u"is ready"_s;
        QTest::newRow("running without a lease")
            << u"UPDATE tasks SET lease_token = NULL WHERE seq = 5"_s << u"without a lease"_s;
        QTest::newRow("no payload") << u"DELETE FROM payloads WHERE seq = 9"_s << u"no payload"_s;
        QTest::newRow("a payload of nobody") << u"INSERT INTO payloads VALUES (77, x'7b7d')"_s << u"payloads: row 77"_s;
        QTest::newRow("an attempt too many") << u"UPDATE tasks SET attempt = 1 WHERE seq = 4"_s << u"attempt 2 beyond"_s;
        QTest::newRow("version 0") << u"UPDATE tasks SET version = 0 WHERE seq = 1"_s << u"impossible version"_s;
    }
    void anImpossibleTask_isFound()
    {
        QFETCH(QString, change);
        QFETCH(QString, fault);
        {
            const auto database = *Database::open(path(), Database::Mode::ReadWrite);
            QVERIFY(database->runText(u"test"_s, u"PRAGMA ignore_check_constraints = ON"_s));
            QVERIFY(database->runText(u"test"_s, change));
        }
        const QString found = faults().join(u'\n');
        QVERIFY2(found.contains(fault), qPrintable(found));
    }

    void damagedPages_areFound()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 3 * kPageBytes);
        QVERIFY(file.seek(2 * kPageBytes));
        file.write(QByteArray(static_cast<qsizetype>(file.size() - 2 * kPageBytes), '\x5a'));
        file.close();
        QVERIFY(!faults().isEmpty());
    }

private:
    static constexpr qint64 kPageBytes = 4'096;

    QString path() const { return m_folder->filePath(u"test.db"_s); }
    QStringList faults() const
    {
        const auto database = *Database::open(path(), Database::Mode::ReadOnly);
        const auto found = integrityFaults(*database);
        return found ? *found : QStringList {u"cannot be looked at: "_s + found.error().message};
    }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestIntegrityCheck)
#include "tst_integrity_check.moc"
