// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/pace.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit::worker;

namespace {

/// So many runs as it takes to know a type.
void know(Pace &pace, const QString &type, Pace::Duration ran)
{
    for (int run = 0; run < Pace::kRunsMin; ++run)
        pace.note(type, ran);
}

} // namespace

class TestPace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unknown_isZero() { QCOMPARE(Pace().slowest(), 0ns); }

    void isKnownAfterSomeRuns()
    {
        Pace pace;
        for (int run = 1; run < Pace::kRunsMin; ++run)
            pace.note(u"echo"_s, 8us);
        QCOMPARE(pace.slowest(), 0ns);
        pace.note(u"echo"_s, 8us);
        QCOMPARE(pace.slowest(), 8us);
    }

    void isUnknownWhileOneTypeIs()
    {
        Pace pace;
        know(pace, u"echo"_s, 8us);
        pace.note(u"resize"_s, 8us);
        QCOMPARE(pace.slowest(), 0ns);
    }

    void runThatTakesNoTimeIsKnownAsWell()
    {
        Pace pace;
        know(pace, u"echo"_s, 0ns);
        QVERIFY(pace.slowest() > 0ns);
    }

    void slowestType_counts()
    {
        Pace pace;
        know(pace, u"resize"_s, 3s);
        know(pace, u"echo"_s, 8us);
        QCOMPARE(pace.slowest(), 3s);
    }

    void longRun_countsAtOnceAndIsForgotten()
    {
        Pace pace;
        know(pace, u"echo"_s, 10us);
        pace.note(u"echo"_s, 1s);
        QVERIFY(pace.slowest() > 100ms);
        for (int i = 0; i < 20; ++i)
            pace.note(u"echo"_s, 10us);
        QVERIFY(pace.slowest() < 10ms);
    }
};

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
