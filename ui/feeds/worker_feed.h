// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// The workers that the broker knows, read while somebody looks: when an event says that something has changed, else every two seconds.
class WorkerFeed final : public QObject
{
    Q_OBJECT
public:
    explicit WorkerFeed(client::Client &client, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    void reload();

Q_SIGNALS:
    void loaded(const QList<conduit::wire::Worker> &workers);

private:
    client::Client &m_client;
    QTimer m_timer;
    bool m_isReading = false;
    bool m_mustReadAgain = false;
};

} // namespace conduit::ui
