// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"
#include "ui/feeds/connection_check.h"
#include "ui/widgets/status_palette.h"

#include <QObject>
#include <QUrl>

#include <functional>

namespace conduit::ui {

class ConnectionFeed;
class MessageBar;
class StatusLine;

/// Says in the status bar and above the pages whether the broker works: why it does not, how old what can be seen is, and what
/// happens now. The buttons of what stands above the pages ask the broker again, or lead to where something can be done about it.
class ConnectionNotice final : public QObject
{
    Q_OBJECT
public:
    /// Everything outlives it.
    ConnectionNotice(ConnectionFeed &connection, const ConsoleParts &console, StatusLine &status, MessageBar &banner);

    /// Says what is true now.
    void show();
    /// Asks the broker again, or has it start again.
    void retry();

Q_SIGNALS:
    void connectionsRequested();
    /// Somebody wants to see what the program's own broker has written to its log.
    void logRequested();
    /// Somebody wants to choose the settings of the program's own broker.
    void brokerSettingsRequested();
    /// Somebody wants to see the broker at this address instead; `asksForToken`: it lets nobody in without.
    void addressRequested(const QString &address, bool asksForToken);

private:
    /// Something that can be done: what the button says, and what it does.
    struct Offer
    {
        QString text;
        std::function<void()> act;
    };
    void showBanner(Tone tone, const QString &text, const QList<Offer> &offers = {});
    void showRefusal();
    bool showOwnBroker();
    void showFailure();
    void showTakenPort();
    void lookAtPort();
    void usePort(quint16 port);
    void showConnection();
    void showAnswering();
    [[nodiscard]] QString awayText() const;
    [[nodiscard]] QString troubleText(const QString &what) const;
    [[nodiscard]] Offer tryNow();
    [[nodiscard]] QList<Offer> waysOut();

    ConnectionFeed &m_connection;
    EmbeddedBroker *m_broker;
    BrokerSettings *m_brokerSettings;
    bool m_hasConnections;
    bool m_isProfile;
    StatusLine &m_status;
    MessageBar &m_banner;
    QList<Offer> m_offers; ///< Of the banner's buttons.
    ConnectionCheck m_portCheck;
    bool m_canLook;           ///< There is a way to look at other brokers.
    QUrl m_portUrl;           ///< Where our broker would listen, while another program does; empty otherwise.
    bool m_hasLooked = false; ///< m_portCheck has found out who that is.
    QString m_portFault;      ///< Why another port was not taken.
};

} // namespace conduit::ui
