// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/type_flow_feed.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr qsizetype kSeriesPerCall = 10; // What a broker gives at a time.
constexpr qint64 kSecondsLookedAt = 24 * 3'600;
constexpr auto kPrefix = "type:"_L1;

} // namespace

TypeFlowFeed::TypeFlowFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now)), m_timer(15s, [this] { reload(); })
{
}

void TypeFlowFeed::setTypes(const QStringList &types)
{
    const auto looked = types.first(std::min(types.size(), kTypesMax));
    if (looked == m_types)
        return;
    m_types = looked;
    if (m_timer.isWatched())
        readSeries();
}

/// A broker that is slow is not asked faster than it answers.
void TypeFlowFeed::reload()
{
    if (m_waiting > 0)
        return;
    ++m_waiting;
    m_client.listWorkers(this, [this](const client::Result<QList<wire::Worker>> &workers) {
        --m_waiting;
        if (workers)
            Q_EMIT workersLoaded(*workers);
    });
    readSeries();
}

void TypeFlowFeed::readSeries()
{
    for (qsizetype first = 0; first < m_types.size(); first += kSeriesPerCall) {
        wire::SeriesQuery query {.of = {}, .by = u"hour"_s, .from = m_now().addSecs(-kSecondsLookedAt)};
        for (const QString &type : m_types.mid(first, kSeriesPerCall))
            query.of.append(kPrefix + type);
        ++m_waiting;
        m_client.loadSeries(query, this, [this](const client::Result<wire::SeriesAnswer> &answer) {
            --m_waiting;
            if (!answer)
                return; // What is shown stays; the window says when the broker is away.
            QMap<QString, TypeFlow> flow;
            for (const wire::Series &series : answer->series)
                if (series.of.startsWith(kPrefix))
                    flow.insert(series.of.sliced(kPrefix.size()), typeFlow(series, *answer));
            Q_EMIT flowLoaded(flow);
        });
    }
}

} // namespace conduit::ui
