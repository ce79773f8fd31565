// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/audit_feed.h"

#include <conduit/event_stream.h>

using namespace std::chrono_literals;

namespace conduit::ui {

AuditFeed::AuditFeed(client::Client &client, AuditModel &model, QObject *parent)
    : QObject(parent), m_client(client), m_model(model)
{
    connect(&m_timer, &QTimer::timeout, this, &AuditFeed::poll);
    connect(&m_model, &AuditModel::moreWanted, this, &AuditFeed::readOlder);
    auto &events = client.events();
    setPace(events.isLive());
    connect(&events, &client::EventStream::liveChanged, this, [this](bool isLive) {
        setPace(isLive);
        poll();
    });
    connect(&events, &client::EventStream::gap, this, &AuditFeed::poll);
    connect(&events, &client::EventStream::entriesAdded, this, &AuditFeed::poll);
    connect(&events, &client::EventStream::operationsChanged, this, &AuditFeed::poll);
    m_timer.start();
}

/// With events the clock is only for the ages that the list tells.
void AuditFeed::setPace(bool isLive) { m_timer.setInterval(isLive ? 15s : 2s); }

void AuditFeed::setFilter(const wire::AuditQuery &filter)
{
    m_filter = filter;
    m_isLoaded = false;
    reload();
}

void AuditFeed::setVisible(bool isVisible)
{
    m_isVisible = isVisible;
    poll();
}

void AuditFeed::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    poll();
}

void AuditFeed::reload()
{
    const auto generation = ++m_generation;
    m_isReading = true;
    m_mustPollAgain = false;
    m_client.listAudit(m_filter, this, [this, generation](const client::Result<wire::AuditPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        m_isLoaded = true;
        m_model.restart(*answer);
        Q_EMIT loaded();
        if (m_mustPollAgain)
            poll();
    });
}

void AuditFeed::poll()
{
    if (!m_isVisible || (m_isLoaded && !m_isFollowing))
        return;
    if (m_isReading) {
        m_mustPollAgain = true;
        return;
    }
    if (!m_isLoaded) {
        reload();
        return;
    }
    m_isReading = true;
    m_mustPollAgain = false;
    m_client.listAudit(m_filter, this, [this, generation = m_generation](const client::Result<wire::AuditPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (!answer)
            return;
        if (m_model.merge(*answer)) {
            Q_EMIT merged();
        } else {
            m_model.restart(*answer);
            Q_EMIT loaded();
        }
        if (m_mustPollAgain)
            poll();
    });
}

void AuditFeed::readOlder()
{
    if (m_isReading || !m_model.next())
        return;
    m_isReading = true;
    auto query = m_filter;
    query.olderThan = m_model.next();
    m_client.listAudit(query, this, [this, generation = m_generation](const client::Result<wire::AuditPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (answer)
            m_model.addOlder(*answer);
        else
            Q_EMIT failed(answer.error());
        if (m_mustPollAgain)
            poll();
    });
}

} // namespace conduit::ui
