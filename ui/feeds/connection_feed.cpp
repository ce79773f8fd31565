// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/connection_feed.h"

#include "ui/format/times.h"

#include <conduit/event_stream.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

/// One fault may be that of a moment.
constexpr int kFaultsBorne = 1;

} // namespace

ConnectionFeed::ConnectionFeed(client::Client &client, std::function<QDateTime()> now, SteadyClock steadyNow, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now)), m_steadyNow(std::move(steadyNow))
{
    m_timer.setInterval(1s);
    const auto &events = client.events();
    connect(&events, &client::EventStream::liveChanged, this, &ConnectionFeed::askSoon);
    connect(&events, &client::EventStream::gap, this, &ConnectionFeed::askSoon);
    connect(&events, &client::EventStream::tasksChanged, this, &ConnectionFeed::askSoon);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionFeed::beat);
    // Any page's call may be the first to notice that the broker is gone or back.
    connect(&client, &client::Client::reachableChanged, this, [this](bool isReachable, const QString &reason) {
        if (isReachable && m_state == State::Away)
            ask();
        else if (!isReachable && m_state != State::Away)
            setState(State::Away, reason);
    });
}

void ConnectionFeed::start()
{
    m_timer.start();
    ask();
}

/// Something has changed: an answer that is under way may be older.
void ConnectionFeed::askSoon()
{
    if (!m_timer.isActive())
        return;
    m_mustAskAgain = m_isAsking;
    ask();
}

void ConnectionFeed::ask()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_askedAt = m_steadyNow();
    m_client.loadStats(this, [this](const client::Result<wire::Stats> &answer) {
        m_isAsking = false;
        take(answer);
        if (std::exchange(m_mustAskAgain, false))
            ask();
    });
}

void ConnectionFeed::beat()
{
    if (!m_isAsking) {
        if (sinceAsked() >= pace())
            ask();
    } else if (sinceAsked() >= kAwayAfter && m_state != State::Away) {
        setState(State::Away, tr("it has not answered for %1").arg(durationText(kAwayAfter)));
    } else if (sinceAsked() >= kBeat && m_state == State::Live) {
        setState(State::Lagging, {});
    }
}

std::chrono::milliseconds ConnectionFeed::sinceAsked() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_steadyNow() - m_askedAt);
}

/// From one question to the next.
std::chrono::milliseconds ConnectionFeed::pace() const
{
    if (m_state == State::Live && m_faults == 0 && m_client.events().isLive())
        return kBeat;
    const auto away = m_awaySince ? m_steadyNow() - *m_awaySince : 0s;
    return away < 1min ? 1s : away < 10min ? 2s : 15s;
}

void ConnectionFeed::askForVersion()
{
    m_client.loadDescription(this, [this](const client::Result<wire::BrokerDescription> &answer) {
        if (!answer)
            return;
        m_version = answer->version;
        Q_EMIT statsChanged();
    });
}

void ConnectionFeed::take(const client::Result<wire::Stats> &answer)
{
    if (!answer)
        return takeFailure(answer.error());
    const auto took = sinceAsked();
    m_faults = 0;
    m_stats = *answer;
    m_asOf = m_now();
    m_latency = took;
    // Each answer judges by its own time, so that one who is always late does not come and go.
    if (took >= kAwayAfter)
        setState(State::Away, tr("its answers take %1").arg(durationText(took)));
    else
        setState(took >= kBeat ? State::Lagging : State::Live, {});
    Q_EMIT statsChanged();
}

void ConnectionFeed::takeFailure(const client::Failure &failure)
{
    const bool isFault = failure.status >= 500;
    m_faults = isFault ? m_faults + 1 : 0;
    if (failure.isUnreachable()) {
        if (m_state != State::Away || failure.code != u"timeout") // It is away because of its silence already.
            setState(State::Away, failure.message);
    } else if (isFault) {
        if (!isAnswering() || m_faults > kFaultsBorne)
            setState(State::Failing,
                     !failure.code.isEmpty()
                         ? failure.message
                         : tr("something on the way answers in its place, with HTTP %1").arg(failure.status));
    } else if (failure.status == 401 || failure.status == 403) {
        setState(State::Refused, failure.message);
    } else if (failure.status == 429) {
        setState(State::Live, {}); // It answers; it only has too much to do.
    } else {
        setState(State::Incompatible, failure.message);
    }
}

void ConnectionFeed::setState(State state, const QString &reason)
{
    if (m_state == state && m_reason == reason)
        return;
    const bool wasAnswering = isAnswering();
    m_state = state;
    m_reason = reason;
    const auto awaySince = m_awaySince;
    if (isAnswering())
        m_awaySince.reset();
    else if (!m_awaySince)
        m_awaySince = m_steadyNow();
    Q_EMIT stateChanged();
    if (isAnswering() && !wasAnswering) {
        askForVersion(); // Another one may have come back.
        const auto absence = awaySince ? m_steadyNow() - *awaySince : 0s;
        Q_EMIT cameBack(std::chrono::duration_cast<std::chrono::milliseconds>(absence));
    }
}

} // namespace conduit::ui
