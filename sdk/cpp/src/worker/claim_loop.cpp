// SPDX-License-Identifier: MIT
#include "claim_loop.h"

#include "log.h"
#include "pause_policy.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace conduit::worker {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// For the broker's answer to a claim that the worker wants nothing of any more.
constexpr auto kLastAnswer = 1s;
/// For the last releases and results.
constexpr auto kFarewell = 3s;

QString wordsOf(const Outcome &outcome)
{
    if (const auto *failure = std::get_if<Failure>(&outcome))
        return u"failed: "_s + failure->message;
    return std::holds_alternative<Output>(outcome) ? u"completed"_s : u"snoozes"_s;
}

} // namespace

ClaimLoop::ClaimLoop(client::Client &client, TaskRunner &runner, Settings settings, Chance chance, SteadyClock steadyClock,
                     RunNotes::WallClock wallClock)
    : m_client(client),
      m_runner(runner),
      m_settings(std::move(settings)),
      m_chance(std::move(chance)),
      m_steadyClock(std::move(steadyClock)),
      m_wallClock(std::move(wallClock)),
      m_outbox(client)
{
    Q_ASSERT_X(!m_settings.self.types.isEmpty(), "ClaimLoop", "a worker without handlers has nothing to claim");
    m_pauseTimer.setSingleShot(true);
    m_patienceTimer.setSingleShot(true);
    m_claimTimer.setSingleShot(true);
    m_graceTimer.setSingleShot(true);
    connect(&m_pauseTimer, &QTimer::timeout, this, &ClaimLoop::resume);
    connect(&m_beatTimer, &QTimer::timeout, this, &ClaimLoop::beat);
    connect(&m_notesTimer, &QTimer::timeout, this, &ClaimLoop::carryNotes);
    connect(&m_patienceTimer, &QTimer::timeout, this, &ClaimLoop::giveBackWaiting);
    connect(&m_claimTimer, &QTimer::timeout, this, &ClaimLoop::abortClaims);
    connect(&m_graceTimer, &QTimer::timeout, this, &ClaimLoop::endGrace);
    connect(&m_outbox, &ResultOutbox::settled, this, &ClaimLoop::endIfDone);
    connect(&m_outbox, &ResultOutbox::postponed, this, &ClaimLoop::pauseAfterFailure);
}

void ClaimLoop::start()
{
    m_beatTimer.start(beatFor(m_settings.lease));
    greet();
}

void ClaimLoop::resume()
{
    m_pauseTimer.stop();
    if (m_link == Link::Away)
        greet();
    else
        proceed();
}

std::optional<std::chrono::milliseconds> ClaimLoop::pause() const
{
    return m_pauseTimer.isActive() ? std::optional(m_pauseTimer.intervalAsDuration()) : std::nullopt;
}

/// A broker that was away may have been replaced by one that knows no schema yet.
void ClaimLoop::greet()
{
    struct Greeting
    {
        qsizetype unanswered;
        std::optional<client::Failure> failure;
    };
    if (m_settings.schemas.isEmpty())
        return beginWork();
    m_link = Link::Greeting;
    const auto greeting = std::make_shared<Greeting>(Greeting {m_settings.schemas.size(), {}});
    for (const wire::Schema &schema : m_settings.schemas) {
        m_client.registerSchema(schema, this, [this, greeting, type = schema.taskType](const auto &stored) {
            if (!stored) {
                qCDebug(lcWorker).noquote() << "the schema of" << type << "was not registered:" << stored.error().message;
                greeting->failure = stored.error();
            }
            if (--greeting->unanswered == 0)
                endGreeting(greeting->failure);
        });
    }
}

void ClaimLoop::endGreeting(const std::optional<client::Failure> &failure)
{
    if (failure && (failure->isUnreachable() || failure->retryAfter)) {
        m_link = Link::Away;
        pauseAfterFailure(*failure);
        return;
    }
    // A schema that is refused, for instance since an operator's own stands, does not keep the tasks from being run.
    if (failure)
        qCWarning(lcWorker).noquote() << "a schema was not registered:" << failure->message;
    else
        qCInfo(lcWorker) << "the broker knows the schemas of" << m_settings.schemas.size() << "types";
    beginWork();
}

void ClaimLoop::beginWork()
{
    m_link = Link::Up;
    m_isOriginal = false;
    beat();
    proceed();
}

/// Does what can be done now: claim, taking finished results along, or at least send these.
void ClaimLoop::proceed()
{
    // What was claimed has to be started first: short tasks have ended by then, and their results go along.
    if (m_link != Link::Up || m_runner.isStarting())
        return;
    while (mayClaim()) {
        if (m_isOriginal)
            claimFromOriginal();
        else
            claim();
    }
    // A claim that carries results does not wait, so what finishes meanwhile rides along with the next.
    if (!hasCarryingClaim())
        m_outbox.sendAll();
}

wire::AttemptResult ClaimLoop::resultOf(const Hold &task, const Outcome &outcome)
{
    wire::AttemptResult result;
    result.id = task.id;
    result.leaseToken = task.leaseToken;
    if (const auto *output = std::get_if<Output>(&outcome)) {
        result.output = output->json;
    } else if (const auto *snooze = std::get_if<Snooze>(&outcome)) {
        result.snooze = snooze->delay;
    } else {
        const auto &failure = std::get<Failure>(outcome);
        result.error = failure.message;
        result.noRetry = !failure.isRetryable;
        result.retryIn = failure.retryIn;
        result.errorClass = failure.errorClass;
        result.stack = failure.stack;
    }
    return result;
}

