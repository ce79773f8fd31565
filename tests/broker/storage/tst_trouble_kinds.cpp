// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/storage_trouble.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTroubleKinds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_now = {};
        m_log = TroubleLog([this] { return m_now; });
    }

    void code_becomesTrouble_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("trouble");
        const auto row = [](const char *name, int code, StorageTrouble trouble) {
            QTest::newRow(name) << code << static_cast<int>(trouble);
        };
        row("BUSY", 5, StorageTrouble::Busy);
        row("BUSY_SNAPSHOT", 517, StorageTrouble::Busy);
        row("BUSY_RECOVERY", 261, StorageTrouble::Busy);
        row("LOCKED_SHAREDCACHE", 262, StorageTrouble::Busy);
        row("PROTOCOL", 15, StorageTrouble::Busy);
        row("FULL", 13, StorageTrouble::Full);
        row("IOERR_SHMSIZE", 4874, StorageTrouble::Full);
        row("READONLY", 8, StorageTrouble::Unwritable);
        row("READONLY_DIRECTORY", 1544, StorageTrouble::Unwritable);
        row("CANTOPEN", 14, StorageTrouble::Unwritable);
        row("PERM", 3, StorageTrouble::Unwritable);
        row("IOERR_FSYNC", 1034, StorageTrouble::DiskFailed);
        row("IOERR_WRITE", 778, StorageTrouble::DiskFailed);
        row("IOERR_READ", 266, StorageTrouble::DiskFailed);
        row("CORRUPT", 11, StorageTrouble::Damaged);
        row("CORRUPT_INDEX", 779, StorageTrouble::Damaged);
        row("NOTADB", 26, StorageTrouble::Damaged);
        row("READONLY_DBMOVED", 1032, StorageTrouble::Gone);
        row("CONSTRAINT", 19, StorageTrouble::Bug);
        row("ERROR", 1, StorageTrouble::Bug);
    }
    void code_becomesTrouble()
    {
        QFETCH(int, code);
        QFETCH(int, trouble);
        QCOMPARE(static_cast<int>(storageTroubleFrom(code)), trouble);
    }

    void onlyWhatPasses_isSaidToPass()
    {
        QVERIFY(errorFrom(StorageTrouble::Busy).code == ErrorCode::StorageBusy);
        QVERIFY(errorFrom(StorageTrouble::Full).code == ErrorCode::StorageFull);
        for (const auto trouble : {StorageTrouble::Unwritable, StorageTrouble::DiskFailed, StorageTrouble::Damaged,
                                   StorageTrouble::Gone, StorageTrouble::Bug})
            QVERIFY(errorFrom(trouble).code == ErrorCode::StorageFailed);
    }

    void log_hasOneLineAMinuteForEachKind()
    {
        QCOMPARE(m_log.lineFor(StorageTrouble::Full, u"full"_s), u"full"_s);
        QCOMPARE(m_log.lineFor(StorageTrouble::Busy, u"busy"_s), u"busy"_s);
        for (int i = 0; i < 590; ++i) {
            m_now += 100ms;
            QVERIFY(!m_log.lineFor(StorageTrouble::Full, u"full"_s));
        }
        m_now += 1s;
        QCOMPARE(m_log.lineFor(StorageTrouble::Full, u"full"_s), u"full; 590 more of its kind were not logged"_s);
        QVERIFY(!m_log.lineFor(StorageTrouble::Full, u"full"_s));
    }

    void log_saysOnceThatItIsOver()
    {
        QVERIFY(!m_log.isInTrouble());
        QVERIFY(!m_log.lineWhenOver());
        (void)m_log.lineFor(StorageTrouble::Busy, u"busy"_s);
        (void)m_log.lineFor(StorageTrouble::Busy, u"busy"_s);
        QVERIFY(m_log.isInTrouble());
        m_now += 12s;
        QCOMPARE(m_log.lineWhenOver(), u"storage works again after 12 s; 1 more of its kind were not logged"_s);
        QVERIFY(!m_log.isInTrouble());
        QVERIFY(!m_log.lineWhenOver());
    }

    /// A disk that is full for large payloads only: trouble and success take turns.
    void troubleThatComesAndGoes_fillsNoLog()
    {
        int lines = 0;
        for (int i = 0; i < 1'200; ++i) {
            m_now += 100ms;
            lines += m_log.lineFor(StorageTrouble::Full, u"full"_s).has_value() ? 1 : 0;
            lines += m_log.lineWhenOver().has_value() ? 1 : 0;
        }
        QCOMPARE(lines, 4);
    }

private:
    std::chrono::steady_clock::time_point m_now;
    TroubleLog m_log {[this] { return m_now; }};
};

QTEST_GUILESS_MAIN(TestTroubleKinds)
#include "tst_trouble_kinds.moc"
