// SPDX-License-Identifier: MIT
#include <conduit/client.h>
#include <conduit/repeating_transport.h>

#include <QTimer>

#include <algorithm>
#include <random>

namespace conduit::client {

using namespace std::chrono_literals;

namespace {

/// Nobody has looked at the request, or somebody was too busy to.
bool mayPass(const Reply &reply)
{
    return reply.status == 0 || reply.status == 429 || reply.status == 502 || reply.status == 503 || reply.status == 504;
}

double realChance()
{
    static std::minstd_rand generator(std::random_device {}());
    return std::uniform_real_distribution(0.0, 1.0)(generator);
}

} // namespace

RepeatingTransport::Surroundings RepeatingTransport::realSurroundings()
{
    return {.steadyNow =
                [] {
                    const auto now = std::chrono::steady_clock::now().time_since_epoch();
                    return std::chrono::duration_cast<std::chrono::milliseconds>(now);
                },
            .chance = &realChance,
            .later = [](std::chrono::milliseconds pause, QObject *context,
                        std::function<void()> act) { QTimer::singleShot(pause, context, std::move(act)); }};
}

RepeatingTransport::RepeatingTransport(Transport &once, Surroundings surroundings)
    : m_once(once), m_surroundings(std::move(surroundings))
{
}

RepeatingTransport::~RepeatingTransport()
{
    for (const auto &[id, errand] : m_errands)
        m_once.abort(errand.currentTry);
}

Transport::CallId RepeatingTransport::send(const Call &call, Done done)
{
    const CallId id = ++m_lastId;
    Errand errand {.call = call, .done = std::move(done), .deadline = m_surroundings.steadyNow() + call.timeout};
    if (call.needsKeyToRepeat)
        errand.call.idempotencyKey = newTaskId().toLatin1();
    m_errands.emplace(id, std::move(errand));
    attempt(id);
    return id;
}

void RepeatingTransport::abort(CallId id)
{
    if (const auto errand = m_errands.extract(id))
        m_once.abort(errand.mapped().currentTry);
}

void RepeatingTransport::attempt(CallId id)
{
    const auto errand = m_errands.find(id);
    if (errand == m_errands.end())
        return; // aborted meanwhile
    Call call = errand->second.call;
    call.timeout = errand->second.deadline - m_surroundings.steadyNow();
    errand->second.currentTry = m_once.send(call, [this, id](const Reply &reply) { take(id, reply); });
}

void RepeatingTransport::take(CallId id, const Reply &reply)
{
    Errand &errand = m_errands.at(id);
    errand.currentTry = 0;
    if (mayPass(reply)) {
        const auto pause = pauseAfter(++errand.failures, reply);
        if (m_surroundings.steadyNow() + pause < errand.deadline) {
            m_surroundings.later(pause, &m_context, [this, id] { attempt(id); });
            return;
        }
    }
    const Done done = std::move(m_errands.extract(id).mapped().done);
    done(reply);
}

std::chrono::milliseconds RepeatingTransport::pauseAfter(int failures, const Reply &reply) const
{
    bool isNumber = false;
    if (const int seconds = reply.retryAfter.toInt(&isNumber); isNumber && seconds >= 0)
        return std::min<std::chrono::milliseconds>(std::chrono::seconds(seconds), kRetryAfterMax);
    constexpr int kDoublingsMax = 10; // far past kPauseMax, so that the shift cannot overflow
    const auto bound = std::min(kPauseFirst * (1 << std::clamp(failures - 1, 0, kDoublingsMax)), kPauseMax);
    return std::chrono::duration_cast<std::chrono::milliseconds>(bound * m_surroundings.chance());
}

} // namespace conduit::client
