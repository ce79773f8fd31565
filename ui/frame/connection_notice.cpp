// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/connection_notice.h"

#include "ui/broker_settings.h"
#include "ui/embedded_broker.h"
#include "ui/feeds/connection_feed.h"
#include "ui/format/times.h"
#include "ui/frame/status_line.h"
#include "ui/widgets/message_bar.h"

namespace conduit::ui {

namespace {

/// Other people's words may end with a full stop or without.
QString asSentence(const QString &words) { return words.endsWith(u'.') ? words : words + u'.'; }

} // namespace

ConnectionNotice::ConnectionNotice(ConnectionFeed &connection, const ConsoleParts &console, StatusLine &status,
                                   MessageBar &banner)
    : m_connection(connection),
      m_broker(console.broker),
      m_brokerSettings(console.brokerSettings),
      m_hasConnections(console.connections),
      m_isProfile(!console.profile.name.isEmpty()),
      m_status(status),
      m_banner(banner),
      m_portCheck(console.makeTransport, console.now),
      m_canLook(console.makeTransport)
{
    connect(&banner, &MessageBar::actionTriggered, this, [this](int number) {
        const Offer offer = m_offers.value(number); // A copy: what it does may make others.
        if (offer.act)
            offer.act();
    });
    connect(&connection, &ConnectionFeed::statsChanged, this, &ConnectionNotice::show);
    connect(&m_portCheck, &ConnectionCheck::finished, this, [this] {
        m_hasLooked = true;
        show();
    });
}

void ConnectionNotice::show()
{
    if (!showOwnBroker())
        showConnection();
}

void ConnectionNotice::showBanner(Tone tone, const QString &text, const QList<Offer> &offers)
{
    m_offers = offers;
    QStringList names;
    for (const Offer &offer : offers)
        names.append(offer.text);
    m_banner.showMessage(tone, text, names);
}

ConnectionNotice::Offer ConnectionNotice::tryNow()
{
    return {tr("Try now"), [this] { retry(); }};
}

/// For whoever does not want to wait.
QList<ConnectionNotice::Offer> ConnectionNotice::waysOut()
{
    QList<Offer> offers {tryNow()};
    if (m_broker)
        offers.append({tr("Broker log…"), [this] { Q_EMIT logRequested(); }});
    if (m_hasConnections)
        offers.append({tr("Switch connection…"), [this] { Q_EMIT connectionsRequested(); }});
    return offers;
}

/// What the program knows of its own broker says more than the connection does.
bool ConnectionNotice::showOwnBroker()
{
    if (!m_broker)
        return false;
    if (m_broker->portTrouble().port == 0) {
        m_portUrl.clear();
        m_portFault.clear();
    }
    switch (m_broker->state()) {
    case EmbeddedBroker::State::Failed:
        showFailure();
        return true;
    case EmbeddedBroker::State::Restarting:
        m_status.setLamp(Glyph::Refresh, Tone::Waiting, tr("Restarting…"));
        showBanner(Tone::Waiting, tr("The broker restarts with what was changed in the settings."));
        return true;
    case EmbeddedBroker::State::Starting:
    case EmbeddedBroker::State::Serving:
        break;
    }
    return false;
}

void ConnectionNotice::showFailure()
{
    m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Broker not running"));
    if (m_broker->portTrouble().port > 0) {
        lookAtPort();
        return showTakenPort();
    }
    QList<Offer> offers = waysOut();
    offers.first().text = tr("Try again");
    showBanner(Tone::Bad, tr("The broker could not start. %1").arg(m_broker->errorText()), offers);
}

/// Asks who has the port, once for each time that the broker could not have it.
void ConnectionNotice::lookAtPort()
{
    QUrl url(m_status.address());
    url.setPort(m_broker->portTrouble().port);
    if (m_portUrl == url || !m_canLook)
        return;
    m_portUrl = url;
    m_hasLooked = false;
    m_portCheck.start(url, {});
}

void ConnectionNotice::showTakenPort()
{
    using Finding = ConnectionCheck::Finding;
    const auto [port, free] = m_broker->portTrouble();
    const Finding finding = m_portCheck.finding();
    const bool isBroker = m_hasLooked && (finding == Finding::Broker || finding == Finding::RefusesUs);
    const QString who = isBroker ? tr("Port %1 is taken: another Conduit broker answers there.").arg(port)
        : m_hasLooked            ? tr("Port %1 is taken by another program, which is no Conduit broker.").arg(port)
                                 : tr("Port %1 is taken by another program.").arg(port);
    QList<Offer> offers;
    if (isBroker && m_hasConnections)
        offers.append({tr("Connect to it"), [this, address = m_portUrl.toString(), asks = finding == Finding::RefusesUs] {
                           Q_EMIT addressRequested(address, asks);
                       }});
    if (free > 0 && m_brokerSettings)
        offers.append({tr("Use port %1").arg(free), [this, free = free] { usePort(free); }});
    if (m_brokerSettings)
        offers.append({tr("Choose…"), [this] { Q_EMIT brokerSettingsRequested(); }});
    offers.append({tr("Try again"), [this] { retry(); }});
    showBanner(Tone::Bad, m_portFault.isEmpty() ? who : who + u' ' + m_portFault, offers);
}

/// Kept for the next start too: whoever calls this broker has to know where.
void ConnectionNotice::usePort(quint16 port)
{
    m_portFault = m_brokerSettings->change(QStringLiteral("port"), QString::number(port));
    if (m_portFault.isEmpty())
        m_broker->retry();
    else
        show();
}

void ConnectionNotice::showConnection()
{
    const QString &reason = m_connection.reason();
    switch (m_connection.state()) {
    case ConnectionFeed::State::Connecting:
        m_status.setLamp(Glyph::Circle, Tone::Waiting, tr("Connecting…"));
        m_banner.clear();
        break;
    case ConnectionFeed::State::Live:
    case ConnectionFeed::State::Lagging:
        showAnswering();
        break;
    case ConnectionFeed::State::Away:
        m_status.setLamp(Glyph::Offline, Tone::Bad, tr("Broker away"));
        showBanner(Tone::Retrying, awayText(), waysOut());
        break;
    case ConnectionFeed::State::Failing:
        m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Not working"));
        showBanner(Tone::Bad, troubleText(tr("The broker does not work: %1").arg(reason)), waysOut());
        break;
    case ConnectionFeed::State::Incompatible:
        m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Not understood"));
        showBanner(Tone::Bad,
                   tr("What answers at %1 is no broker that this console understands: %2 Check the address, and "
                      "whether both are of the same version.")
                       .arg(m_status.address(), asSentence(reason)),
                   waysOut());
        break;
    case ConnectionFeed::State::Refused:
        showRefusal();
        break;
    }
}

void ConnectionNotice::showRefusal()
{
    m_status.setLamp(Glyph::Lock, Tone::Bad, tr("Refused"));
    const QString reason = asSentence(m_connection.reason());
    // It is asked again by itself, but only another token changes what it says.
    if (m_isProfile)
        showBanner(Tone::Bad, tr("The broker refuses this console: %1 Enter another token under Connections.").arg(reason),
                   {{tr("Connections…"), [this] { Q_EMIT connectionsRequested(); }}});
    else
        showBanner(Tone::Bad,
                   tr("The broker refuses this console: %1 Start it with --token-file FILE or set CONDUIT_TOKEN.").arg(reason),
                   waysOut());
}

void ConnectionNotice::showAnswering()
{
    const auto &trouble = m_connection.stats().storage;
    if (!trouble) {
        if (m_connection.state() == ConnectionFeed::State::Lagging)
            m_status.setLamp(Glyph::Clock, Tone::Retrying, tr("Slow to answer"));
        else
            m_status.setLamp(Glyph::Dot, Tone::Good, tr("Connected"));
        m_banner.clear();
    } else if (trouble->code == u"storage_full") {
        m_status.setLamp(Glyph::Warning, Tone::Bad, tr("Disk full"));
        showBanner(Tone::Bad,
                   tr("The broker's disk is full or nearly full. Make room there; until then new tasks may be "
                      "refused. It says: %1")
                       .arg(asSentence(trouble->message)));
    } else {
        m_status.setLamp(Glyph::Warning, Tone::Bad, tr("Cannot write"));
        showBanner(Tone::Bad,
                   tr("The broker cannot write to its database. What it has confirmed is safe, and it keeps trying. "
                      "It says: %1")
                       .arg(asSentence(trouble->message)));
    }
}

QString ConnectionNotice::awayText() const
{
    // A transport's own words may name the address already.
    const QString &reason = m_connection.reason();
    return troubleText(reason.contains(m_status.address())
                           ? tr("The broker is away. %1").arg(reason)
                           : tr("The broker at %1 is away: %2").arg(m_status.address(), reason));
}

/// What is the matter, how old what can still be seen is, and what happens now.
QString ConnectionNotice::troubleText(const QString &what) const
{
    const auto since = m_connection.asOf().isValid() ? tr("What you see is as of %1.").arg(clockText(m_connection.asOf()))
                                                     : tr("Nothing has been read from it yet.");
    return asSentence(what) + u' ' + since + u' ' + tr("Conduit keeps trying.");
}

void ConnectionNotice::retry()
{
    if (m_broker && m_broker->state() == EmbeddedBroker::State::Failed)
        m_broker->retry();
    else
        m_connection.ask();
}

} // namespace conduit::ui
