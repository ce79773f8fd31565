// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/overview_feed.h"
#include "ui/models/activity_model.h"
#include "ui/models/chart_lines.h"
#include "ui/models/failing_model.h"
#include "ui/models/task_filter.h"
#include "ui/pages/overview_tiles.h"

#include <QWidget>

class QButtonGroup;
class QStackedWidget;
class QTableView;

namespace conduit::ui {

class AttentionList;
class FirstSteps;
class LocalWorkers;
class RecentOperations;
class TimeSeriesWidget;

/// How the broker is doing: its numbers, how they went, and what needs a person, each with the one thing to do about it. Before the first
/// task it says how to begin.
class OverviewPage final : public QWidget
{
    Q_OBJECT
public:
    /// `local` may be null: a console of a broker elsewhere.
    OverviewPage(client::Client &client, const QString &address, std::function<QDateTime()> now, LocalWorkers *local,
                 QWidget *parent = nullptr);

    /// The broker answers, or does not: what was read last then stands back.
    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    void setLive(bool isLive);
    void reload() { m_feed.reload(); }
    void continueFrom(const OverviewPage &before);
    void setStats(const wire::Stats &stats);
    /// What is shown was read then, since the broker does not answer any more; invalid: it does.
    void setSilentSince(const QDateTime &moment);
    /// How far the broker's clock is ahead of this machine's, when that is worth a word; else zero.
    void setSkew(std::chrono::milliseconds skew);

    /// What was done to many tasks, newest first.
    void setActivity(const QList<ActivityRow> &rows);

    using enum OverviewTiles::Tile;
    [[nodiscard]] StatTile *tile(OverviewTiles::Tile tile) const { return m_tiles->tile(tile); }
    [[nodiscard]] TimeSeriesWidget *throughput() const { return m_throughput; }
    [[nodiscard]] QWidget *attention() const;
    [[nodiscard]] QTableView *failingTable() const { return m_failingTable; }
    [[nodiscard]] FirstSteps *firstSteps() const { return m_firstSteps; }
    [[nodiscard]] bool showsFirstSteps() const;

Q_SIGNALS:
    /// Empty lists: of any state or type.
    void tasksRequested(const QStringList &states, const QStringList &types);
    /// The same, in another order or of a certain time.
    void filterRequested(const conduit::ui::TaskFilter &filter);
    void workersRequested();
    void workerRequested(const QString &name);
    void queuesRequested();
    /// Of the broker, whether it answers again.
    void askRequested();
    /// The form, filled with this task.
    void enqueueRequested(const conduit::wire::NewTask &task);
    void said(const QString &text);
    void undoRequested(const conduit::ui::ActivityRow &row);
    /// All that was done to many tasks.
    void activityRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildCharts();
    [[nodiscard]] QWidget *buildSide();
    [[nodiscard]] QWidget *buildRanges();
    void showTime(const QDateTime &from, const QDateTime &to);
    void follow();
    void showCharts(const wire::SeriesAnswer &answer);
    void showTrends(const wire::SeriesAnswer &quarter, const wire::SeriesAnswer &minute);
    void showFacts(const AttentionFacts &facts);
    void showNeeds();
    void act(const Attention &row);
    void startWorker();
    void setDimmed(bool isDimmed);

    LocalWorkers *m_local;
    OverviewFeed m_feed;
    FailingModel m_failing;
    OverviewTiles *m_tiles;
    QButtonGroup *m_ranges = nullptr; ///< By the seconds of each.
    TimeSeriesWidget *m_throughput = nullptr;
    TimeSeriesWidget *m_runTimes = nullptr;
    TimeSeriesWidget *m_depth = nullptr;
    AttentionList *m_attention = nullptr;
    RecentOperations *m_recent = nullptr;
    QTableView *m_failingTable = nullptr;
    FirstSteps *m_firstSteps = nullptr;
    QStackedWidget *m_stack = nullptr;
    AttentionFacts m_facts; ///< As they were read last.
    std::chrono::milliseconds m_skew {0};
    QDateTime m_silentSince;
    bool m_hasFacts = false;
    bool m_isLive = true;
};

} // namespace conduit::ui
