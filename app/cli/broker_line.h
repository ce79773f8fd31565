// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/trouble.h"

#include <conduit/client.h>

#include <QDeadlineTimer>
#include <QEventLoop>

#include <optional>

namespace conduit::cli {

/// Asks a broker one question after the other, and waits for each answer. Needs an application object, and no event loop around
/// it.
class BrokerLine
{
public:
    static constexpr std::chrono::milliseconds kAbsenceMax {30'000};
    static constexpr std::chrono::milliseconds kRest {250};

    /// The transport must outlive the line.
    explicit BrokerLine(client::Transport &transport, std::chrono::milliseconds absenceMax = kAbsenceMax);

    /// What the broker's record calls who asks.
    void setActor(const QString &actor) { m_client.setActor(actor); }

    /// For questions that may be asked twice: once the broker has answered, it may be away or have no time for a while, as it
    /// is while it restarts. What it did not answer is then asked again.
    void bearAbsence() { m_bearsAbsence = true; }
    /// Returns after so long, or when the time is up.
    void rest(std::chrono::milliseconds duration) const;

    /// From now on, all questions together take no longer than this.
    void limit(wire::Seconds patience);
    /// What is left of that; nothing when there is no limit.
    [[nodiscard]] std::optional<wire::Seconds> timeLeft() const;

    /// `question` is one of Client's calls, `words` are its arguments: `ask<wire::Task>(&client::Client::loadTask, id)`.
    template<typename T, typename Question, typename... Words>
    Outcome<T> ask(Question question, const Words &...words)
    {
        while (true) {
            std::optional<client::Result<T>> answer;
            QEventLoop loop; // it is the context as well: an answer that comes after the time is up finds nobody
            const client::Then<T> then = [&answer, &loop](const client::Result<T> &result) {
                answer = result;
                loop.quit();
            };
            (m_client.*question)(words..., &loop, then);
            waitIn(loop);
            if (!answer)
                return timedOut();
            if (*answer) {
                noteAnswer();
                return **std::move(answer);
            }
            const auto pause = restBeforeAnotherTry(answer->error());
            if (!pause)
                return troubleFrom(answer->error());
            rest(*pause);
        }
    }

    /// The last answer, byte for byte as the broker sent it.
    [[nodiscard]] const QByteArray &text() const { return m_listener.text; }

    [[nodiscard]] static Trouble troubleFrom(const client::Failure &failure);

private:
    /// Passes everything on, and keeps what came back.
    class Listener final : public client::Transport
    {
    public:
        explicit Listener(client::Transport &transport) : m_transport(transport) { }
        CallId send(const client::Call &call, Done done) override;
        void abort(CallId id) override { m_transport.abort(id); }

        QByteArray text;

    private:
        client::Transport &m_transport;
    };

    void waitIn(QEventLoop &loop) const;
    [[nodiscard]] Trouble timedOut() const;
    void noteAnswer();
    /// Nothing when another try would be in vain, or could do harm.
    [[nodiscard]] std::optional<std::chrono::milliseconds> restBeforeAnotherTry(const client::Failure &failure);

    Listener m_listener;
    client::Client m_client;
    std::optional<wire::Seconds> m_patience;
    QDeadlineTimer m_deadline {QDeadlineTimer::Forever};
    std::chrono::milliseconds m_absenceMax;
    bool m_bearsAbsence = false;
    bool m_hasAnswered = false;
    std::optional<QDeadlineTimer> m_absenceEnds; ///< Since the broker is away.
};

} // namespace conduit::cli
