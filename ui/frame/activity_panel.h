// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/activity_model.h"
#include "ui/models/told_model.h"

#include <conduit/client.h>

#include <QDockWidget>

class QAction;
class QTabWidget;
class QTableView;

namespace conduit::ui {

class ActivityFeed;
class EmptyState;
class ListFrame;
class OperationFailures;
class UndoTrail;

/// At the window's lower edge: what goes on with many tasks, and what the window has told. Each can be taken back there as long as that
/// is possible. Hidden at first.
class ActivityPanel final : public QDockWidget
{
    Q_OBJECT
public:
    /// What it works with outlives it. `now` is the broker's present.
    struct Parts
    {
        client::Client &client;
        ActivityFeed &feed;
        ToldModel &told;
        UndoTrail &trail;
        std::function<QDateTime()> now;
    };
    ActivityPanel(const Parts &parts, QWidget *parent);

    /// Shows and hides the panel; with the shortcut.
    [[nodiscard]] QAction *showAction() const { return toggleViewAction(); }
    /// What can be done with the row that is chosen.
    [[nodiscard]] QList<QAction *> rowActions() const { return {m_pause, m_stop, m_undo, m_showTasks, m_copy}; }
    void setOnline(bool isOnline);
    /// Shows the operations, and gives them the keyboard.
    void openOperations();

    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] QTableView *operations() const { return m_operations; }
    [[nodiscard]] QTableView *messages() const { return m_messages; }
    [[nodiscard]] ActivityModel &model() { return m_model; }
    [[nodiscard]] EmptyState *emptyState() const;
    [[nodiscard]] OperationFailures *failures() const { return m_failures; }

Q_SIGNALS:
    /// Those that this line of the filter language finds.
    void tasksRequested(const QString &filter);
    void taskRequested(const QString &id);
    void said(const QString &text);
    void refused(const QString &text);

private:
    void buildActions();
    void buildTitle();
    [[nodiscard]] QWidget *buildOperations();
    [[nodiscard]] QWidget *buildMessages();
    void pauseOrResume();
    void undo();
    void copy();
    void showRows();
    void showActions();
    void showFailures(const ActivityRow *row);
    [[nodiscard]] bool showsOperations() const;
    /// Null when none is chosen.
    [[nodiscard]] const ActivityRow *currentOperation() const;
    [[nodiscard]] const ToldModel::Entry *currentMessage() const;

    Parts m_parts;
    ActivityModel m_model;
    bool m_isOnline = true;
    QTabWidget *m_tabs;
    QTableView *m_operations = nullptr;
    ListFrame *m_operationList = nullptr;
    OperationFailures *m_failures = nullptr;
    QTableView *m_messages = nullptr;
    ListFrame *m_messageList = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_showTasks = nullptr;
    QAction *m_copy = nullptr;
};

} // namespace conduit::ui
