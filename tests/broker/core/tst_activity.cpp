// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/activity.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

class TestActivity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void percentile_ofNothingIsNothing() { QVERIFY(!DurationCounts().percentile(0.5)); }

    void percentile_isAtMostAnEighthOff_data()
    {
        QTest::addColumn<qint64>("ms");
        for (const qint64 ms : {0, 1, 3, 4, 5, 7, 8, 15, 16, 100, 999, 1'000, 30'000, 3'600'000, 86'400'000, 2'147'483'647})
            QTest::addRow("%lld ms", ms) << ms;
    }
    void percentile_isAtMostAnEighthOff()
    {
        QFETCH(qint64, ms);
        DurationCounts counts;
        counts.add(Milliseconds {ms});
        const auto found = counts.percentile(0.95)->count();
        QVERIFY2(8 * std::abs(found - ms) <= ms, qPrintable(QString::number(found)));
    }

    void percentiles_splitWhatWasAdded()
    {
        DurationCounts counts;
        for (int i = 0; i < 90; ++i)
            counts.add(1ms);
        for (int i = 0; i < 10; ++i)
            counts.add(3ms);
        QCOMPARE(counts.total(), 100);
        QCOMPARE(*counts.percentile(0.5), 1ms);
        QCOMPARE(*counts.percentile(0.9), 1ms);
        QCOMPARE(*counts.percentile(0.91), 3ms);
        QCOMPARE(*counts.percentile(1), 3ms);
    }

    void whatTakesForEver_countsInTheLastClass()
    {
        DurationCounts counts;
        counts.add(Milliseconds::max());
        QVERIFY(*counts.percentile(0.5) > std::chrono::days {30});
        counts.add(-5ms);
        QCOMPARE(*counts.percentile(0.5), 0ms);
    }

    void text_readsTheSame()
    {
        DurationCounts counts;
        for (const auto duration : {0ms, 7ms, 7ms, 90'000ms})
            counts.add(duration);
        QCOMPARE(DurationCounts::fromText(counts.text()), counts);
        QCOMPARE(DurationCounts::fromText({}), DurationCounts());
    }

    void sum_addsCountsAndKeepsThePeaks()
    {
        Activity a;
        a.completed = 2;
        a.ready = 7;
        a.oldestWait = 3s;
        a.runs.add(1ms);
        Activity b;
        b.completed = 3;
        b.ready = 5;
        b.oldestWait = 9s;
        b.runs.add(2ms);
        a.add(b);
        QCOMPARE(a.completed, 5);
        QCOMPARE(a.ready, 7);
        QCOMPARE(a.oldestWait, 9s);
        QCOMPARE(a.runs.total(), 2);
    }
};

QTEST_GUILESS_MAIN(TestActivity)
#include "tst_activity.moc"
