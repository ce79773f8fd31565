// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/overdue_attempts.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<int> OverdueAttempts::runOnce()
{
    const Moment now = m_clock.steadyNow();
    const auto overdue = m_store.overdueBy(now, kTasksPerPassMax);
    if (!overdue)
        return overdue.error();
    for (const Task &found : *overdue) {
        // What was done about another one, such as giving back everything of a worker, may have settled this one too.
        const auto task = m_store.findHeadBySeq(found.seq);
        if (!task)
            return task.error();
        if (!*task || (*task)->state != TaskState::Running || (*task)->version != found.version)
            continue;
        // Whichever came first is what happened to it.
        const bool isPastDeadline = (*task)->deadline && *(*task)->deadline < (*task)->lease->expiresAt;
        const Status done = !isPastDeadline ? loseLease(**task) : (*task)->stop ? enforceStop(**task) : timeOut(**task);
        if (!done)
            return done.error();
    }
    return static_cast<int>(overdue->size());
}

Status OverdueAttempts::timeOut(Task task)
{
    const auto seconds = std::chrono::duration<double>(m_policies.of(task).timeout.value).count();
    return m_leases.askToStop(task, {StopKind::Timeout, u"timed out after %1 s"_s.arg(seconds)});
}

Status OverdueAttempts::enforceStop(const Task &task)
{
    const QString &worker = task.lease->worker;
    if (!m_localWorkers.isLocal(worker))
        return m_leases.endStopped(task, u"its worker did not stop, so its lease was revoked"_s);
    if (const Status ended = m_leases.endStopped(task, u"its worker did not stop and was killed"_s); !ended)
        return ended;
    // Whatever else the process runs is given back unharmed before it is killed.
    if (const auto given = m_leases.workerStopped(worker); !given)
        return given.error();
    m_localWorkers.kill(worker);
    return Unit {};
}

Status OverdueAttempts::loseLease(const Task &task)
{
    const QString worker = task.lease->worker.isEmpty() ? u"its worker"_s : u"worker %1"_s.arg(task.lease->worker);
    return m_leases.loseLease(
        task, {AttemptOutcome::LeaseLost, u"lease lost: nothing was heard of %1 in time"_s.arg(worker), std::nullopt});
}

} // namespace conduit::broker
