// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/storage_health.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestStorageHealth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewBroker_isReady()
    {
        const StorageHealth health;
        QVERIFY(!health.obstacle());
        QVERIFY(!health.refusal());
    }

    void aFailedTurn_isAnObstacleUntilSomethingWasWritten()
    {
        StorageHealth health;
        health.turnEnded(Error {ErrorCode::StorageBusy, u"busy"_s});
        QVERIFY(health.needsProof());
        health.turnEnded(Unit {});
        QCOMPARE(health.obstacle()->message, u"busy"_s);
        health.proofIsUnderWay();
        health.turnEnded(Error {ErrorCode::StorageFull, u"full"_s});
        QCOMPARE(health.obstacle()->message, u"full"_s);
        health.turnEnded(Unit {});
        QVERIFY(health.needsProof());
        health.proofIsUnderWay();
        health.turnEnded(Unit {});
        QVERIFY(!health.needsProof());
        QVERIFY(!health.obstacle());
    }

    void aFailedTurn_refusesNoTaskBeforehand()
    {
        StorageHealth health;
        health.turnEnded(Error {ErrorCode::StorageBusy, u"busy"_s});
        QVERIFY(!health.refusal());
    }

    void room_decides_data()
    {
        QTest::addColumn<qint64>("freeBytes");
        QTest::addColumn<qint64>("totalBytes");
        QTest::addColumn<bool>("isReady");
        QTest::addColumn<bool>("takesTasks");
        constexpr qint64 kMiB = 1LL << 20;
        constexpr qint64 kGiB = 1LL << 30;
        QTest::newRow("a large disk, half full") << 500 * kGiB << 1'000 * kGiB << true << true;
        QTest::newRow("a large disk with 2 GiB") << 2 * kGiB << 1'000 * kGiB << true << true;
        QTest::newRow("a large disk with less than 1 GiB") << kGiB - 1 << 1'000 * kGiB << false << true;
        QTest::newRow("a large disk with less than 64 MiB") << 64 * kMiB - 1 << 1'000 * kGiB << false << false;
        QTest::newRow("10 GiB with 5 %") << 512 * kMiB << 10 * kGiB << true << true;
        QTest::newRow("10 GiB with less than 5 %") << 511 * kMiB << 10 * kGiB << false << true;
        QTest::newRow("16 MiB with 1 MiB") << kMiB << 16 * kMiB << true << true;
        QTest::newRow("16 MiB with less than 1 MiB") << kMiB - 1 << 16 * kMiB << false << false;
        QTest::newRow("nothing left") << qint64 {0} << 16 * kMiB << false << false;
    }
    void room_decides()
    {
        QFETCH(qint64, freeBytes);
        QFETCH(qint64, totalBytes);
        QFETCH(bool, isReady);
        QFETCH(bool, takesTasks);
        StorageHealth health;
        health.roomIs(freeBytes, totalBytes);
        QCOMPARE(!health.obstacle(), isReady);
        QCOMPARE(!health.refusal(), takesTasks);
        if (!takesTasks)
            QVERIFY(health.refusal()->code == ErrorCode::StorageFull);
    }
};

QTEST_GUILESS_MAIN(TestStorageHealth)
#include "tst_storage_health.moc"
