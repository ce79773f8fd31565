// SPDX-License-Identifier: GPL-3.0-only
// Which tasks a shorter time to keep them would delete, before anybody says yes to it.
#include "tests/ui/timed_app.h"
#include "ui/models/shorter_keeps.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr wire::Seconds kHour {3'600};
constexpr wire::Seconds kDay {86'400};

ui::TaskDefaults completed(wire::Seconds keep)
{
    ui::TaskDefaults said;
    said.keepCompleted = keep;
    return said;
}

ui::TaskDefaults dead(wire::Seconds keep)
{
    ui::TaskDefaults said;
    said.keepDead = keep;
    return said;
}

QString filterOf(const QList<ui::ShorterKeep> &shorter) { return ui::olderTasks(shorter).filter; }

} // namespace

class TestShorterKeeps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShorterTime_isOfThoseThatEndedLongerAgo()
    {
        QCOMPARE(filterOf(ui::shorterKeeps(completed(kDay), completed(kHour))),
                 u"(state:completed,cancelled finished:>3600s)"_s);
        QCOMPARE(filterOf(ui::shorterKeeps(dead(kDay), dead(kHour))), u"(state:dead finished:>3600s)"_s);
        QVERIFY(ui::shorterKeeps(completed(kHour), completed(kDay)).isEmpty());
        QVERIFY(ui::shorterKeeps(completed(kDay), completed(kDay)).isEmpty());
    }

    void aType_isComparedWithTheQueueThatKeepsLongest()
    {
        const QList<ui::NamedDefaults> queues {{u"mail"_s, completed(5 * kDay)}, {u"gpu"_s, completed(kHour)}};
        const auto shorter = ui::shorterKeepsOfType({}, completed(3 * kDay), queues, completed(2 * kDay));
        QCOMPARE(shorter.size(), 1);
        QCOMPARE(shorter.first().before, 5 * kDay);
        QCOMPARE(filterOf(shorter), u"(state:completed,cancelled finished:>259200s)"_s);
        QVERIFY(ui::shorterKeepsOfType({}, completed(5 * kDay), queues, completed(2 * kDay)).isEmpty());
    }

    /// Each queue says what it said all the time, and the broker speaks for all others.
    void aTypeThatSaysNoMore_leavesItToQueuesAndBroker()
    {
        const QList<ui::NamedDefaults> queues {{u"mail"_s, completed(kHour)}, {u"two \"words\""_s, completed(9 * kDay)}};
        const auto shorter = ui::shorterKeepsOfType(completed(3 * kDay), {}, queues, completed(kDay));
        QCOMPARE(filterOf(shorter),
                 u"(state:completed,cancelled finished:>3600s queue:mail) OR "
                 "(state:completed,cancelled finished:>86400s -queue:mail -queue:\"two \\\"words\\\"\")"_s);
    }

    /// A filter that the broker would refuse tells nothing: this one tells of more than will go.
    void aFilterThatWouldBeTooLong_isWithoutQueues()
    {
        QList<ui::NamedDefaults> queues;
        for (int i = 0; i < 60; ++i)
            queues.append({u"a queue with a name of some length %1"_s.arg(i), dead(kHour)});
        const auto shorter = ui::shorterKeepsOfType(dead(3 * kDay), {}, queues, dead(9 * kDay));
        QCOMPARE(shorter.size(), 60);
        QCOMPARE(filterOf(shorter), u"(state:dead finished:>3600s)"_s);
        QVERIFY(ui::olderTasks(shorter).filter.size() < 2'000);
    }
};

CONDUIT_TIMED_MAIN(TestShorterKeeps)
#include "tst_shorter_keeps.moc"
