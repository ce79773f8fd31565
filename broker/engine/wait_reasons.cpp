// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/wait_reasons.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

std::vector<WaitReason> waitReasonsOf(const Task &task, const WorkerRegistry &workers)
{
    switch (task.state) {
    case TaskState::Scheduled:
        return {{u"not_due"_s, u"It is to run later."_s, task.runAt}};
    case TaskState::Retrying:
        return {{u"backoff"_s, u"Attempt %1 failed; it rests before the next one."_s.arg(task.attempt), task.runAt}};
    case TaskState::Ready:
        if (!workers.hasLiveWorkerFor(task.queue, task.type))
            return {{u"no_worker"_s, u"No live worker takes %1 from queue %2."_s.arg(task.type, task.queue), std::nullopt}};
        return {{u"workers_busy"_s, u"Its turn comes as soon as a worker has a free slot."_s, std::nullopt}};
    case TaskState::Blocked:
    case TaskState::Running:
    case TaskState::Completed:
    case TaskState::Dead:
    case TaskState::Cancelled:
    case TaskState::Trashed:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace conduit::broker
