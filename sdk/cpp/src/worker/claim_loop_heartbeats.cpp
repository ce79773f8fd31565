// SPDX-License-Identifier: MIT
// What it tells of the worker and of the tasks that run, and what it hears of them.
#include "claim_loop.h"

#include "log.h"

#include <utility>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

/// The broker will never want this attempt's outcome.
bool isGone(const QString &code) { return code == u"lease_lost" || code == u"already_ended" || code == u"not_found"; }

} // namespace

void ClaimLoop::carryNotes()
{
    for (const auto &run : std::as_const(m_runs)) {
        if (!run->isLost)
            tell(run);
    }
    if (m_runs.isEmpty())
        m_notesTimer.stop();
}

/// One heartbeat at a time for each task, so that its log stays in order.
void ClaimLoop::tell(const std::shared_ptr<Run> &run)
{
    if (m_link != Link::Up || run->isTelling || run->task.leaseToken.isEmpty())
        return;
    const wire::TaskHeartbeat beat = run->notes.take();
    if (beat.isEmpty())
        return;
    run->isTelling = true;
    m_client.heartbeatTask(run->task.id, run->task.leaseToken, beat, this, [this, run, beat](const auto &answer) {
        run->isTelling = false;
        takeTold(*run, beat, answer);
        if (const auto end = std::exchange(run->end, {})) {
            --m_leaving;
            if (answer)
                endAfterNotes(run, end);
            else
                end(*run); // The result must not wait for its log.
            proceed();
            endIfDone();
        }
    });
}

void ClaimLoop::takeTold(Run &run, const wire::TaskHeartbeat &beat, const client::Result<wire::HeartbeatAnswer::Lease> &answer)
{
    if (answer) {
        if (answer->cancelRequested)
            run.notes.cancel(CancelReason::Requested);
    } else if (isGone(answer.error().code)) {
        lose(run, answer.error().code);
    } else if (answer.error().isUnreachable() || answer.error().status >= 429) {
        run.notes.putBack(beat);
        if (answer.error().isUnreachable())
            pauseAfterFailure(answer.error());
    } else {
        qCWarning(lcWorker).noquote() << "what task" << run.task.id << "told was refused:" << answer.error().message;
    }
}

/// With its result, or its release, an attempt loses its lease, and nothing more is taken for it: first what it still has to say.
void ClaimLoop::endAfterNotes(const std::shared_ptr<Run> &run, std::function<void(Run &)> end)
{
    tell(run);
    if (!run->isTelling) {
        end(*run);
        return;
    }
    ++m_leaving;
    run->end = std::move(end);
}

void ClaimLoop::beat()
{
    if (m_link != Link::Up || m_isOriginal || m_isBeating)
        return;
    wire::WorkerHeartbeat beat = m_settings.self;
    beat.sentAt = m_wallClock();
    beat.leases = m_outbox.leases();
    QHash<QString, QString> tokens;
    for (const auto &run : std::as_const(m_runs)) {
        if (run->isLost)
            continue;
        beat.leases.append({.id = run->task.id, .leaseToken = run->task.leaseToken});
        tokens.insert(run->task.id, run->task.leaseToken);
    }
    m_isBeating = true;
    m_client.heartbeat(m_settings.name, beat, this, [this, tokens](const auto &answer) { takeBeat(answer, tokens); });
}

void ClaimLoop::takeBeat(const client::Result<wire::HeartbeatAnswer> &answer, const QHash<QString, QString> &tokens)
{
    m_isBeating = false;
    if (!answer) {
        if (answer.error().isUnreachable())
            pauseAfterFailure(answer.error());
        return;
    }
    for (const auto &lease : answer->leases) {
        for (const auto &run : std::as_const(m_runs)) {
            // An answer that was long on its way may speak of a lease that has been replaced since.
            if (run->isLost || run->task.id != lease.id || run->task.leaseToken != tokens.value(lease.id))
                continue;
            if (isGone(lease.errorCode))
                lose(*run, lease.errorCode);
            else if (lease.cancelRequested)
                run->notes.cancel(CancelReason::Requested);
        }
    }
    m_isDraining = answer->drain;
    if (answer->stop)
        stop();
    else
        proceed();
}

/// Its handler is asked to end, and its outcome thrown away.
void ClaimLoop::lose(Run &run, const QString &why)
{
    qCWarning(lcWorker).noquote() << "task" << run.task.id << "is not this worker's any more:" << why;
    run.isLost = true;
    run.notes.cancel(CancelReason::LeaseLost);
}

} // namespace conduit::worker