/// The original's broker takes nothing back, and would show the task as running for ever.
void ClaimLoop::giveBack(const Hold &task, std::optional<wire::Seconds> delay)
{
    if (task.leaseToken.isEmpty()) {
        m_outbox.add(resultOf(task, Failure {u"This worker has no handler for %1."_s.arg(task.type)}));
        return;
    }
    ++m_leaving;
    m_client.release(task.id, task.leaseToken, delay, this, [this, id = task.id](const auto &done) {
        if (!done)
            qCWarning(lcWorker).noquote() << "task" << id << "was not released:" << done.error().message;
        --m_leaving;
        endIfDone();
    });
}

void ClaimLoop::finish(const std::vector<EndedRun> &runs)
{
    for (const EndedRun &run : runs)
        conclude(run);
    if (!runs.empty())
        watchWaiting();
    proceed();
    endIfDone();
}

std::shared_ptr<ClaimLoop::Run> ClaimLoop::takeOut(RunId id)
{
    auto run = m_runs.take(id);
    if (m_runOf.value(run->task.id) == id)
        m_runOf.remove(run->task.id);
    return run;
}

/// From now on until the next run ends.
void ClaimLoop::watchWaiting()
{
    if (m_runs.size() > m_settings.self.concurrency)
        m_patienceTimer.start(kPatience);
    else
        m_patienceTimer.stop();
}

void ClaimLoop::giveBackWaiting()
{
    for (const RunId waiting : m_runner.withdrawWaiting()) {
        const auto run = takeOut(waiting);
        qCDebug(lcWorker).noquote() << "task" << run->task.id << "is given back: it would have to wait for a slot";
        if (!run->isLost)
            giveBack(run->task, {});
    }
}

void ClaimLoop::conclude(const EndedRun &ended)
{
    Q_ASSERT_X(m_runs.contains(ended.run), "ClaimLoop::finish", "no such run");
    const auto run = takeOut(ended.run);
    qCDebug(lcWorker).noquote() << "task" << run->task.id << wordsOf(ended.outcome);
    if (run->isLost)
        return;
    wire::AttemptResult result = resultOf(run->task, ended.outcome);
    // Whatever a handler says that was asked to stop, that is the reason; but work that was done is not denied.
    if (run->notes.isCancelled() && !std::holds_alternative<Output>(ended.outcome)) {
        result.error = u"cancelled"_s;
        result.snooze.reset();
    }
    endAfterNotes(run, [this, result](const Run &last) {
        if (!last.isLost)
            m_outbox.add(result);
    });
}

void ClaimLoop::pauseAfterFailure(const client::Failure &failure)
{
    if (failure.isUnreachable())
        m_link = Link::Away;
    // Calls that fail together are one failure.
    if (m_pauseTimer.isActive())
        return;
    if (++m_failures == 1)
        qCWarning(lcWorker).noquote() << failure.message << "- trying again with growing pauses";
    const auto asked = std::chrono::duration_cast<std::chrono::milliseconds>(failure.retryAfter.value_or(0s));
    pauseFor(std::max(pauseAfter(m_failures, m_chance()), asked));
}

void ClaimLoop::pauseFor(std::chrono::milliseconds pause) { m_pauseTimer.start(std::min(pause, kPauseMax)); }

void ClaimLoop::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    qCInfo(lcWorker) << "stopping; tasks that still run:" << m_runs.size();
    m_graceTimer.start(m_settings.grace);
    if (!m_claims.empty() && m_link == Link::Up && !m_isOriginal)
        askForLastAnswer();
    else
        abortClaims();
}

/// A task may be on its way, and would be lost until its lease ends. So the claim is not aborted unless the broker, an older
/// one perhaps, does not do as it is asked. Such a one refuses the whole heartbeat, which hence has no leases.
void ClaimLoop::askForLastAnswer()
{
    m_claimTimer.start(kLastAnswer);
    wire::WorkerHeartbeat goodbye = m_settings.self;
    goodbye.isStopping = true;
    goodbye.sentAt = m_wallClock();
    m_client.heartbeat(m_settings.name, goodbye, this, [this](const auto &answer) {
        if (!answer)
            abortClaims();
    });
    proceed();
}

void ClaimLoop::abortClaims()
{
    for (const Claim &claim : std::exchange(m_claims, {})) {
        m_client.abort(claim.call);
        m_outbox.takeBack(claim.load);
    }
    proceed();
    endIfDone();
}

void ClaimLoop::endGrace()
{
    m_graceTimer.disconnect(this);
    connect(&m_graceTimer, &QTimer::timeout, this, &ClaimLoop::end);
    m_graceTimer.start(kFarewell);
    giveBackWaiting();
    for (const auto &run : std::as_const(m_runs)) {
        run->notes.cancel(CancelReason::Stopping);
        if (!std::exchange(run->isLost, true) && !run->task.leaseToken.isEmpty())
            endAfterNotes(run, [this](const Run &ended) { giveBack(ended.task, {}); });
    }
    endIfDone();
}

void ClaimLoop::endIfDone()
{
    const bool isBusy = std::any_of(m_runs.cbegin(), m_runs.cend(), [](const auto &run) { return !run->isLost; });
    if (m_isStopping && m_claims.empty() && !isBusy && m_leaving == 0 && m_outbox.isEmpty())
        end();
}

void ClaimLoop::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (!m_outbox.isEmpty())
        qCWarning(lcWorker) << "results that could not be delivered are lost; their tasks run again after the lease";
    m_beatTimer.stop();
    m_notesTimer.stop();
    m_pauseTimer.stop();
    m_patienceTimer.stop();
    m_claimTimer.stop();
    m_graceTimer.stop();
    Q_EMIT stopped();
}

} // namespace conduit::worker
