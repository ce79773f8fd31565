// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/attempt_timeline.h"

#include "ui/format/task_words.h"
#include "ui/format/times.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

std::chrono::milliseconds span(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::milliseconds(std::max<qint64>(0, from.msecsTo(to)));
}

/// The later one; a clock that goes back must not turn a lane round.
QDateTime notBefore(const QDateTime &moment, const QDateTime &limit) { return std::max(moment, limit); }

/// What is to come: the task waits for another attempt.
TimelineLane nextLane(const wire::Task &task, int number, const QDateTime &since, const QDateTime &now)
{
    const auto due = task.runAt.isValid() && task.runAt > now ? std::min(task.runAt, now.addDays(1)) : now;
    return {.number = number, .isNext = true, .waited = span(since, due), .startedAt = due, .endedAt = due};
}

} // namespace

AttemptTimeline timelineOf(const wire::Task &task, const QList<wire::Attempt> &attempts, const QDateTime &now)
{
    AttemptTimeline timeline {.begin = task.createdAt};
    auto since = task.createdAt;
    for (const auto &attempt : attempts) {
        const auto end = attempt.endedAt.isValid() ? attempt.endedAt : notBefore(now, attempt.startedAt);
        TimelineLane lane {.number = attempt.number, .outcome = attempt.outcome, .worker = attempt.worker};
        lane.isSkewed = attempt.startedAt < since || end < attempt.startedAt;
        lane.startedAt = notBefore(attempt.startedAt, since);
        lane.endedAt = notBefore(end, lane.startedAt);
        lane.waited = span(since, lane.startedAt);
        lane.ran = span(attempt.startedAt, end);
        since = lane.endedAt;
        timeline.lanes.append(lane);
    }
    const auto isWaiting = !task.hasEnded() && task.state != u"running";
    if (isWaiting)
        timeline.lanes.append(nextLane(task, attempts.isEmpty() ? 1 : attempts.last().number + 1, since, now));
    timeline.end = timeline.lanes.isEmpty() ? since : timeline.lanes.last().endedAt;
    const auto whole = std::max<double>(1, static_cast<double>(timeline.begin.msecsTo(timeline.end)));
    double from = 0;
    for (auto &lane : timeline.lanes) {
        const auto share = [&](const QDateTime &moment) {
            return std::clamp(static_cast<double>(timeline.begin.msecsTo(moment)) / whole, from, 1.0);
        };
        lane.waitedFrom = from;
        lane.startedAtShare = share(lane.startedAt);
        from = lane.startedAtShare;
        lane.endedAtShare = share(lane.endedAt);
        from = lane.endedAtShare;
    }
    return timeline;
}

QString laneSentence(const TimelineLane &lane)
{
    if (lane.isNext)
        return Words::tr("Attempt %1 is to come. The task waits for %2 in all.")
            .arg(lane.number)
            .arg(durationText(lane.waited));
    auto sentence = Words::tr("Attempt %1 waited %2, started %3, ran %4. %5.")
                        .arg(QString::number(lane.number), durationText(lane.waited), momentText(lane.startedAt),
                             durationText(lane.ran), outcomeLabel(lane.outcome));
    if (!lane.worker.isEmpty())
        sentence += u' ' + Words::tr("Worker: %1.").arg(lane.worker);
    if (lane.isSkewed)
        sentence += u' ' + Words::tr("Its times contradict each other: the clocks of two computers differ.");
    return sentence;
}

} // namespace conduit::ui
