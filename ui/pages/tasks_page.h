// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/task_list_pane.h"

class QAction;
class QMenu;

namespace conduit::ui {

class StateChips;
class CellActions;
struct FilterTab;
struct SavedFilter;
class FilterTabs;
class TaskActs;
class TaskChangeActs;
class TaskDetailsPanel;
class TaskExports;
class TaskFacets;
class TaskFilterBar;
class TaskListActions;
class TaskListMemory;
class TaskPanes;
class TaskTargets;
class TasksHead;

/// The live list of tasks with its filters, and the details of one.
class TasksPage final : public QWidget
{
    Q_OBJECT
public:
    TasksPage(client::Client &client, const QString &address, const std::function<QDateTime()> &now, QSettings &settings,
              QWidget *parent = nullptr);

    /// Shows this task's details, and its row when the list holds it.
    void showTask(const QString &id);
    /// Of the tasks that are listed only those that fit this, too.
    void narrow(const QString &term);
    void setFilter(const TaskFilter &filter);
    [[nodiscard]] const TaskFilter &filter() const { return m_list->filter(); }
    void setStats(const wire::Stats &stats);
    void setTypeNames(const QStringList &names);
    /// What a type's payloads hold, to be offered in the filter.
    void setSchema(const wire::Schema &schema);
    /// The broker answers or does not.
    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    /// The list follows what changes, or stands still.
    void setLive(bool isLive);

    /// Brings back the filter tabs that the window with this number had; the filter of a single one is not kept.
    void restoreTabs(int windowNumber);

    void reload();
    void resetLayout();
    void saveSettings() const;
    /// Shows and selects what that page does.
    void continueFrom(const TasksPage &before);

    [[nodiscard]] QList<QAction *> taskActions() const;
    [[nodiscard]] QList<QAction *> viewActions() const;
    [[nodiscard]] QList<QAction *> editActions() const;
    [[nodiscard]] TaskListPane *list() const { return m_list; }
    [[nodiscard]] TaskTableView *table() const { return m_list->table(); }
    [[nodiscard]] TaskDetailsPanel *details() const { return m_details; }
    [[nodiscard]] TaskWindowModel &model() { return m_list->model(); }
    [[nodiscard]] TaskFeed &feed() { return m_list->feed(); }
    [[nodiscard]] QPushButton *newRowsButton() const { return m_list->newRowsButton(); }
    [[nodiscard]] EmptyState *emptyState() const { return m_list->emptyState(); }
    [[nodiscard]] TaskActs *acts() const { return m_acts; }
    [[nodiscard]] TaskChangeActs *changes() const { return m_changes; }
    [[nodiscard]] CellActions *cells() const { return m_cells; }
    [[nodiscard]] TaskExports *exports() const { return m_exports; }
    [[nodiscard]] TaskSelection &selection() { return m_list->selection(); }
    [[nodiscard]] SelectionBar *selectionBar() const { return m_list->selectionBar(); }
    [[nodiscard]] QMenu *contextMenu() const;
    [[nodiscard]] TaskFilterBar *filterBar() const { return m_filterBar; }
    [[nodiscard]] FilterTabs *filterTabs() const { return m_tabs; }
    [[nodiscard]] TaskFacets *facets() const { return m_facets; }
    [[nodiscard]] QAction *facetsAction() const;

Q_SIGNALS:
    void enqueueRequested();
    void copyRequested(const conduit::wire::Task &task);
    /// A task in a window of its own.
    void windowRequested(const QString &id);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setShown(bool isShown);
    void noteZone();
    void connectList();
    void connectDetails();
    void connectFilters();
    void connectTabs();
    /// Where the facets do not stand beside the list, chips and lists of choices stand above it.
    void arrange();
    /// Shows what the line of the filter bar stands for.
    void showLine(const QString &line);
    void openTab(const FilterTab &tab);
    void openSaved(const SavedFilter &saved);
    void showSaved();
    void step(int by);
    void clearFilter();
    void showNames();
    void tick();

    QSettings &m_settings;
    QString m_connection;
    QString m_actor; ///< What the console calls itself.
    int m_windowNumber = 1;
    wire::Stats m_stats;
    QStringList m_typeNames;
    QString m_nextSort; ///< Of the line that comes next; empty: as it is.

    StateChips *m_chips;
    TaskFacets *m_facets;
    TaskListPane *m_list;
    TaskDetailsPanel *m_details;
    TaskActs *m_acts;
    TaskChangeActs *m_changes;
    TaskFilterBar *m_filterBar;
    TaskListActions *m_listActions;
    TaskListMemory *m_memory;
    TaskPanes *m_panes;
    FilterTabs *m_tabs;
    CellActions *m_cells;
    TaskExports *m_exports;
    TasksHead *m_head;
    TaskTargets *m_targets;
};

} // namespace conduit::ui
