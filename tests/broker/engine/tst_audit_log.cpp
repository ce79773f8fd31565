// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_audit_store.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

/// What is kept of the record, and for how long.
class TestAuditLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEntry_isReadAsItWasWritten()
    {
        LaneFixture inside;
        AuditEntry entry;
        entry.actor = {Actor::Via::Token, u"anna"_s, u"::1"_s};
        entry.verb = AuditVerb::SetPriority;
        entry.kind = AuditKind::Operation;
        entry.target = u"t"_s;
        entry.detail = u"d"_s;
        entry.reason = u"r"_s;
        entry.outcome = kOutcomeAsked;
        entry.counts = AuditCounts {4, 3, 2, 1};
        QVERIFY(inside.turn([&] { QVERIFY(inside.engine->audit.record(entry)); }));
        const auto read = all(inside);
        QCOMPARE(read.size(), 1U);
        const AuditEntry &kept = read.front();
        QCOMPARE(kept.number, 1);
        QCOMPARE(kept.time, inside.clock.now());
        QCOMPARE(kept.actor.via, Actor::Via::Token);
        QCOMPARE(kept.actor.name + u' ' + kept.actor.address, u"anna ::1"_s);
        QCOMPARE(kept.verb, AuditVerb::SetPriority);
        QCOMPARE(kept.kind, AuditKind::Operation);
        QCOMPARE(kept.target + kept.detail + kept.reason + kept.outcome, u"tdrasked"_s);
        QCOMPARE(kept.counts->matched, 4);
        QCOMPARE(kept.counts->failed, 1);
        QVERIFY(kept.started.isNull());
    }

    void thePruner_forgetsOldEntries_butNeverTheNewest()
    {
        LaneFixture inside;
        record(inside, 3);
        inside.clock.advance(inside.settings.keepAudit + 1min);
        prune(inside);
        QCOMPARE(numbers(inside), QList<qint64>({3}));
        record(inside, 1);
        inside.clock.advance(Pruner::kRoundInterval);
        prune(inside);
        QCOMPARE(numbers(inside), QList<qint64>({4}));
    }

    void thePruner_keepsNoMoreThanAreAllowed()
    {
        EngineSettings settings;
        settings.auditEntriesMax = 5;
        LaneFixture inside(u":memory:"_s, settings);
        record(inside, 12);
        prune(inside);
        QCOMPARE(numbers(inside), QList<qint64>({12, 11, 10, 9, 8}));
    }

    void aPass_forgetsABoundedNumber()
    {
        LaneFixture inside;
        record(inside, 7);
        inside.clock.advance(inside.settings.keepAudit + 1min);
        inside.turn([&] {
            QCOMPARE(*inside.auditStore.forget(inside.clock.now(), 1, 3), 3);
            QCOMPARE(*inside.auditStore.forget(inside.clock.now(), 1, 10), 3);
        });
        QCOMPARE(numbers(inside), QList<qint64>({7}));
    }

private:
    static void record(LaneFixture &inside, int count)
    {
        inside.turn([&] {
            for (int i = 0; i < count; ++i) {
                AuditEntry entry;
                entry.outcome = kOutcomeDone;
                QVERIFY(inside.engine->audit.record(entry));
            }
        });
    }
    static void prune(LaneFixture &inside)
    {
        for (int pass = 0; pass < 20; ++pass)
            inside.turn([&] { QVERIFY(inside.engine->pruner.runOnce()); });
    }
    static std::vector<AuditEntry> all(LaneFixture &inside)
    {
        AuditQuery query;
        query.limit = 100;
        return SqlAuditReader(*inside.database).list(query)->entries;
    }
    static QList<qint64> numbers(LaneFixture &inside)
    {
        QList<qint64> numbers;
        for (const AuditEntry &entry : all(inside))
            numbers.append(entry.number);
        return numbers;
    }
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_audit_log.moc"
