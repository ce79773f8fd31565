// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/broker_pause.h"

#include <conduit/event_stream.h>

using namespace Qt::StringLiterals;

namespace conduit::ui {

BrokerPause::BrokerPause(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    const auto &events = client.events();
    connect(&events, &client::EventStream::gap, this, &BrokerPause::read);
    connect(&events, &client::EventStream::queuesChanged, this, [this](const QStringList &, bool broker) {
        if (broker)
            read();
    });
}

void BrokerPause::read()
{
    m_client.loadDescription(this, [this](const client::Result<wire::BrokerDescription> &answer) {
        if (!answer)
            return; // The window says that the broker is away, and it is read again when it is back.
        m_isPaused = answer->isPaused;
        m_pause = answer->pause;
        if (const auto keep = answer->limits.constFind(u"trash_seconds"_s); keep != answer->limits.cend())
            m_trashKeep = std::chrono::seconds(*keep);
        Q_EMIT changed();
    });
}

void BrokerPause::start(const wire::QueuePause &pause, const client::Then<Unit> &then)
{
    m_client.pauseAll(pause, this, [this, then](const client::Result<Unit> &answer) {
        read();
        then(answer);
    });
}

void BrokerPause::end(const client::Then<Unit> &then)
{
    m_client.resumeAll(this, [this, then](const client::Result<Unit> &answer) {
        read();
        then(answer);
    });
}

} // namespace conduit::ui
