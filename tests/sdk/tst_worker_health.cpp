// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/worker_health.h>

#include <QTest>

#include <limits>

using namespace std::chrono_literals;
using namespace conduit;

class TestWorkerHealth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shareOfFailures_looksLikeNothingOrAllOnlyWhereItIs_data()
    {
        QTest::addColumn<qint64>("completed");
        QTest::addColumn<qint64>("failed");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing ended") << qint64(0) << qint64(0) << QString();
        QTest::newRow("none failed") << qint64(7) << qint64(0) << QStringLiteral("0");
        QTest::newRow("one in a thousand") << qint64(999) << qint64(1) << QStringLiteral("< 1");
        QTest::newRow("one in a hundred") << qint64(99) << qint64(1) << QStringLiteral("1");
        QTest::newRow("a third") << qint64(2) << qint64(1) << QStringLiteral("33");
        QTest::newRow("all but one") << qint64(1) << qint64(999) << QStringLiteral("99");
        QTest::newRow("all") << qint64(0) << qint64(3) << QStringLiteral("100");
    }
    void shareOfFailures_looksLikeNothingOrAllOnlyWhereItIs()
    {
        QFETCH(const qint64, completed);
        QFETCH(const qint64, failed);
        QFETCH(const QString, text);
        const wire::Worker worker {.completed = completed, .failed = failed};
        QCOMPARE(wire::failedPercentText(worker).value_or(QString()), text);
        QCOMPARE(wire::failedShare(worker).has_value(), completed + failed > 0);
    }

    void clock_isWrongBeyondTwoSeconds_data()
    {
        QTest::addColumn<double>("ahead");
        QTest::addColumn<qint64>("wrong");
        QTest::newRow("right") << 0.0 << qint64(0);
        QTest::newRow("nearly") << 2.0 << qint64(0);
        QTest::newRow("ahead") << 2.25 << qint64(2'250);
        QTest::newRow("behind") << -90.0 << qint64(-90'000);
        QTest::newRow("since 1970") << -1.8e9 << qint64(-1'800'000'000'000);
        QTest::newRow("more than milliseconds can hold") << 1e18 << qint64(0);
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << qint64(0);
    }
    void clock_isWrongBeyondTwoSeconds()
    {
        QFETCH(const double, ahead);
        QFETCH(const qint64, wrong);
        QCOMPARE(wire::wrongClock({.clockAhead = wire::Seconds(ahead)}).count(), wrong);
        QCOMPARE(wire::wrongClock({}), 0ms);
    }
};

QTEST_GUILESS_MAIN(TestWorkerHealth)
#include "tst_worker_health.moc"
