// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/clock.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace conduit::broker;
using namespace std::chrono_literals;

class TestClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void steadyLine_startsAtTheWall()
    {
        const SystemClock clock;
        QVERIFY(std::chrono::abs(clock.steadyNow() - clock.now()) < 1s);
    }

    void steadyLine_neverFallsForAnyThread()
    {
        const SystemClock clock;
        std::atomic<Moment> newest {clock.steadyNow()};
        std::atomic<int> falls {0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int reading = 0; reading < 50'000; ++reading) {
                    const Moment before = newest;
                    const Moment now = clock.steadyNow();
                    falls += now < before ? 1 : 0;
                    newest = std::max(before, now);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(falls.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
