// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// One page of a list of tasks, read every five seconds while somebody looks.
class TaskPageFeed final : public QObject
{
    Q_OBJECT
public:
    TaskPageFeed(client::Client &client, wire::TaskQuery query, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    void reload();

Q_SIGNALS:
    void loaded(const conduit::wire::TaskPage &page);

private:
    client::Client &m_client;
    wire::TaskQuery m_query;
    QTimer m_timer;
    bool m_isReading = false;
    bool m_readsAgain = false; ///< Somebody asked anew meanwhile.
};

} // namespace conduit::ui
