// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace conduit::ui {

/// Whether the broker answers, and how many tasks it has. Asks for its counts about once a second; that is also the probe that
/// notices its return. While events come they say when to ask, and the probe rests for a beat. It rests longer the longer the broker has
/// been away. Whatever it says is about more than one moment: a single late or failed answer leaves the pages as they are.
class ConnectionFeed final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Connecting,
        Live,
        Lagging,     ///< An answer is late, or was. Whatever is asked for is done all the same.
        Away,        ///< No answer, or none for kAwayAfter; reason() says why.
        Failing,     ///< It answers that it cannot; reason() has its own words.
        Refused,     ///< It answers, but not to us: a token is missing or wrong.
        Incompatible ///< What answers is no broker that we understand.
    };
    /// An answer that takes longer is late.
    static constexpr std::chrono::milliseconds kBeat {3'000};
    static constexpr std::chrono::milliseconds kAwayAfter = 3 * kBeat;

    /// A clock that nobody sets.
    using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;
    ConnectionFeed(client::Client &client, std::function<QDateTime()> now,
                   SteadyClock steadyNow = &std::chrono::steady_clock::now, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    /// It answers what is asked for, if slowly.
    [[nodiscard]] bool isAnswering() const { return m_state == State::Live || m_state == State::Lagging; }
    /// A phrase, for the states that have one.
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
    /// What the timer does each second: looks how long an answer has been awaited, or asks when that is due.
    void beat();

Q_SIGNALS:
    void stateChanged();
    /// Or the broker's version became known.
    void statsChanged();
    /// The broker answers again, after so long; or for the first time, after none.
    void cameBack(std::chrono::milliseconds absence);

private:
    void askForVersion();
    void askSoon();
    void take(const client::Result<wire::Stats> &answer);
    void takeFailure(const client::Failure &failure);
    [[nodiscard]] std::chrono::milliseconds sinceAsked() const;
    [[nodiscard]] std::chrono::milliseconds pace() const;
    void setState(State state, const QString &reason);

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    SteadyClock m_steadyNow;
    QTimer m_timer;
    State m_state = State::Connecting;
    QString m_reason;
    wire::Stats m_stats;
    QDateTime m_asOf;
    std::chrono::steady_clock::time_point m_askedAt;
    std::optional<std::chrono::steady_clock::time_point>
        m_awaySince;  ///< Nothing while it answers, and before it first did not.
    int m_faults = 0; ///< Answers in a row that said it cannot.
    std::optional<std::chrono::milliseconds> m_latency;
    QString m_version;
    bool m_isAsking = false;
    bool m_mustAskAgain = false;
};

} // namespace conduit::ui
