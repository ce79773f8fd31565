// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/death_group_feed.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace conduit::ui {

DeathGroupFeed::DeathGroupFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_timer.setInterval(5s);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_isReading)
            reload();
    });
}

void DeathGroupFeed::setVisible(bool isVisible)
{
    if (isVisible == m_timer.isActive())
        return;
    if (!isVisible)
        return m_timer.stop();
    m_timer.start();
    reload();
}

/// What was changed just now may not be in the answer that is under way.
void DeathGroupFeed::reload()
{
    if (m_isReading) {
        m_readsAgain = true;
        return;
    }
    m_isReading = true;
    m_read = {};
    m_pages = 0;
    readPage();
}

void DeathGroupFeed::readPage()
{
    m_client.loadDeathGroups({}, m_read.next, this, [this](const client::Result<wire::DeathGroups> &page) {
        if (page)
            take(*page);
        if (page && !m_read.next.isEmpty() && m_pages < kPagesMax)
            return readPage();
        m_isReading = false;
        if (page)
            Q_EMIT loaded(m_read);
        if (std::exchange(m_readsAgain, false))
            reload();
    });
}

void DeathGroupFeed::take(const wire::DeathGroups &page)
{
    ++m_pages;
    m_read.groups = mergedGroups(m_read.groups, page.groups);
    m_read.lookedAt += page.lookedAt;
    m_read.next = page.next;
    m_read.isExact = page.next.isEmpty();
}

QList<wire::DeathGroup> mergedGroups(QList<wire::DeathGroup> groups, const QList<wire::DeathGroup> &older)
{
    for (const auto &group : older) {
        const auto known =
            std::find_if(groups.begin(), groups.end(), [&](const auto &each) { return each.filter == group.filter; });
        if (known == groups.end()) {
            groups.append(group);
            continue;
        }
        known->n += group.n;
        known->firstSeen = std::min(known->firstSeen, group.firstSeen);
        known->lastSeen = std::max(known->lastSeen, group.lastSeen);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const wire::DeathGroup &a, const wire::DeathGroup &b) { return a.n > b.n; });
    return groups;
}

} // namespace conduit::ui
