// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/id_source.h"

#include <QSet>
#include <QTest>

using namespace conduit::broker;

class TestIdSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void taskId_hasVersionSevenAndTheVariantOfTheStandard()
    {
        // RFC 9562, appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
        const QUuid id = timeOrderedUuid(Moment {Milliseconds {0x017F22E279B0}}, 0xCC3, 0x18C4DC0C0C07398FULL);
        QCOMPARE(id.toByteArray(QUuid::WithoutBraces), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    void taskIds_sortByTimeAndNeverRepeat()
    {
        SystemIdSource ids;
        QSet<QUuid> seen;
        QByteArray last;
        for (int i = 0; i < 1'000; ++i) {
            const QUuid id = ids.newTaskId(Moment {Milliseconds {1'000'000 + i}});
            QVERIFY(!seen.contains(id));
            QVERIFY(last < id.toRfc4122());
            seen.insert(id);
            last = id.toRfc4122();
        }
    }

    void leaseTokens_areLongAndDiffer()
    {
        SystemIdSource ids;
        const QByteArray one = ids.newLeaseToken();
        QCOMPARE(one.size(), 32);
        QVERIFY(one != ids.newLeaseToken());
    }

    void jitter_staysInsideItsRange()
    {
        SystemIdSource ids;
        for (int i = 0; i < 1'000; ++i) {
            const double jitter = ids.nextJitter();
            QVERIFY(jitter >= -1.0 && jitter < 1.0);
        }
    }
};

QTEST_APPLESS_MAIN(TestIdSource)
#include "tst_id_source.moc"
