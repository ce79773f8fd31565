// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// What dead tasks died of, as the broker groups them, read every five seconds while somebody looks.
class DeathGroupFeed final : public QObject
{
    Q_OBJECT
public:
    /// The broker looks at 10,000 deaths at a time; so many times it is asked to go on.
    static constexpr int kPagesMax = 5;

    explicit DeathGroupFeed(client::Client &client, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    void reload();

Q_SIGNALS:
    /// All that was read; exact when there are no older deaths.
    void loaded(const conduit::wire::DeathGroups &groups);

private:
    void readPage();
    void take(const wire::DeathGroups &page);

    client::Client &m_client;
    QTimer m_timer;
    wire::DeathGroups m_read;
    int m_pages = 0;
    bool m_isReading = false;
    bool m_readsAgain = false; ///< Somebody asked anew meanwhile.
};

/// Both together, the largest first.
[[nodiscard]] QList<wire::DeathGroup> mergedGroups(QList<wire::DeathGroup> groups, const QList<wire::DeathGroup> &older);

} // namespace conduit::ui
