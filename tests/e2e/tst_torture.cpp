// SPDX-License-Identifier: GPL-3.0-only
// The real programs, shot at. TORTURE_KILLS and TORTURE_SEED make a longer run, and repeat one: `./dev torture`.
#include "tests/e2e/torture.h"
#include "tests/e2e/torture_records.h"

#include <QTest>

#include <random>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

TortureSettings settingsFromEnvironment()
{
    TortureSettings settings;
    bool hasSeed = false;
    settings.seed = qEnvironmentVariable("TORTURE_SEED").toULongLong(&hasSeed);
    if (!hasSeed)
        settings.seed = std::random_device {}();
    settings.brokerKills = std::max(qEnvironmentVariableIntValue("TORTURE_KILLS"), settings.brokerKills);
    if (settings.brokerKills > TortureSettings().brokerKills)
        settings.tasksPerRound = 1'000;
    return settings;
}

bool isSame(const TortureShot &left, const TortureShot &right)
{
    return left.acknowledged == right.acknowledged && left.kind == right.kind && left.worker == right.worker
        && left.duration == right.duration;
}

} // namespace

class TstTorture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plan_comesFromTheSeed()
    {
        const TortureSettings settings {.seed = 7, .brokerKills = 50};
        const auto plan = torturePlan(settings);
        const auto again = torturePlan(settings);
        const auto other = torturePlan({.seed = 8, .brokerKills = 50});
        QVERIFY(std::equal(plan.begin(), plan.end(), again.begin(), again.end(), &isSame));
        QVERIFY(!std::equal(plan.begin(), plan.end(), other.begin(), other.end(), &isSame));
    }

    void plan_killsTheBrokerOnceInEachRound()
    {
        for (quint64 seed = 0; seed < 100; ++seed) {
            const TortureSettings settings {.seed = seed};
            const qint64 posts = qint64 {settings.clients} * settings.tasksPerRound;
            QList<qint64> rounds;
            QSet<int> kinds;
            qint64 before = 0;
            for (const TortureShot &shot : torturePlan(settings)) {
                QVERIFY(shot.acknowledged >= before && shot.acknowledged < settings.tasks());
                before = shot.acknowledged;
                kinds.insert(static_cast<int>(shot.kind));
                if (shot.kind == TortureShot::Kind::KillBroker)
                    rounds.append(shot.acknowledged / posts);
            }
            QCOMPARE(rounds, (QList<qint64> {0, 1, 2, 3}));
            QCOMPARE(kinds.size(), 3);
        }
    }

    void shotAt_nothingIsLostAndNothingCompletesTwice()
    {
        const TortureSettings settings = settingsFromEnvironment();
        qInfo().noquote() << u"TORTURE_SEED=%1 TORTURE_KILLS=%2"_s.arg(settings.seed).arg(settings.brokerKills);
        Torture torture(settings, QStringLiteral(CONDUIT_BIN_DIR));
        const bool wentWell = torture.run();
        const TortureLedger &ledger = torture.ledger();
        if (!wentWell)
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(torture.brokerLog().right(4000));
        QVERIFY2(wentWell, qPrintable(ledger.faults().join(u"; "_s)));

        QCOMPARE(ledger.acknowledged().size(), settings.tasks());
        QCOMPARE(torture.listed().size(), settings.tasks());
        for (auto task = torture.listed().begin(); task != torture.listed().end(); ++task) {
            QVERIFY2(ledger.acknowledged().contains(task.key()), qPrintable(task.key()));
            QVERIFY2(task.value() == u"Completed" || task.value() == u"Failed", qPrintable(task.key() + task.value()));
        }
        const TortureRecords records = TortureRecords::read(torture.databasePath(), ledger);
        QVERIFY2(records.faults.isEmpty(), qPrintable(records.faults.join(u"; "_s)));
        QCOMPARE(records.completed + records.poisoned, settings.tasks());

        qInfo().noquote() << u"%1 tasks; %2 kills of the broker; workers killed %3, stopped %4 times"_s.arg(settings.tasks())
                                 .arg(settings.brokerKills)
                                 .arg(torture.workerKills())
                                 .arg(torture.workerStops());
        qInfo().noquote() << u"%1 posts stored though their answer was lost; %2 attempts lost; %3 tasks poisoned"_s
                                 .arg(ledger.repeatedPosts())
                                 .arg(records.lostAttempts)
                                 .arg(records.poisoned);
        qInfo().noquote() << u"hostile workers: %1 results stand, %2 were refused"_s.arg(records.completedByHostile)
                                 .arg(ledger.refusedCount());
        // Shots that hit nothing would prove nothing.
        QVERIFY(records.lostAttempts > 0);
        QVERIFY(ledger.refusedCount() > 0);
        QVERIFY(records.completedByHostile > 0);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstTorture)
#include "tst_torture.moc"
