// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/watch_timer.h"
#include "ui/models/attention.h"

#include <conduit/client.h>

#include <QObject>

#include <functional>

namespace conduit::ui {

/// How far back a chart looks.
struct OverviewRange
{
    QString by;      ///< The contract's word.
    int seconds = 0; ///< Of the whole range.
};

/// What the overview shows, read while somebody looks: the charts once a second or once a step, the rest every five seconds.
class OverviewFeed final : public QObject
{
    Q_OBJECT
public:
    OverviewFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    void setVisible(bool isVisible) { m_watch.setWatched(isVisible); }
    void setRange(const OverviewRange &range);
    /// What `GET /stats` said last: it names the queues and types that are asked about.
    void setStats(const wire::Stats &stats) { m_stats = stats; }
    void reload();

Q_SIGNALS:
    /// The broker's series first, then those of the largest queues.
    void chartsLoaded(const conduit::wire::SeriesAnswer &answer);
    /// The broker's last fifteen minutes, for trends; and its last minute.
    void trendsLoaded(const conduit::wire::SeriesAnswer &quarter, const conduit::wire::SeriesAnswer &minute);
    void factsLoaded(const conduit::ui::AttentionFacts &facts);

private:
    void tick();
    void readCharts();
    void readTrends();
    void readFacts();
    void readStuck();
    [[nodiscard]] QStringList largestQueues() const;
    [[nodiscard]] QStringList failingCandidates() const;
    /// Steps of the present lie at the end.
    [[nodiscard]] wire::SeriesQuery lately(const QStringList &of, const QString &by, int seconds) const;

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    WatchTimer m_watch;
    OverviewRange m_range {QStringLiteral("minute"), 15 * 60};
    wire::Stats m_stats;
    AttentionFacts m_facts;
    int m_ticks = 0;
    int m_round = 0; ///< Answers of a range that was left are dropped.
    bool m_isReadingCharts = false;
    bool m_isReadingTrends = false;
    int m_factsAwaited = 0;
    bool m_hasFacts = false;
};

} // namespace conduit::ui
