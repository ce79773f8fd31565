// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/attention.h"
#include "ui/models/task_filter.h"

#include <conduit/wire_counts.h>

#include <QWidget>

#include <array>
#include <chrono>

class QGridLayout;

namespace conduit::ui {

class StatTile;

/// A broker in eight numbers, with how they went; each leads to its tasks.
class OverviewTiles final : public QWidget
{
    Q_OBJECT
public:
    enum Tile { Waiting, OldestWait, Running, Done, Failed, RunTime, Dead, Workers, TileCount };

    explicit OverviewTiles(QWidget *parent = nullptr);

    void setStats(const wire::Stats &stats);
    /// The last quarter of an hour by minutes, and the last minute by seconds.
    void showTrends(const wire::Series &slow, const wire::Series &fast);
    void showWorkers(const AttentionFacts &facts);
    /// Old values, which stand back.
    void setDimmed(bool isDimmed);
    [[nodiscard]] StatTile *tile(Tile tile) const { return m_tiles.at(tile); }
    /// How long the task has waited that is due for longest, as the trends told.
    [[nodiscard]] std::chrono::seconds oldestWait() const { return m_oldestWait; }

Q_SIGNALS:
    void tasksRequested(const QStringList &states, const QStringList &types);
    /// The same in another order.
    void filterRequested(const conduit::ui::TaskFilter &filter);
    void workersRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QGridLayout *m_grid;
    std::array<StatTile *, TileCount> m_tiles {};
    std::chrono::seconds m_oldestWait {0};
};

} // namespace conduit::ui
