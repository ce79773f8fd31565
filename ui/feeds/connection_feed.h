// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace conduit::ui {

/// Whether the broker answers, and how many tasks it has. Asks for its counts about once a second; that is also the probe that
/// notices its return. While events come they say when to ask, and the probe rests a little longer.
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
    /// From the latest question to its answer; nothing before the first.
    [[nodiscard]] std::optional<std::chrono::milliseconds> latency() const { return m_latency; }
    /// The broker's; empty until it has told.
    [[nodiscard]] QString version() const { return m_version; }

    void start();
    void ask();

Q_SIGNALS:
    void stateChanged();
    /// Or the broker's version became known.
    void statsChanged();
    /// The broker answers again, or for the first time.
    void cameBack();

private:
    void askForVersion();
    void askSoon();
    void take(const client::Result<wire::Stats> &answer);
    void setState(State state, const QString &reason);

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    QTimer m_timer;
    State m_state = State::Connecting;
    QString m_reason;
    wire::Stats m_stats;
    QDateTime m_asOf;
    QElapsedTimer m_stopwatch;
    std::optional<std::chrono::milliseconds> m_latency;
    QString m_version;
    bool m_isAsking = false;
    bool m_mustAskAgain = false;
};

} // namespace conduit::ui
