// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/queue_flow.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

#include <functional>

namespace conduit::ui {

/// How the queues flow that somebody looks at, and the workers that take from them: read every five seconds.
class QueueFlowFeed final : public QObject
{
    Q_OBJECT
public:
    /// `now` is the broker's present.
    QueueFlowFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    /// Those that are looked at from now on.
    void setQueues(const QStringList &queues);
    void reload();

Q_SIGNALS:
    void flowLoaded(const QMap<QString, conduit::ui::QueueFlow> &flow);
    void workersLoaded(const QList<conduit::wire::Worker> &workers);

private:
    void readSeries();
    void readWorkers();

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    QTimer m_timer;
    QStringList m_queues;
    int m_waiting = 0; ///< Answers under way.
};

} // namespace conduit::ui
