// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/watch_timer.h"
#include "ui/models/queue_flow.h"

#include <conduit/client.h>

#include <QObject>

#include <functional>

namespace conduit::ui {

/// How the queues flow that somebody looks at, and the workers that take from them: read every five seconds.
class QueueFlowFeed final : public QObject
{
    Q_OBJECT
public:
    /// `now` is the broker's present.
    QueueFlowFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    void setVisible(bool isVisible) { m_watch.setWatched(isVisible); }
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
    WatchTimer m_watch;
    QStringList m_queues;
    int m_waiting = 0; ///< Answers under way.
};

} // namespace conduit::ui
