// SPDX-License-Identifier: GPL-3.0-only
#include "app/restart_policy.h"

#include <QTest>

using namespace std::chrono_literals;

namespace conduit::app {

class TestRestartPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_now = {};
        m_policy = {};
    }

    void pauses_doubleUpToTheirLimit();
    void pause_isShortAgainAfterAHealthyRun();
    void fiveEndsInAMinute_areALoop();
    void fiveEndsInMoreThanAMinute_areNone();
    void forgetting_beginsAnew();

private:
    /// A run that ends by itself after `length`.
    std::optional<std::chrono::seconds> runFor(std::chrono::seconds length)
    {
        m_policy.noteStart(m_now);
        m_now += length;
        return m_policy.pauseAfterEnd(m_now);
    }

    SteadyMoment m_now;
    RestartPolicy m_policy;
};

void TestRestartPolicy::pauses_doubleUpToTheirLimit()
{
    for (const auto expected : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
        // Long enough apart to be no loop, too short to be healthy.
        const auto pause = runFor(20s);
        QVERIFY(pause);
        QCOMPARE(*pause, expected);
        m_now += *pause;
    }
}

void TestRestartPolicy::pause_isShortAgainAfterAHealthyRun()
{
    QCOMPARE(runFor(1s), 1s);
    QCOMPARE(runFor(1s), 2s);
    QCOMPARE(runFor(60s), 1s);
    QCOMPARE(runFor(59s), 2s);
}

void TestRestartPolicy::fiveEndsInAMinute_areALoop()
{
    for (int i = 0; i < 4; ++i)
        QVERIFY(runFor(14s));
    QCOMPARE(runFor(14s), std::nullopt);
}

void TestRestartPolicy::fiveEndsInMoreThanAMinute_areNone()
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(runFor(15s));
}

void TestRestartPolicy::forgetting_beginsAnew()
{
    for (int i = 0; i < 4; ++i)
        QVERIFY(runFor(1s));
    m_policy.forget();
    QCOMPARE(runFor(1s), 1s);
    for (int i = 0; i < 3; ++i)
        QVERIFY(runFor(1s));
    QCOMPARE(runFor(1s), std::nullopt);
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestRestartPolicy)
#include "tst_restart_policy.moc"
