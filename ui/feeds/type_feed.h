// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/watch_timer.h"
#include "ui/models/type_model.h"

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// The types and schemas that the broker knows, for the Enqueue and Types pages. Reads the list every few seconds while one of
/// them is visible, and the schemas one after the other.
class TypeFeed final : public QObject
{
    Q_OBJECT
public:
    TypeFeed(client::Client &client, TypeModel &model, QObject *parent = nullptr);

    void setVisible(bool isVisible) { m_watch.setWatched(isVisible); }
    void reload();
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

Q_SIGNALS:
    void loaded();

private:
    void loadSchemas(const QStringList &names);

    client::Client &m_client;
    TypeModel &m_model;
    WatchTimer m_watch;
    bool m_isLoaded = false;
    bool m_isReading = false;
};

} // namespace conduit::ui
