// SPDX-License-Identifier: GPL-3.0-only
// The real programs, shot at. TORTURE_KILLS and TORTURE_SEED make a longer run, and repeat one: `./dev torture`.
#include "tests/e2e/torture.h"
#include "tests/e2e/torture_records.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

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

/// The task that every made up story is about.
const QString kId = u"01890a5d-ac96-774b-bcce-000000000001"_s;

/// A database as a broker might have left it, as far as TortureRecords looks at it.
void makeDatabase(const QString &path, const QStringList &rows)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"made up"_s);
        database.setDatabaseName(path);
        QVERIFY2(database.open(), qPrintable(database.lastError().text()));
        const QStringList tables {
            u"CREATE TABLE tasks (seq INTEGER PRIMARY KEY, id BLOB, state TEXT, attempt INTEGER, error TEXT, output BLOB, payload BLOB)"_s,
            u"CREATE TABLE payloads (seq INTEGER PRIMARY KEY, payload BLOB)"_s,
            u"CREATE TABLE attempts (seq INTEGER, number INTEGER, outcome TEXT)"_s};
        const QStringList statements = tables + rows;
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
    }
    QSqlDatabase::removeDatabase(u"made up"_s);
}

QString taskRow(const QString &state, int attempt, const QString &output, const QString &payload = u"{\"echo\":\"x\"}"_s)
{
    return u"INSERT INTO tasks VALUES (1, x'%1', '%2', %3, '', '%4', cast('%5' AS BLOB))"_s.arg(
        QString::fromLatin1(QUuid::fromString(kId).toRfc4122().toHex()), state, QString::number(attempt), output, payload);
}

QString attemptRow(int number, const QString &outcome)
{
    return u"INSERT INTO attempts VALUES (1, %1, '%2')"_s.arg(QString::number(number), outcome);
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

    void records_findWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QStringList>("acceptedTokens");
        QTest::addColumn<QString>("fault");
        const QString good = u"{\"echoed\":{\"echo\":\"x\"}}"_s;
        const QString byA = u"{\"echoed\":{\"echo\":\"x\"},\"by\":\"a\"}"_s;
        const auto lost = [](int number) { return attemptRow(number, u"lease_lost"_s); };
        QTest::newRow("good") << QStringList {taskRow(u"completed"_s, 1, good)} << QStringList() << QString();
        QTest::newRow("good, in the second attempt")
            << QStringList {taskRow(u"completed"_s, 2, byA), lost(1)} << QStringList {u"a"_s} << QString();
        QTest::newRow("poison") << QStringList {taskRow(u"dead"_s, 3, {}), lost(1), lost(2), lost(3)} << QStringList()
                                << QString();
        QTest::newRow("lost") << QStringList() << QStringList() << u"is not stored"_s;
        QTest::newRow("without an end") << QStringList {taskRow(u"running"_s, 1, {})} << QStringList() << u"has not ended"_s;
        QTest::newRow("another payload") << QStringList {taskRow(u"completed"_s, 1, good, u"{}"_s)} << QStringList()
                                         << u"another payload"_s;
        QTest::newRow("another's result") << QStringList {taskRow(u"completed"_s, 1, u"{\"echoed\":1}"_s)} << QStringList()
                                          << u"does not match"_s;
        QTest::newRow("two tokens") << QStringList {taskRow(u"completed"_s, 1, byA)} << QStringList {u"a"_s, u"b"_s}
                                    << u"2 tokens"_s;
        QTest::newRow("overwritten") << QStringList {taskRow(u"completed"_s, 1, good)} << QStringList {u"a"_s}
                                     << u"completed twice"_s;
        QTest::newRow("completed, and again") << QStringList {taskRow(u"completed"_s, 2, good), attemptRow(1, u"completed"_s)}
                                              << QStringList() << u"completed in attempt 2"_s;
        QTest::newRow("an attempt without a trace")
            << QStringList {taskRow(u"completed"_s, 2, good)} << QStringList() << u"completed in attempt 2"_s;
        QTest::newRow("dead too soon") << QStringList {taskRow(u"dead"_s, 2, {}), lost(1), lost(2)} << QStringList()
                                       << u"is dead"_s;
        QTest::newRow("dead after a result") << QStringList {taskRow(u"dead"_s, 3, {}), lost(1), lost(2), lost(3)}
                                             << QStringList {u"a"_s} << u"although a result was accepted"_s;
    }
    void records_findWhatIsWrong()
    {
        QFETCH(const QStringList, rows);
        QFETCH(const QStringList, acceptedTokens);
        QFETCH(const QString, fault);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"made-up.db"_s);
        makeDatabase(path, rows);
        TortureLedger ledger;
        ledger.noteAcknowledged(kId, R"({"echo":"x"})", false);
        for (const QString &token : acceptedTokens)
            ledger.noteAccepted(kId, token);
        const QString found = TortureRecords::read(path, ledger).faults.join(u"; "_s);
        QCOMPARE(found.isEmpty(), fault.isEmpty());
        QVERIFY2(found.contains(fault), qPrintable(found));
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
