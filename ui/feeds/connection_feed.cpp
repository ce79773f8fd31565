// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/connection_feed.h"

#include <conduit/event_stream.h>

using namespace std::chrono_literals;

namespace conduit::ui {

ConnectionFeed::ConnectionFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now))
{
    const auto &events = client.events();
    const auto setPace = [this](bool isLive) { m_timer.setInterval(isLive ? 5s : 1s); };
    setPace(events.isLive());
    connect(&events, &client::EventStream::liveChanged, this, [this, setPace](bool isLive) {
        setPace(isLive);
        askSoon();
    });
    connect(&events, &client::EventStream::gap, this, &ConnectionFeed::askSoon);
    connect(&events, &client::EventStream::tasksChanged, this, &ConnectionFeed::askSoon);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionFeed::ask);
    // Any page's call may be the first to notice that the broker is gone or back.
    connect(&client, &client::Client::reachableChanged, this, [this](bool isReachable, const QString &reason) {
        if (!isReachable)
            setState(State::Away, reason);
        else if (m_state == State::Away)
            ask();
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
    m_stopwatch.start();
    m_client.loadStats(this, [this](const client::Result<wire::Stats> &answer) {
        m_isAsking = false;
        take(answer);
        if (std::exchange(m_mustAskAgain, false))
            ask();
    });
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
    if (answer) {
        m_stats = *answer;
        m_asOf = m_now();
        m_latency = std::chrono::milliseconds(m_stopwatch.elapsed());
        setState(State::Live, {});
        Q_EMIT statsChanged();
        return;
    }
    const auto &failure = answer.error();
    if (failure.isUnreachable())
        setState(State::Away, failure.message);
    else if (failure.status == 401 || failure.status == 403)
        setState(State::Refused, failure.message);
    else
        setState(State::Live, {}); // It answers; only its counts are missing.
}

void ConnectionFeed::setState(State state, const QString &reason)
{
    if (m_state == state && m_reason == reason)
        return;
    const auto isBack = state == State::Live && m_state != State::Live;
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged();
    if (isBack) {
        askForVersion(); // Another one may have come back.
        Q_EMIT cameBack();
    }
}

} // namespace conduit::ui
