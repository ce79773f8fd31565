// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/id_source.h"

#include <QSet>
#include <QTest>

#include <future>

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

    void taskIds_ofOneMillisecondAscendToo()
    {
        SystemIdSource ids;
        QByteArray last;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray id = ids.newTaskId(Moment {Milliseconds {1'000'000}}).toRfc4122();
            QVERIFY(last < id);
            last = id;
        }
    }

    void taskIds_ofTwoThreadsDiffer()
    {
        const auto someIds = [] {
            QSet<QUuid> made;
            for (int i = 0; i < 1'000; ++i)
                made.insert(SystemIdSource().newTaskId(Moment {}));
            return made;
        };
        auto elsewhere = std::async(std::launch::async, someIds);
        QSet<QUuid> all = someIds();
        all.unite(elsewhere.get());
        QCOMPARE(all.size(), 2'000);
    }

    void leaseTokens_areLongAndNeverRepeat()
    {
        SystemIdSource ids;
        QSet<QByteArray> seen;
        for (int i = 0; i < 1'000; ++i) {
            seen.insert(ids.newLeaseToken());
            QCOMPARE(ids.newLeaseToken().size(), 32);
        }
        QCOMPARE(seen.size(), 1'000);
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
