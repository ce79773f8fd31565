// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/connection_notice.h"

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

ConnectionNotice::ConnectionNotice(ConnectionFeed &connection, EmbeddedBroker *broker, bool isProfile, StatusLine &status,
                                   MessageBar &banner)
    : m_connection(connection), m_broker(broker), m_isProfile(isProfile), m_status(status), m_banner(banner)
{
    connect(&banner, &MessageBar::actionTriggered, this, &ConnectionNotice::act);
    connect(&connection, &ConnectionFeed::statsChanged, this, &ConnectionNotice::show);
}

void ConnectionNotice::show()
{
    if (!showOwnBroker())
        showConnection();
}

/// What the program knows of its own broker says more than the connection does.
bool ConnectionNotice::showOwnBroker()
{
    if (!m_broker)
        return false;
    switch (m_broker->state()) {
    case EmbeddedBroker::State::Failed:
        m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Broker not running"));
        m_banner.showMessage(Tone::Bad, tr("The broker could not start. %1").arg(m_broker->errorText()), tr("Try again"));
        return true;
    case EmbeddedBroker::State::Restarting:
        m_status.setLamp(Glyph::Refresh, Tone::Waiting, tr("Restarting…"));
        m_banner.showMessage(Tone::Waiting, tr("The broker restarts with what was changed in the settings."));
        return true;
    case EmbeddedBroker::State::Starting:
    case EmbeddedBroker::State::Serving:
        break;
    }
    return false;
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
        m_banner.showMessage(Tone::Retrying, awayText(), tr("Try now"));
        break;
    case ConnectionFeed::State::Failing:
        m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Not working"));
        m_banner.showMessage(Tone::Bad, troubleText(tr("The broker does not work: %1").arg(reason)), tr("Try now"));
        break;
    case ConnectionFeed::State::Incompatible:
        m_status.setLamp(Glyph::Cross, Tone::Bad, tr("Not understood"));
        m_banner.showMessage(Tone::Bad,
                             tr("What answers at %1 is no broker that this console understands: %2 Check the address, and "
                                "whether both are of the same version.")
                                 .arg(m_status.address(), asSentence(reason)),
                             tr("Try now"));
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
    if (needsOtherToken())
        m_banner.showMessage(Tone::Bad,
                             tr("The broker refuses this console: %1 Enter another token under Connections.").arg(reason),
                             tr("Connections…"));
    else
        m_banner.showMessage(
            Tone::Bad,
            tr("The broker refuses this console: %1 Start it with --token-file FILE or set CONDUIT_TOKEN.").arg(reason),
            tr("Try now"));
}

/// It is asked again by itself, but only another token changes what it says.
bool ConnectionNotice::needsOtherToken() const { return m_isProfile && m_connection.state() == ConnectionFeed::State::Refused; }

void ConnectionNotice::act()
{
    if (needsOtherToken())
        Q_EMIT connectionsRequested();
    else
        retry();
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
        m_banner.showMessage(Tone::Bad,
                             tr("The broker's disk is full or nearly full. Make room there; until then new tasks may be "
                                "refused. It says: %1")
                                 .arg(asSentence(trouble->message)));
    } else {
        m_status.setLamp(Glyph::Warning, Tone::Bad, tr("Cannot write"));
        m_banner.showMessage(Tone::Bad,
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
