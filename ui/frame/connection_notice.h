// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

namespace conduit::ui {

class ConnectionFeed;
class EmbeddedBroker;
class MessageBar;
class StatusLine;

/// Says in the status bar and above the pages whether the broker works: why it does not, how old what can be seen is, and what
/// happens now. The button of what stands above the pages asks the broker again.
class ConnectionNotice final : public QObject
{
    Q_OBJECT
public:
    /// `broker` is null for one elsewhere. Everything outlives it.
    ConnectionNotice(ConnectionFeed &connection, EmbeddedBroker *broker, StatusLine &status, MessageBar &banner);

    /// Says what is true now.
    void show();
    /// Asks the broker again, or has it start again.
    void retry();

private:
    bool showOwnBroker();
    void showConnection();
    void showAnswering();
    [[nodiscard]] QString awayText() const;
    [[nodiscard]] QString troubleText(const QString &what) const;

    ConnectionFeed &m_connection;
    EmbeddedBroker *m_broker;
    StatusLine &m_status;
    MessageBar &m_banner;
};

} // namespace conduit::ui
