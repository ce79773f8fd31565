// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/locator_feed.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

LocatorFeed::LocatorFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client) { }

/// An index knows how ids begin. How they end is looked at task by task, the newest first.
void LocatorFeed::findTasks(const QString &digits)
{
    m_found.clear();
    const wire::TaskQuery query {.filter = u"id:"_s + digits, .limit = kTasksMax};
    m_client.listTasks(query, this, [this, digits, generation = ++m_generation](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        take(answer->tasks);
        searchEnds(digits, {}, 1);
    });
}

void LocatorFeed::searchEnds(const QString &digits, const QString &after, int slices)
{
    const wire::TaskQuery query {.filter = digits, .limit = kTasksMax, .after = after};
    m_client.listTasks(query, this,
                       [this, digits, slices, generation = m_generation](const client::Result<wire::TaskPage> &answer) {
                           if (generation != m_generation)
                               return;
                           if (!answer) {
                               Q_EMIT failed(answer.error());
                               return;
                           }
                           take(answer->tasks);
                           if (!answer->next.isEmpty() && m_found.size() < kTasksMax && slices < kSlicesMax)
                               searchEnds(digits, answer->next, slices + 1);
                           else if (m_found.isEmpty())
                               Q_EMIT found({});
                       });
}

void LocatorFeed::take(const QList<wire::Task> &tasks)
{
    const auto before = m_found.size();
    for (const auto &task : tasks)
        if (std::none_of(m_found.begin(), m_found.end(), [&](const wire::Task &each) { return each.id == task.id; }))
            m_found.append(task);
    if (m_found.size() > before)
        Q_EMIT found(m_found);
}

void LocatorFeed::loadWorkers()
{
    m_client.listWorkers(this, [this](const client::Result<QList<wire::Worker>> &answer) {
        if (answer)
            Q_EMIT workersLoaded(*answer);
    });
}

} // namespace conduit::ui
