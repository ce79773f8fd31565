// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/steady_line.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

namespace {

constexpr SteadyLine::WallReading kStart {std::chrono::seconds {1'795'600'800}};

/// A line and the two clocks that it reads, moved by the test.
class Walk
{
public:
    void pass(SteadyLine::Nanoseconds time) { m_elapsed += time, m_wall += time; }
    void jump(SteadyLine::Nanoseconds by) { m_wall += by; }
    SteadyLine::Reading read() { return m_line.at(m_elapsed, m_wall); }
    SteadyLine::Nanoseconds line() { return read().moment - kStart; }
    SteadyLine::Nanoseconds gap() { return m_wall - read().moment; }

private:
    SteadyLine::Nanoseconds m_elapsed = 77s;
    SteadyLine::WallReading m_wall = kStart;
    SteadyLine m_line {m_elapsed, m_wall};
};

} // namespace

class TestSteadyLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void undisturbedLine_isTheWall()
    {
        Walk walk;
        QVERIFY(walk.line() == 0ns);
        for (const auto step : {1ms, 250ms, 3'600'000ms, 86'400'000ms}) {
            walk.pass(step);
            QVERIFY(walk.gap() == 0ns);
        }
    }

    void jumpOfAnHour_changesNoWaitByMoreThanATwentieth_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("forward") << qint64(1);
        QTest::newRow("back") << qint64(-1);
    }
    void jumpOfAnHour_changesNoWaitByMoreThanATwentieth()
    {
        QFETCH(qint64, hours);
        Walk walk;
        walk.jump(std::chrono::hours(hours));
        QVERIFY(walk.line() == 0ns);
        for (int second = 1; second <= 600; ++second) {
            walk.pass(1s);
            const auto ran = walk.line();
            QVERIFY(ran >= second * 950ms - 1ms);
            QVERIFY(ran <= second * 1'050ms);
        }
        // Looked at after a long silence, the rule is the same.
        const auto before = walk.line();
        walk.pass(1h);
        QVERIFY(walk.line() - before >= 57min - 1ms);
        QVERIFY(walk.line() - before <= 63min);
    }

    void smallCorrection_isFollowedWithinMoments()
    {
        for (const auto correction : {100ms, -100ms}) {
            Walk walk;
            walk.jump(correction);
            for (int i = 0; i < 20; ++i) {
                walk.pass(100ms);
                QVERIFY(!walk.read().newGap);
            }
            QVERIFY(walk.gap() == 0ns);
        }
    }

    void line_neverFallsAndMeetsTheWall()
    {
        Walk walk;
        auto last = walk.line();
        for (const auto by : {3'600'000ms, -7'200'000ms, 500ms, -500ms, 1'800'000ms}) {
            walk.jump(by);
            for (int i = 0; i < 100'000; ++i) {
                walk.pass(i % 3 == 0 ? 1us : 999ms);
                const auto line = walk.line();
                QVERIFY(line >= last);
                last = line;
            }
        }
        walk.pass(48h);
        QVERIFY(walk.gap() >= 0ns && walk.gap() < 1ms);
        walk.pass(-1s); // A count that falls all the same does not move the line back.
        QVERIFY(walk.line() >= last);
    }

    void manyReadings_bendAsMuchAsFew()
    {
        Walk walk;
        walk.jump(1h);
        for (int i = 0; i < 1'000'000; ++i) {
            walk.pass(1us);
            walk.read();
        }
        QVERIFY(walk.line() >= 1'049ms);
    }

    void jump_isToldOnce()
    {
        Walk walk;
        walk.jump(9s);
        QVERIFY(!walk.read().newGap);
        walk.pass(1h);
        walk.read();

        walk.jump(-1h);
        QVERIFY(walk.read().newGap == -1h);
        for (int i = 0; i < 1'000; ++i) {
            walk.pass(30s);
            QVERIFY(!walk.read().newGap);
        }
        walk.jump(-1h);
        const auto second = walk.read().newGap;
        QVERIFY(second && *second < -90min);
        QVERIFY(!walk.read().newGap);
    }
};

QTEST_APPLESS_MAIN(TestSteadyLine)
#include "tst_steady_line.moc"
