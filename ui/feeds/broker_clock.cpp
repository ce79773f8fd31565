// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/broker_clock.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr qsizetype kAnswersKept = 5;

} // namespace

std::chrono::milliseconds skewOf(const QDateTime &sentAt, const QDateTime &now)
{
    // A time that is cut to the second was half a second later, by and large.
    return std::chrono::milliseconds(now.msecsTo(sentAt)) + 500ms;
}

BrokerClock::BrokerClock(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_now(std::move(now))
{
    connect(&client, &client::Client::timeTold, this, &BrokerClock::note);
}

void BrokerClock::note(const QDateTime &sentAt)
{
    m_latest.append(skewOf(sentAt, m_now()));
    if (m_latest.size() > kAnswersKept)
        m_latest.removeFirst();
    // An answer that was long on its way makes the broker's clock look late, so the one that looks latest is believed.
    const auto skew = *std::max_element(m_latest.begin(), m_latest.end());
    const auto borne = m_skew == 0ms ? kSkewBorne : kSkewBorne - 500ms; // So that it does not come and go.
    const auto known = std::chrono::abs(skew) > borne ? skew : 0ms;
    if (std::chrono::abs(known - m_skew) < 1s && (known == 0ms) == (m_skew == 0ms))
        return;
    m_skew = known;
    Q_EMIT skewChanged();
}

} // namespace conduit::ui
