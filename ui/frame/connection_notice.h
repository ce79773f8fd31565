// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

namespace conduit::ui {

class ConnectionFeed;
class EmbeddedBroker;
class MessageBar;
class StatusLine;

/// Says in the status bar and above the pages whether the broker works: why it does not, how old what can be seen is, and what
/// happens now. The button of what stands above the pages asks the broker again, or leads to where another token can be entered.
class ConnectionNotice final : public QObject
{
    Q_OBJECT
public:
    /// `broker` is null for one elsewhere; `isProfile` when it is one of those under Connections. Everything outlives it.
    ConnectionNotice(ConnectionFeed &connection, EmbeddedBroker *broker, bool isProfile, StatusLine &status,
                     MessageBar &banner);

    /// Says what is true now.
    void show();
    /// Asks the broker again, or has it start again.
    void retry();

Q_SIGNALS:
    void connectionsRequested();

private:
    void act();
    void showRefusal();
    [[nodiscard]] bool needsOtherToken() const;
    bool showOwnBroker();
    void showConnection();
    void showAnswering();
    [[nodiscard]] QString awayText() const;
    [[nodiscard]] QString troubleText(const QString &what) const;

    ConnectionFeed &m_connection;
    EmbeddedBroker *m_broker;
    bool m_isProfile;
    StatusLine &m_status;
    MessageBar &m_banner;
};

} // namespace conduit::ui
