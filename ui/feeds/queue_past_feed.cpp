// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/queue_past_feed.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr qint64 kSecondsLookedAt = 3'600;

} // namespace

QueuePastFeed::QueuePastFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now)), m_watch(5s, [this] { reload(); })
{
}

void QueuePastFeed::setQueue(const QString &queue)
{
    if (queue == m_queue)
        return;
    m_queue = queue;
    m_isReading = false;
    reload();
}

/// A broker that is slow is not asked faster than it answers.
void QueuePastFeed::reload()
{
    if (m_queue.isEmpty() || m_isReading)
        return;
    m_isReading = true;
    const wire::SeriesQuery query {
        .of = {u"queue:"_s + m_queue}, .by = u"minute"_s, .from = m_now().addSecs(-kSecondsLookedAt)};
    m_client.loadSeries(query, this, [this, queue = m_queue](const client::Result<wire::SeriesAnswer> &answer) {
        if (queue != m_queue)
            return;
        m_isReading = false;
        if (answer)
            Q_EMIT seriesLoaded(*answer); // Else what is shown stays; the window says when the broker is away.
    });
}

} // namespace conduit::ui
