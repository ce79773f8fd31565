// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Whether everything is paused at a broker, whatever its queues say. Hears of it by events.
class BrokerPause final : public QObject
{
    Q_OBJECT
public:
    explicit BrokerPause(client::Client &client, QObject *parent = nullptr);

    void read();
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// Why, by whom and until when, as far as somebody has said so.
    [[nodiscard]] const wire::QueuePause &pause() const { return m_pause; }
    void start(const wire::QueuePause &pause, const client::Then<Unit> &then);
    void end(const client::Then<Unit> &then);

Q_SIGNALS:
    void changed();

private:
    client::Client &m_client;
    bool m_isPaused = false;
    wire::QueuePause m_pause;
};

} // namespace conduit::ui
