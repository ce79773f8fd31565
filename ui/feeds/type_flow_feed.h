// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/watch_timer.h"
#include "ui/models/type_flow.h"

#include <conduit/client.h>

#include <QObject>

#include <functional>

namespace conduit::ui {

/// What went on with the types of the last 24 hours, and the workers that handle them: read every 15 seconds while somebody looks.
class TypeFlowFeed final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kTypesMax = 100; ///< Whose flow is asked for: more than anybody looks at.

    /// `now` is the broker's present.
    TypeFlowFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    void setVisible(bool isVisible) { m_timer.setWatched(isVisible); }
    /// Those that are looked at from now on.
    void setTypes(const QStringList &types);
    void reload();

Q_SIGNALS:
    void flowLoaded(const QMap<QString, conduit::ui::TypeFlow> &flow);
    void workersLoaded(const QList<conduit::wire::Worker> &workers);

private:
    void readSeries();

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    WatchTimer m_timer;
    QStringList m_types;
    int m_waiting = 0; ///< Answers under way.
};

} // namespace conduit::ui
