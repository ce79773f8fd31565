// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/locator_feed.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

LocatorFeed::LocatorFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client) { }

void LocatorFeed::findTasks(const QString &digits)
{
    const wire::TaskQuery query {.filter = u"id:"_s + digits, .limit = kTasksMax};
    m_client.listTasks(query, this, [this, generation = ++m_generation](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        if (answer)
            Q_EMIT found(answer->tasks);
        else
            Q_EMIT failed(answer.error());
    });
}

void LocatorFeed::loadWorkers()
{
    m_client.listWorkers(this, [this](const client::Result<QList<wire::Worker>> &answer) {
        if (answer)
            Q_EMIT workersLoaded(*answer);
    });
}

} // namespace conduit::ui
