// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_feed.h"
#include "ui/feeds/time_rail_feed.h"
#include "ui/models/task_selection.h"

#include <QWidget>

#include <functional>

class QPushButton;
class QSettings;
class QStackedWidget;

namespace conduit::ui {

class ElidingLabel;
class EmptyState;
class GoToTimeBar;
struct MomentSpan;
class SearchBar;
class SelectionBar;
class TaskColumns;
class TaskTableView;
class TimeRail;

/// The live list of tasks with what stands round it: the rail of time, how far a search came, what is selected, how many there are,
/// and what it says while it is empty.
class TaskListPane final : public QWidget
{
    Q_OBJECT
public:
    TaskListPane(client::Client &client, std::function<QDateTime()> now, QSettings &settings, QWidget *parent = nullptr);
    ~TaskListPane() override;

    void setFilter(const TaskFilter &filter);
    [[nodiscard]] const TaskFilter &filter() const { return m_feed.filter(); }
    void setStats(const wire::Stats &stats);
    /// The broker answers or does not.
    void setOnline(bool isOnline);
    /// The list follows what changes, or stands still.
    void setLive(bool isLive);
    /// Only what somebody sees is kept fresh.
    void setShown(bool isShown);
    void reload();
    void saveSettings() const;
    /// Ages have grown.
    void noteTime();

    /// The list begins with this time; one that is sorted otherwise stays as it is.
    void goTo(const MomentSpan &span);
    void askForTime();
    /// Why it cannot go to a time; empty when it can.
    [[nodiscard]] QString whyNoTime() const;
    void goToNewest();
    void goToOldest();
    /// The current row, and how many there are as far as that is known.
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] qint64 countedTasks() const;
    /// What stands below the list: how many, in which order, and whether it follows what changes.
    [[nodiscard]] QString totalsText() const;
    /// The rows that are here; when they are selected already, everything that fits the filter.
    void selectAll();

    [[nodiscard]] TaskWindowModel &model() { return m_model; }
    [[nodiscard]] const TaskWindowModel &model() const { return m_model; }
    [[nodiscard]] TaskFeed &feed() { return m_feed; }
    [[nodiscard]] const TaskFeed &feed() const { return m_feed; }
    [[nodiscard]] TaskSelection &selection() { return m_selection; }
    [[nodiscard]] const TaskSelection &selection() const { return m_selection; }
    [[nodiscard]] TaskTableView *table() const { return m_table; }
    [[nodiscard]] TaskColumns *columns() const { return m_columns; }
    [[nodiscard]] EmptyState *emptyState() const { return m_empty; }
    [[nodiscard]] QPushButton *newRowsButton() const { return m_newRows; }
    [[nodiscard]] SelectionBar *selectionBar() const { return m_bar; }
    [[nodiscard]] SearchBar *searchBar() const { return m_searchBar; }
    [[nodiscard]] TimeRail *rail() const { return m_rail; }
    [[nodiscard]] GoToTimeBar *goToTimeBar() const { return m_goToTime; }

Q_SIGNALS:
    /// Something about the filter that should be said beside its line.
    void hinted(const QString &text);
    /// What acts would be about may be something else now.
    void targetsChanged();
    void clearFilterRequested();
    void enqueueRequested();
    void failed(const conduit::client::Failure &failure);

private:
    void build(QSettings &settings);
    void connectTable();
    void connectFeeds();
    void act();
    void sortBy(int column);
    void comeBackToTask();
    void showSelection();
    void offerRestore();
    void showRail();
    void showShownTime();
    void showSearch();
    void showTotals();
    void showEmptiness();
    void showNewRows();
    [[nodiscard]] std::optional<qint64> knownMatches() const;
    /// Than the rows that are here.
    [[nodiscard]] bool hasMore() const;
    [[nodiscard]] bool isSortedByCreation() const;

    std::function<QDateTime()> m_now;
    TaskWindowModel m_model;
    TaskSelection m_selection;
    TaskFeed m_feed;
    TimeRailFeed m_railFeed;
    wire::Stats m_stats;
    bool m_isOnline = true;
    std::optional<wire::Task> m_kept; ///< Is to be in sight again in the order that is being read.
    bool m_isSorting = false;         ///< Such an order is being read.

    GoToTimeBar *m_goToTime = nullptr;
    QPushButton *m_newRows = nullptr;
    QStackedWidget *m_stack = nullptr;
    TaskTableView *m_table = nullptr;
    TaskColumns *m_columns = nullptr;
    TimeRail *m_rail = nullptr;
    EmptyState *m_empty = nullptr;
    SearchBar *m_searchBar = nullptr;
    SelectionBar *m_bar = nullptr;
    ElidingLabel *m_totals = nullptr;
};

} // namespace conduit::ui
