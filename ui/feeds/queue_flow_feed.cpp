// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/queue_flow_feed.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr qsizetype kSeriesPerCall = 10; // What a broker gives at a time.
constexpr qint64 kSecondsLookedAt = 60;
constexpr auto kPrefix = "queue:"_L1;

} // namespace

QueueFlowFeed::QueueFlowFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now)), m_watch(5s, [this] { reload(); })
{
}

void QueueFlowFeed::setQueues(const QStringList &queues)
{
    if (queues == m_queues)
        return;
    m_queues = queues;
    if (m_watch.isWatched())
        readSeries();
}

/// A broker that is slow is not asked faster than it answers.
void QueueFlowFeed::reload()
{
    if (m_waiting > 0)
        return;
    readWorkers();
    readSeries();
}

void QueueFlowFeed::readWorkers()
{
    ++m_waiting;
    m_client.listWorkers(this, [this](const client::Result<QList<wire::Worker>> &workers) {
        --m_waiting;
        if (workers)
            Q_EMIT workersLoaded(*workers);
    });
}

void QueueFlowFeed::readSeries()
{
    for (qsizetype first = 0; first < m_queues.size(); first += kSeriesPerCall) {
        wire::SeriesQuery query {.of = {}, .by = u"second"_s, .from = m_now().addSecs(-kSecondsLookedAt)};
        for (const QString &queue : m_queues.mid(first, kSeriesPerCall))
            query.of.append(kPrefix + queue);
        ++m_waiting;
        m_client.loadSeries(query, this, [this](const client::Result<wire::SeriesAnswer> &answer) {
            --m_waiting;
            if (!answer)
                return; // What is shown stays; the window says when the broker is away.
            QMap<QString, QueueFlow> flow;
            for (const wire::Series &series : answer->series)
                if (series.of.startsWith(kPrefix))
                    flow.insert(series.of.sliced(kPrefix.size()), queueFlow(series));
            Q_EMIT flowLoaded(flow);
        });
    }
}

} // namespace conduit::ui
