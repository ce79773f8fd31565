// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/audit_model.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// Fills an AuditModel from the broker, page by page, and puts what is new on top as long as somebody looks. It hears of news by events, and
/// where there are none it asks every two seconds.
class AuditFeed final : public QObject
{
    Q_OBJECT
public:
    AuditFeed(client::Client &client, AuditModel &model, QObject *parent = nullptr);

    /// What is looked for; its place and the length of a page are not heeded.
    void setFilter(const wire::AuditQuery &filter);
    void setVisible(bool isVisible);
    /// A list that does not follow stays as it is.
    void setFollowing(bool isFollowing);
    void reload();
    /// Asks for what is new.
    void poll();
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

Q_SIGNALS:
    /// The list is there, from its top.
    void loaded();
    /// New rows have come on top, or known ones have changed.
    void merged();
    void failed(const conduit::client::Failure &failure);

private:
    void readOlder();
    void setPace(bool isLive);

    client::Client &m_client;
    AuditModel &m_model;
    QTimer m_timer;
    wire::AuditQuery m_filter;
    quint64 m_generation = 0;
    bool m_isLoaded = false;
    bool m_isReading = false;
    bool m_mustPollAgain = false;
    bool m_isVisible = false;
    bool m_isFollowing = true;
};

} // namespace conduit::ui
