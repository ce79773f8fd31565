// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/gradual_retry.h"
#include "ui/feeds/task_page_feed.h"
#include "ui/models/dead_group_model.h"
#include "ui/models/task_filter.h"
#include "ui/pages/gradual_retry_dialog.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace conduit::ui {

class ElidingLabel;
class EmptyState;
class TaskActs;

/// The tasks that died, by what they died of, and what to do about all of one cause.
class DeadPage final : public QWidget
{
    Q_OBJECT
public:
    DeadPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void setStats(const wire::Stats &stats);
    void setOnline(bool isOnline);
    void reload() { m_feed.reload(); }

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] TaskActs *acts() const { return m_acts; }
    [[nodiscard]] QAction *gradualAction() const { return m_gradual; }
    [[nodiscard]] QAction *showTasksAction() const { return m_showTasks; }
    [[nodiscard]] GradualRetryDialog *dialog() const { return m_dialog; }
    [[nodiscard]] GradualRetry &gradualRetry() { return m_retry; }
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void tasksRequested(const conduit::ui::TaskFilter &filter);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildButtons();
    [[nodiscard]] QWidget *buildProgress();
    void takeTasks(const wire::TaskPage &page);
    [[nodiscard]] const DeadGroup *current() const;
    void showCurrent();
    void showSummary();
    void showProgress();
    void askForPace();
    void showTasks();

    DeadGroupModel m_model;
    TaskPageFeed m_feed;
    GradualRetry m_retry;
    TaskActs *m_acts;
    QAction *m_gradual;
    QAction *m_showTasks;
    QTableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QLabel *m_summary;
    QWidget *m_progress = nullptr;
    ElidingLabel *m_progressText = nullptr;
    QPushButton *m_pause = nullptr;
    QPointer<GradualRetryDialog> m_dialog;
    qint64 m_revision = 0;
    qint64 m_dead = 0;    ///< At the broker.
    qsizetype m_read = 0; ///< Of these, those that are grouped.
    bool m_isOnline = true;
    bool m_isLoaded = false;
};

} // namespace conduit::ui
