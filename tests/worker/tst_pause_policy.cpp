// SPDX-License-Identifier: GPL-3.0-only
#include "worker/pause_policy.h"

#include <QTest>

using namespace std::chrono_literals;
using conduit::worker::pauseAfter;

class TestPausePolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pause_doublesUpToItsBound()
    {
        QCOMPARE(pauseAfter(1, 1), 500ms);
        QCOMPARE(pauseAfter(2, 1), 1'000ms);
        QCOMPARE(pauseAfter(5, 1), 8'000ms);
        QCOMPARE(pauseAfter(6, 1), 10'000ms);
        QCOMPARE(pauseAfter(1'000'000, 1), 10'000ms);
    }

    void pause_isSpreadOverItsUpperHalf()
    {
        QCOMPARE(pauseAfter(1, 0), 250ms);
        QCOMPARE(pauseAfter(1, 0.5), 375ms);
        QCOMPARE(pauseAfter(100, 0), 5'000ms);
        QCOMPARE(pauseAfter(100, 0.5), 7'500ms);
    }
};

QTEST_APPLESS_MAIN(TestPausePolicy)
#include "tst_pause_policy.moc"
