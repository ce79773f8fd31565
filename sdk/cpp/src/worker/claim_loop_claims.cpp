// SPDX-License-Identifier: MIT
// What it asks for, when, and what it does with the answer.
#include "claim_loop.h"

#include "log.h"

#include <algorithm>
#include <numeric>

namespace conduit::worker {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A broker's bound on one claim.
constexpr int kClaimMax = 100;
/// A claim that waits is not answered empty sooner than this; one that is, does not wait.
constexpr auto kWaitMin = 1s;
/// For a task that came although nothing here can run it: another worker should find it first.
constexpr wire::Seconds kNoHandlerDelay = 30s;

bool isUnknownPath(const client::Failure &failure) { return failure.status == 404 || failure.status == 405; }

} // namespace

bool ClaimLoop::mayClaim() const
{
    if (m_isStopping || m_isDraining || m_pauseTimer.isActive())
        return false;
    if (m_claims.empty())
        return m_runner.freeSlots() > 0 || (isAhead() && m_outbox.waiting() > 0);
    // The second: worth its while only when it brings a good part of a batch.
    return m_claims.size() == 1 && hasCarryingClaim() && isAhead() && room() > 0 && m_outbox.waiting() >= kBatch / 2;
}

/// For more tasks than are in hand and asked for.
int ClaimLoop::room() const
{
    return std::accumulate(m_claims.begin(), m_claims.end(), m_runner.freeSlots() + m_runner.roomAhead(),
                           [](int left, const Claim &claim) { return left - claim.asked; });
}

bool ClaimLoop::hasCarryingClaim() const
{
    return std::any_of(m_claims.begin(), m_claims.end(), [](const Claim &claim) { return !claim.waits; });
}

/// Of many results the first claim takes half, so that there is a second one under way while it is answered.
ResultOutbox::Load ClaimLoop::nextLoad()
{
    if (!isAhead())
        return m_outbox.takeAlong();
    const qsizetype waiting = m_outbox.waiting();
    const bool isShared = m_claims.empty() && waiting >= kBatch;
    return m_outbox.takeAlong(std::min<qsizetype>(isShared ? waiting / 2 : waiting, kBatch));
}

void ClaimLoop::claim()
{
    const ResultOutbox::Load load = nextLoad();
    Claim claim {.number = ++m_lastClaim, .load = load.number};
    claim.waits = load.results.isEmpty(); // results want their acknowledgement
    wire::ClaimRequest request;
    request.worker = m_settings.name;
    request.types = m_settings.self.types;
    request.queues = m_settings.claimedQueues;
    request.isStrict = m_settings.isStrict;
    request.n = claim.waits || !isAhead() ? std::min(m_runner.freeSlots(), kClaimMax) : std::min(room(), kBatch);
    request.lease = m_settings.lease;
    claim.asked = request.n;
    if (claim.waits) {
        request.wait = kWait;
        claim.restBefore = m_steadyClock() + kWaitMin;
    }
    claim.call = m_client.claim(request, load.results, this,
                                [this, number = claim.number](const auto &claimed) { takeClaim(number, claimed); });
    m_claims.push_back(claim);
    m_outbox.sendLarge();
}

void ClaimLoop::claimFromOriginal()
{
    m_outbox.sendAll();
    // It takes no results, and waits for nothing.
    Claim claim {.number = ++m_lastClaim, .asked = 1, .waits = true, .restBefore = std::chrono::milliseconds::max()};
    claim.call = m_client.claimNext(this, [this, number = claim.number](const auto &claimed) { takeClaim(number, claimed); });
    m_claims.push_back(claim);
}

void ClaimLoop::takeClaim(quint64 number, const client::Result<client::Client::Claimed> &claimed)
{
    const auto open =
        std::find_if(m_claims.begin(), m_claims.end(), [&](const Claim &claim) { return claim.number == number; });
    Q_ASSERT_X(open != m_claims.end(), "ClaimLoop::takeClaim", "an aborted call is not answered");
    const Claim claim = *open;
    m_claims.erase(open);
    if (!claimed) {
        takeClaimFailure(claim, claimed.error());
        endIfDone();
        return;
    }
    m_failures = 0;
    int taken = 0;
    for (const wire::Task &task : claimed->tasks)
        take(task, ++taken <= claim.asked);
    m_outbox.settle(claim.load,
                    claimed->results); // a worker that stops may end with that, but not before its tasks are given back
    m_runner.startAdded();
    watchWaiting();
    if (claimed->tasks.isEmpty() && m_steadyClock() < claim.restBefore)
        pauseFor(m_settings.pollInterval);
    proceed();
    endIfDone();
}

void ClaimLoop::takeClaimFailure(const Claim &claim, const client::Failure &failure)
{
    m_outbox.takeBack(claim.load);
    if (isUnknownPath(failure) && !m_isOriginal) {
        qCInfo(lcWorker) << "the broker has no claims that wait; polling it";
        m_isOriginal = true;
        proceed();
        return;
    }
    pauseAfterFailure(failure);
    // What refuses a claim may still take results: a broker that drains does. And one of them may have been the reason.
    proceed();
}

void ClaimLoop::take(const wire::Task &task, bool wasAskedFor)
{
    const auto known = m_runs.constFind(m_runOf.value(task.id));
    if (known != m_runs.cend() && !(*known)->isLost)
        lose(**known, u"it comes again"_s);
    const Hold hold {task.id, task.taskType, task.leaseToken};
    if (m_isStopping) {
        giveBack(hold, {});
        return;
    }
    if (!m_settings.self.types.contains(task.taskType) || !wasAskedFor) {
        giveBack(hold, kNoHandlerDelay);
        return;
    }
    const auto run = std::make_shared<Run>(task, m_wallClock);
    const RunId id = m_runner.add(task, {run, &run->notes});
    m_runs.insert(id, run);
    m_runOf.insert(task.id, id);
    if (!m_notesTimer.isActive())
        m_notesTimer.start(kNotes);
    qCDebug(lcWorker).noquote() << "task" << task.id << task.taskType << "starts, attempt" << task.attempt;
}

} // namespace conduit::worker
