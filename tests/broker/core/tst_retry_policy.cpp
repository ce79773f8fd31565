// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/retry_policy.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delay_isTheFourthPowerOfTheAttempts()
    {
        const RetryPolicy policy;
        QCOMPARE(policy.delayAfter(1, 0).count(), Milliseconds(1s).count());
        QCOMPARE(policy.delayAfter(2, 0).count(), Milliseconds(16s).count());
        QCOMPARE(policy.delayAfter(3, 0).count(), Milliseconds(81s).count());
        QCOMPARE(policy.delayAfter(12, 0).count(), Milliseconds(20'736s).count());
    }

    void delay_neverFallsAndStopsAtTheCap()
    {
        const RetryPolicy policy;
        Milliseconds last {0};
        for (int n = 1; n <= 1'000; ++n) {
            const auto delay = policy.delayAfter(n, 0);
            QVERIFY(delay >= last);
            QVERIFY(delay > 0ms);
            QVERIFY(delay <= 6h);
            last = delay;
        }
        QCOMPARE(last.count(), Milliseconds(6h).count());
    }

    void delay_isSpreadByTheJitterAlsoAtTheCap()
    {
        const RetryPolicy policy;
        QCOMPARE(policy.delayAfter(2, -1).count(), 13'600);
        QCOMPARE(policy.delayAfter(2, 1).count(), 18'400);
        QVERIFY(policy.delayAfter(100, -1) < 6h);
        QVERIFY(policy.delayAfter(100, 1) > 6h);
    }

    void delay_takesOddNumbersOfAttempts()
    {
        const RetryPolicy policy;
        QVERIFY(policy.delayAfter(0, 0) > 0ms);
        QVERIFY(policy.delayAfter(std::numeric_limits<int>::max(), 1) > 0ms);
    }
};

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retry_policy.moc"
