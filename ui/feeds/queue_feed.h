// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// The broker's queues, read while somebody looks: when an event says that something has changed, else every two seconds.
class QueueFeed final : public QObject
{
    Q_OBJECT
public:
    explicit QueueFeed(client::Client &client, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    void reload();

Q_SIGNALS:
    void loaded(const QList<conduit::wire::Queue> &queues);

private:
    client::Client &m_client;
    QTimer m_timer;
    bool m_isReading = false;
    bool m_mustReadAgain = false;
};

} // namespace conduit::ui
