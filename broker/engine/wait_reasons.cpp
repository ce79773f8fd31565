// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/wait_reasons.h"

#include "broker/engine/task_control.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

QString withCause(const QString &what, const Pause &pause)
{
    const QString by = pause.by.isEmpty() ? QString() : u" by %1"_s.arg(pause.by);
    const QString why = pause.reason.isEmpty() ? QString() : u": %1"_s.arg(pause.reason);
    return what + by + why + u'.';
}

void addDueTime(std::vector<WaitReason> &reasons, const Task &task)
{
    if (isHeld(task))
        reasons.push_back({u"held"_s, u"Somebody holds it; it runs after it was promoted."_s, std::nullopt});
    else if (task.state == TaskState::Scheduled)
        reasons.push_back({u"not_due"_s, u"It is to run later."_s, task.runAt});
    else if (task.state == TaskState::Retrying)
        reasons.push_back({u"backoff"_s, u"Attempt %1 failed; it rests before the next one."_s.arg(task.attempt), task.runAt});
}

void addPauses(std::vector<WaitReason> &reasons, const Task &task, const QueueRegistry &queues)
{
    if (queues.isQuiet())
        reasons.push_back({u"broker_quiet"_s, u"The broker is quiet: it takes tasks and hands none out."_s, std::nullopt});
    if (queues.pause())
        reasons.push_back({u"broker_paused"_s, withCause(u"Everything was paused"_s, *queues.pause()), queues.pause()->until});
    if (const auto pause = queues.find(task.queue).pause)
        reasons.push_back({u"queue_paused"_s, withCause(u"Queue %1 was paused"_s.arg(task.queue), *pause), pause->until});
}

} // namespace

Result<std::vector<WaitReason>> waitReasonsOf(const Task &task, const WaitWitnesses &witnesses)
{
    std::vector<WaitReason> reasons;
    if (!isPending(task.state))
        return reasons;
    if (task.state == TaskState::Blocked) {
        const auto first = witnesses.store.serialActive(task.serialKey);
        if (!first)
            return first.error();
        reasons.push_back({u"serial_key"_s,
                           u"One at a time with serial key %1: task %2 is before it."_s.arg(
                               task.serialKey, *first ? (*first)->id.toString(QUuid::WithoutBraces) : u"another"_s),
                           std::nullopt});
    }
    addDueTime(reasons, task);
    addPauses(reasons, task, witnesses.queues);
    if (!witnesses.workers.hasLiveWorkerFor(task.queue, task.type))
        reasons.push_back(
            {u"no_worker"_s, u"No live worker takes %1 from queue %2."_s.arg(task.type, task.queue), std::nullopt});
    else if (reasons.empty())
        reasons.push_back({u"workers_busy"_s, u"Its turn comes as soon as a worker has a free slot."_s, std::nullopt});
    return reasons;
}

} // namespace conduit::broker
