// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/overview_feed.h"
#include "ui/models/chart_lines.h"
#include "ui/models/failing_model.h"
#include "ui/models/task_filter.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QGridLayout;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace conduit::ui {

class FirstSteps;
class LocalWorkers;
class StatTile;
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
    void setStats(const wire::Stats &stats);
    /// What is shown was read then, since the broker does not answer any more; invalid: it does.
    void setSilentSince(const QDateTime &moment);
    /// How far the broker's clock is ahead of this machine's, when that is worth a word; else zero.
    void setSkew(std::chrono::milliseconds skew);

    enum Tile { Waiting, OldestWait, Running, Done, Failed, RunTime, Dead, Workers, TileCount };
    [[nodiscard]] StatTile *tile(Tile tile) const { return m_tiles.at(tile); }
    [[nodiscard]] TimeSeriesWidget *throughput() const { return m_throughput; }
    [[nodiscard]] TimeSeriesWidget *runTimes() const { return m_runTimes; }
    [[nodiscard]] QWidget *attention() const { return m_attention; }
    [[nodiscard]] QTableView *failingTable() const { return m_failingTable; }
    [[nodiscard]] FirstSteps *firstSteps() const { return m_firstSteps; }
    [[nodiscard]] bool showsFirstSteps() const;

Q_SIGNALS:
    /// Empty lists: of any state or type.
    void tasksRequested(const QStringList &states, const QStringList &types);
    /// The same, in another order or of a certain time.
    void filterRequested(const conduit::ui::TaskFilter &filter);
    void workersRequested();
    void queuesRequested();
    /// Of the broker, whether it answers again.
    void askRequested();
    /// The form, filled with this task.
    void enqueueRequested(const conduit::wire::NewTask &task);
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildTiles();
    [[nodiscard]] QWidget *buildCharts();
    [[nodiscard]] QWidget *buildSide();
    [[nodiscard]] QWidget *buildRanges();
    void showTime(const QDateTime &from, const QDateTime &to);
    void follow();
    void showCharts(const wire::SeriesAnswer &answer);
    void showTrends(const wire::SeriesAnswer &quarter, const wire::SeriesAnswer &minute);
    void showFacts(const AttentionFacts &facts);
    void showNeeds();
    void showAttention(const QList<Attention> &rows);
    void act(const Attention &row);
    void startWorker();
    void setDimmed(bool isDimmed);

    LocalWorkers *m_local;
    OverviewFeed m_feed;
    FailingModel m_failing;
    std::array<StatTile *, TileCount> m_tiles {};
    QGridLayout *m_tileGrid = nullptr;
    TimeSeriesWidget *m_throughput = nullptr;
    TimeSeriesWidget *m_runTimes = nullptr;
    TimeSeriesWidget *m_depth = nullptr;
    QWidget *m_attention = nullptr;
    QVBoxLayout *m_attentionRows = nullptr;
    QList<Attention> m_shownRows;
    QTableView *m_failingTable = nullptr;
    FirstSteps *m_firstSteps = nullptr;
    QStackedWidget *m_stack = nullptr;
    AttentionFacts m_facts; ///< As they were read last.
    std::chrono::milliseconds m_skew {0};
    std::chrono::seconds m_oldestWait {0};
    QDateTime m_silentSince;
    bool m_hasFacts = false;
    bool m_isLive = true;
};

} // namespace conduit::ui
