// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_feed.h"
#include "ui/models/task_selection.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace conduit::ui {

class EmptyState;
class SelectionBar;
class StateChips;
class TaskActs;
class TaskChoices;
class TaskColumns;
class TaskDetailsPanel;
class TaskFacets;
class TaskFilterBar;
class TaskTableView;

/// The live list of tasks with its filters, and the details of one.
class TasksPage final : public QWidget
{
    Q_OBJECT
public:
    TasksPage(client::Client &client, const QString &address, std::function<QDateTime()> now, QSettings &settings,
              QWidget *parent = nullptr);
    ~TasksPage() override;

    /// Shows this task's details, and its row when the list holds it.
    void showTask(const QString &id);
    void setFilter(const TaskFilter &filter);
    [[nodiscard]] const TaskFilter &filter() const { return m_feed.filter(); }
    void setStats(const wire::Stats &stats);
    void setTypeNames(const QStringList &names);
    /// The broker answers or does not.
    void setOnline(bool isOnline);
    /// The list follows what changes, or stands still.
    void setLive(bool isLive);

    void reload();
    void resetLayout();
    void saveSettings() const;
    /// Shows and selects what that page does.
    void continueFrom(const TasksPage &before);

    [[nodiscard]] QList<QAction *> taskActions() const;
    [[nodiscard]] QList<QAction *> viewActions() const;
    [[nodiscard]] TaskTableView *table() const { return m_table; }
    [[nodiscard]] TaskDetailsPanel *details() const { return m_details; }
    [[nodiscard]] TaskWindowModel &model() { return m_model; }
    [[nodiscard]] TaskFeed &feed() { return m_feed; }
    [[nodiscard]] QPushButton *newRowsButton() const { return m_newRows; }
    [[nodiscard]] EmptyState *emptyState() const { return m_empty; }
    [[nodiscard]] TaskActs *acts() const { return m_acts; }
    [[nodiscard]] TaskSelection &selection() { return m_selection; }
    [[nodiscard]] SelectionBar *selectionBar() const { return m_bar; }
    [[nodiscard]] QMenu *contextMenu() const { return m_menu; }
    [[nodiscard]] TaskFilterBar *filterBar() const { return m_filterBar; }
    [[nodiscard]] TaskFacets *facets() const { return m_facets; }
    [[nodiscard]] QAction *facetsAction() const { return m_showFacets; }

Q_SIGNALS:
    void enqueueRequested();
    void copyRequested(const conduit::wire::Task &task);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    [[nodiscard]] QWidget *buildTop();
    [[nodiscard]] QPushButton *buildAllListed(QWidget *parent) const;
    [[nodiscard]] QWidget *buildList();
    void connectTable();
    void connectFilters();
    /// The facets stand beside the list where there is room for both; elsewhere chips and lists of choices stand above it.
    void arrange();
    /// Shows what the line of the filter bar stands for.
    void showLine(const QString &line);
    void showFailure(const client::Failure &failure);
    void step(int by);
    /// The acts are about what is selected, current and listed now, unless a menu is open: then about what was when it opened.
    void showTargets();
    void showSelection();
    void offerRestore();
    /// The rows that are here; when they are selected already, everything that fits the filter.
    void selectAll();
    void openContextMenu(QPoint place);
    void clearFilter();
    void sortBy(int column);
    void showNames();
    void showTotals();
    void showEmptiness();
    void showNewRows();
    void tick();
    [[nodiscard]] std::optional<qint64> matchingTasks() const;

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    QSettings &m_settings;
    TaskWindowModel m_model;
    TaskSelection m_selection;
    TaskFeed m_feed;
    wire::Stats m_stats;
    QStringList m_typeNames;
    bool m_isOnline = true;

    StateChips *m_chips = nullptr;
    TaskChoices *m_choices = nullptr;
    TaskFacets *m_facets = nullptr;
    TaskColumns *m_columns = nullptr;
    QPushButton *m_clear = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_stack = nullptr;
    TaskTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_newRows = nullptr;
    QLabel *m_totals = nullptr;
    TaskDetailsPanel *m_details = nullptr;
    TaskActs *m_acts = nullptr;
    TaskFilterBar *m_filterBar = nullptr;
    SelectionBar *m_bar = nullptr;
    QMenu *m_menu = nullptr;
    QAction *m_showDetails = nullptr;
    QAction *m_showFacets = nullptr;
};

} // namespace conduit::ui
