// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <functional>

namespace conduit::ui {

/// Whether the broker answers, and how many tasks it has. Asks for its counts about once a second; that is also the probe that
/// notices its return.
class ConnectionFeed final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Connecting,
        Live,
        Away,   ///< No answer; reason() says why.
        Refused ///< It answers, but not to us: a token is missing or wrong.
    };

    ConnectionFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isLive() const { return m_state == State::Live; }
    [[nodiscard]] QString reason() const { return m_reason; }
    [[nodiscard]] const wire::Stats &stats() const { return m_stats; }
    /// When the latest answer came; invalid before the first.
    [[nodiscard]] QDateTime asOf() const { return m_asOf; }

    void start();
    void ask();

Q_SIGNALS:
    void stateChanged();
    void statsChanged();
    /// The broker answers again, or for the first time.
    void cameBack();

private:
    void take(const client::Result<wire::Stats> &answer);
    void setState(State state, const QString &reason);

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    QTimer m_timer;
    State m_state = State::Connecting;
    QString m_reason;
    wire::Stats m_stats;
    QDateTime m_asOf;
    bool m_isAsking = false;
};

} // namespace conduit::ui
