// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/broker_line.h"

#include "app/cli/moment_text.h"

#include <QTimer>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// The broker's sentence, and what it says about parts of a payload that the sentence does not.
QString explanation(const client::Failure &failure)
{
    QStringList faults;
    for (const auto &detail : failure.details) {
        if (!failure.message.contains(detail.message))
            faults.append(u"%1: %2"_s.arg(detail.pointer, detail.message));
    }
    return (QStringList {failure.message} + faults).join(u' ');
}

} // namespace

BrokerLine::BrokerLine(client::Transport &transport, std::chrono::milliseconds absenceMax)
    : m_listener(transport), m_client(m_listener), m_absenceMax(absenceMax)
{
}

void BrokerLine::limit(wire::Seconds patience)
{
    m_patience = patience;
    m_deadline = QDeadlineTimer(std::chrono::ceil<std::chrono::milliseconds>(patience));
}

std::optional<wire::Seconds> BrokerLine::timeLeft() const
{
    if (m_deadline.isForever())
        return std::nullopt;
    return std::chrono::milliseconds(m_deadline.remainingTime());
}

void BrokerLine::waitIn(QEventLoop &loop) const
{
    constexpr qint64 kTimerMax = std::numeric_limits<int>::max();
    if (!m_deadline.isForever()) {
        const std::chrono::milliseconds left(std::min(m_deadline.remainingTime(), kTimerMax));
        QTimer::singleShot(left, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    }
    loop.exec();
}

void BrokerLine::rest(std::chrono::milliseconds duration) const
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    waitIn(loop);
}

void BrokerLine::noteAnswer()
{
    m_hasAnswered = true;
    m_absenceEnds.reset();
}

std::optional<std::chrono::milliseconds> BrokerLine::restBeforeAnotherTry(const client::Failure &failure)
{
    constexpr int kTooManyWaiting = 429;
    constexpr int kUnavailable = 503; // it stops, or its storage is busy
    const bool mayPass = failure.isUnreachable() || failure.status == kTooManyWaiting || failure.status == kUnavailable;
    if (!mayPass || !m_bearsAbsence || !m_hasAnswered)
        return {};
    if (!m_absenceEnds)
        m_absenceEnds.emplace(m_absenceMax);
    if (m_absenceEnds->hasExpired())
        return {};
    return failure.retryAfter ? std::chrono::ceil<std::chrono::milliseconds>(*failure.retryAfter) : kRest;
}

Trouble BrokerLine::timedOut() const
{
    return {.code = ExitCode::TimedOut,
            .message = u"Not done within %1; give more time, or find out what the broker is busy with."_s.arg(
                durationText(m_patience.value_or(wire::Seconds(0))))};
}

Trouble BrokerLine::troubleFrom(const client::Failure &failure)
{
    constexpr int kUnauthorized = 401;
    if (failure.isUnreachable()) {
        return {.code = ExitCode::Unreachable,
                .message = failure.message + u". Start that broker, or name another one with --broker or CONDUIT_URL."_s};
    }
    QString message = explanation(failure);
    if (failure.status == kUnauthorized)
        message += u" Name the file that holds its token with --token-file, or set CONDUIT_TOKEN."_s;
    return {.code = ExitCode::Refused, .message = message, .status = failure.status};
}

client::Transport::CallId BrokerLine::Listener::send(const client::Call &call, Done done)
{
    return m_transport.send(call, [this, done = std::move(done)](const client::Reply &reply) {
        text = reply.body;
        done(reply);
    });
}

} // namespace conduit::cli
