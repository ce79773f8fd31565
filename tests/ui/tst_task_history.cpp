// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/attempt_timeline.h"
#include "ui/models/line_diff.h"
#include "ui/models/log_filter.h"
#include "ui/models/progress_pace.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

QDateTime at(int seconds) { return QDateTime::fromSecsSinceEpoch(1'000'000 + seconds, QTimeZone::utc()); }

wire::Attempt attempt(int number, int from, int to, const QString &outcome)
{
    wire::Attempt made;
    made.number = number;
    made.startedAt = at(from);
    made.endedAt = outcome.isEmpty() ? QDateTime() : at(to);
    made.outcome = outcome;
    return made;
}

wire::Task task(const QString &state, const QString &status)
{
    wire::Task made;
    made.id = u"1"_s;
    made.state = state;
    made.status = status;
    made.createdAt = at(0);
    return made;
}

wire::Task progressing(double percent, const QString &message = {})
{
    auto made = task(u"running"_s, u"Running"_s);
    made.attempt = 1;
    made.progress = wire::Progress {.percent = percent, .message = message};
    return made;
}

} // namespace

class TestTaskHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeline_showsWaitsRunsAndRests()
    {
        const auto timeline = ui::timelineOf(task(u"dead"_s, u"Failed"_s),
                                             {attempt(1, 10, 20, u"failed"_s), attempt(2, 60, 100, u"failed"_s)}, at(500));
        QCOMPARE(timeline.lanes.size(), 2);
        QCOMPARE(timeline.end, at(100));
        QCOMPARE(timeline.lanes[0].waited, 10s);
        QCOMPARE(timeline.lanes[0].ran, 10s);
        QCOMPARE(timeline.lanes[0].startedAtShare, 0.1);
        QCOMPARE(timeline.lanes[1].waited, 40s);
        QCOMPARE(timeline.lanes[1].waitedFrom, 0.2);
        QCOMPARE(timeline.lanes[1].startedAtShare, 0.6);
        QCOMPARE(timeline.lanes[1].endedAtShare, 1.0);
        QVERIFY(!timeline.lanes[1].isSkewed);
    }

    void timeline_showsWhatRunsAndWhatIsToCome()
    {
        auto running = ui::timelineOf(task(u"running"_s, u"Running"_s), {attempt(1, 10, 0, {})}, at(40));
        QCOMPARE(running.lanes.last().ran, 30s);
        QCOMPARE(running.end, at(40));
        auto retrying = task(u"retrying"_s, u"Pending"_s);
        retrying.runAt = at(80);
        const auto resting = ui::timelineOf(retrying, {attempt(1, 10, 20, u"failed"_s)}, at(40));
        QCOMPARE(resting.lanes.size(), 2);
        QVERIFY(resting.lanes.last().isNext);
        QCOMPARE(resting.lanes.last().number, 2);
        QCOMPARE(resting.lanes.last().waited, 60s);
        QCOMPARE(resting.end, at(80));
        QCOMPARE(ui::timelineOf(task(u"ready"_s, u"Pending"_s), {}, at(40)).lanes.first().waited, 40s);
    }

    void timeline_hasNoNegativeSpans()
    {
        const auto timeline = ui::timelineOf(task(u"dead"_s, u"Failed"_s),
                                             {attempt(1, -30, -20, u"failed"_s), attempt(2, 50, 40, u"failed"_s)}, at(60));
        for (const auto &lane : timeline.lanes) {
            QVERIFY(lane.isSkewed);
            QVERIFY(lane.waited >= 0ms && lane.ran >= 0ms);
            QVERIFY(lane.waitedFrom >= 0 && lane.waitedFrom <= lane.startedAtShare);
            QVERIFY(lane.startedAtShare <= lane.endedAtShare && lane.endedAtShare <= 1);
            QVERIFY(ui::laneSentence(lane).contains(u"clocks of two computers differ"));
        }
    }

    void diff_marksWhatIsGoneAndWhatIsNew()
    {
        QCOMPARE(ui::lineDiff(u"a\nb\nc\nd"_s, u"a\nx\nc\nd"_s), u"  a\n- b\n+ x\n  c\n  d"_s);
        QCOMPARE(ui::lineDiff(u"a\nb\nc"_s, u"b\nc\nd"_s), u"- a\n  b\n  c\n+ d"_s);
        QCOMPARE(ui::lineDiff(u"same"_s, u"same"_s), u"  same"_s);
        QStringList lines;
        for (int i = 0; i < 2000; ++i)
            lines.append(QString::number(i));
        const auto reversed = QStringList(lines.crbegin(), lines.crend());
        QVERIFY(ui::lineDiff(lines.join(u'\n'), reversed.join(u'\n')).startsWith(u"- 0\n"));
    }

    void progress_tellsItsPaceAndItsAge()
    {
        ui::ProgressPace pace;
        pace.note(progressing(10, u"page 1"_s), at(0));
        QCOMPARE(pace.text(at(4)), u"10 %  ·  page 1  ·  no report since 4.0 s"_s);
        pace.note(progressing(10, u"page 1"_s), at(5));
        pace.note(progressing(20, u"page 2"_s), at(10));
        QCOMPARE(pace.text(at(12)), u"20 %  ·  page 2  ·  60 % a minute, about 1 min 20 s left  ·  last report 2 s ago"_s);
        pace.note(progressing(5), at(20)); // it began anew
        QCOMPARE(pace.text(at(20)), u"5 %  ·  no report since 0 ms"_s);
        pace.note(task(u"running"_s, u"Running"_s), at(30));
        QCOMPARE(pace.text(at(30)), QString());
    }

    void logFilter_letsMatchesThroughWithWhatIsAroundThem()
    {
        ui::LogFilter filter(u"error"_s, 1);
        QCOMPARE(filter.take({u"a"_s, u"b"_s, u"an ERROR"_s, u"c"_s, u"d"_s, u"e"_s}),
                 (QStringList {u"b"_s, u"an ERROR"_s, u"c"_s}));
        QCOMPARE(filter.take({u"error again"_s}), (QStringList {u"--"_s, u"e"_s, u"error again"_s}));
        QCOMPARE(filter.take({u"f"_s}), (QStringList {u"f"_s}));
        QCOMPARE(filter.matches(), 2);
        QCOMPARE(ui::LogFilter().take({u"all"_s}), (QStringList {u"all"_s}));
        QVERIFY(!ui::LogFilter(u"("_s).fault().isEmpty());
        QVERIFY(ui::LogFilter(u"("_s).take({u"("_s}).isEmpty());
    }

    void logFilter_givesUpOnALineThatLeadsAPatternAstray()
    {
        ui::LogFilter filter(u"(a+)+$"_s);
        QVERIFY(filter.take({QString(4000, u'a') + u'b'}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTaskHistory)
#include "tst_task_history.moc"
