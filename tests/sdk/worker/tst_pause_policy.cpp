// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/pause_policy.h"

#include <QTest>

using namespace std::chrono_literals;
using conduit::worker::pauseAfter;

class TestPausePolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pause_doublesUpToItsBound()
    {
        QCOMPARE(pauseAfter(1, 1), 100ms);
        QCOMPARE(pauseAfter(2, 1), 200ms);
        QCOMPARE(pauseAfter(6, 1), 3'200ms);
        QCOMPARE(pauseAfter(7, 1), 5'000ms);
        QCOMPARE(pauseAfter(1'000'000, 1), 5'000ms);
    }

    void pause_isSpreadOverItsUpperHalf()
    {
        QCOMPARE(pauseAfter(1, 0), 50ms);
        QCOMPARE(pauseAfter(1, 0.5), 75ms);
        QCOMPARE(pauseAfter(100, 0), 2'500ms);
        QCOMPARE(pauseAfter(100, 0.5), 3'750ms);
    }
};

QTEST_APPLESS_MAIN(TestPausePolicy)
#include "tst_pause_policy.moc"
