// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <functional>

namespace conduit::ui {

/// How far a broker's clock is ahead of this machine's, by an answer that has just come: `sentAt` is its time, to the second.
[[nodiscard]] std::chrono::milliseconds skewOf(const QDateTime &sentAt, const QDateTime &now);

/// What time it is at the broker, as each of its answers tells. Two machines seldom agree to the second; what is further apart would
/// make ages wrong, so ages are reckoned with this clock.
class BrokerClock final : public QObject
{
    Q_OBJECT
public:
    /// Clocks that are no further apart agree.
    static constexpr std::chrono::milliseconds kSkewBorne {2'000};

    /// `now` is this machine's clock.
    BrokerClock(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    [[nodiscard]] QDateTime now() const { return m_now().addMSecs(m_skew.count()); }
    /// How far it is ahead of this machine's; zero while they agree.
    [[nodiscard]] std::chrono::milliseconds skew() const { return m_skew; }

Q_SIGNALS:
    void skewChanged();

private:
    void note(const QDateTime &sentAt);

    std::function<QDateTime()> m_now;
    QList<std::chrono::milliseconds> m_latest; ///< By the latest answers.
    std::chrono::milliseconds m_skew {0};
};

} // namespace conduit::ui
