// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

#include <chrono>
#include <optional>

namespace conduit::ui {

/// Whether everything is paused at a broker, whatever its queues say. Hears of it by events. The answer that says so also says how long
/// the broker keeps what was deleted.
class BrokerPause final : public QObject
{
    Q_OBJECT
public:
    explicit BrokerPause(client::Client &client, QObject *parent = nullptr);

    void read();
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// Why, by whom and until when, as far as somebody has said so.
    [[nodiscard]] const wire::QueuePause &pause() const { return m_pause; }
    /// Nothing as long as it is not known, or from a broker that does not say.
    [[nodiscard]] std::optional<std::chrono::seconds> trashKeep() const { return m_trashKeep; }
    void start(const wire::QueuePause &pause, const client::Then<Unit> &then);
    void end(const client::Then<Unit> &then);

Q_SIGNALS:
    void changed();

private:
    client::Client &m_client;
    bool m_isPaused = false;
    wire::QueuePause m_pause;
    std::optional<std::chrono::seconds> m_trashKeep;
};

} // namespace conduit::ui
