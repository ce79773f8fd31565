// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/watch_timer.h"

#include <conduit/client.h>

#include <QObject>

#include <functional>

namespace conduit::ui {

/// The last hour of one queue by minutes: read when it is chosen, and every five seconds as long as somebody looks.
class QueuePastFeed final : public QObject
{
    Q_OBJECT
public:
    /// `now` is the broker's present.
    QueuePastFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    void setVisible(bool isVisible) { m_watch.setWatched(isVisible); }
    /// The one that is looked at from now on; empty for none. Answers about another one are dropped.
    void setQueue(const QString &queue);
    void reload();

Q_SIGNALS:
    void seriesLoaded(const conduit::wire::SeriesAnswer &answer);

private:
    client::Client &m_client;
    std::function<QDateTime()> m_now;
    WatchTimer m_watch;
    QString m_queue;
    bool m_isReading = false;
};

} // namespace conduit::ui
