// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_details_feed.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QMenu;
class QStackedWidget;
class QTabWidget;

namespace conduit::ui {

class AttemptsView;
class ElidingLabel;
class EmptyState;
class JsonView;
class StateLabel;
class TaskLogView;
class TaskSummary;
class ValueField;

/// Everything about one task: facts, payload, result, attempts, and ways to copy them.
class TaskDetailsPanel final : public QWidget
{
    Q_OBJECT
public:
    TaskDetailsPanel(client::Client &client, QString address, std::function<QDateTime()> now, QWidget *parent = nullptr);
    /// Where the broker is from now on.
    void setAddress(const QString &address) { m_address = address; }

    void showTask(const QString &id);
    void noteVersion(const QString &id, qint64 version) { m_feed.noteVersion(id, version); }
    void reload() { m_feed.reload(); }
    /// Ages have grown.
    void noteTime();

    /// Where the task stands in the list beside this panel, from 1; 0 when it is not in it.
    void setPlace(int place, qint64 count);
    [[nodiscard]] const QList<QAction *> &stepActions() const { return m_steps; }
    [[nodiscard]] AttemptsView *attemptsView() const { return m_attempts; }
    [[nodiscard]] TaskLogView *logView() const { return m_log; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

    /// For a window that has nothing beside it: no way to another task, nor to a window of the task's own.
    void standAlone();
    /// What people may do with the task, for a menu beside its name.
    void setActs(const QList<QAction *> &acts);
    [[nodiscard]] const std::optional<wire::Task> &task() const { return m_feed.task(); }
    [[nodiscard]] const QList<QAction *> &copyActions() const { return m_copyActions; }
    [[nodiscard]] QAction *enqueueCopyAction() const { return m_enqueueCopy; }
    [[nodiscard]] QAction *windowAction() const { return m_openWindow; }

Q_SIGNALS:
    void closed();
    /// What task() is has changed, or is known better.
    void taskShown();
    /// The task is wanted in a window of its own.
    void windowRequested(const QString &id);
    /// The task before (-1) or behind (1) this one in the list is wanted.
    void stepRequested(int step);
    void copyRequested(const conduit::wire::Task &task);
    /// The task that this one is a copy of.
    void originalRequested(const QString &id);
    /// Tasks with a value of this one.
    void filterRequested(const QString &term);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildActions();
    void buildSteps();
    [[nodiscard]] QWidget *buildHeader();
    void buildTabs();
    void showLoaded();
    void showResult(const wire::Task &task);
    void showFailure(const client::Failure &failure);
    void offerActions();
    void copy(const std::function<QString(const wire::Task &)> &textOf);

    QString m_address;
    std::function<QDateTime()> m_now;
    TaskDetailsFeed m_feed;
    QList<QAction *> m_steps;
    QList<QAction *> m_copyActions;
    QAction *m_copyId = nullptr;
    QAction *m_copyResult = nullptr;
    QAction *m_enqueueCopy = nullptr;
    QAction *m_openWindow = nullptr;
    QMenu *m_acts = nullptr;

    QStackedWidget *m_stack;
    EmptyState *m_empty;
    StateLabel *m_state = nullptr;
    ElidingLabel *m_type = nullptr;
    ValueField *m_id = nullptr;
    QTabWidget *m_tabs = nullptr;
    TaskSummary *m_summary = nullptr;
    JsonView *m_payload = nullptr;
    JsonView *m_result = nullptr;
    AttemptsView *m_attempts = nullptr;
    TaskLogView *m_log = nullptr;
    QLabel *m_place = nullptr;
    QWidget *m_neighbours = nullptr; ///< Ways to other tasks, and out of here.
};

} // namespace conduit::ui
