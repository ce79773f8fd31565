// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/death_group_feed.h"
#include "ui/feeds/gradual_retry.h"
#include "ui/models/dead_group_model.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/task_filter.h"
#include "ui/pages/gradual_retry_dialog.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QTableView;

namespace conduit::ui {

class Confirmations;
class ElidingLabel;
class ExactText;
class ListFrame;
class TaskActs;
class TaskExports;

/// The tasks that died, by what they died of, and what to do about all of one cause.
class DeadPage final : public QWidget
{
    Q_OBJECT
public:
    DeadPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void setStats(const wire::Stats &stats);
    void setOnline(bool isOnline);
    void setConfirmations(const Confirmations &confirmations);
    void reload() { m_feed.reload(); }
    void continueFrom(const DeadPage &before);

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] TaskActs *acts() const { return m_acts; }
    [[nodiscard]] TaskExports *exports() const { return m_exports; }
    [[nodiscard]] QAction *gradualAction() const { return m_gradual; }
    [[nodiscard]] QAction *showExampleAction() const { return m_showExample; }
    [[nodiscard]] QAction *windowAction() const { return m_openWindow; }
    [[nodiscard]] GradualRetryDialog *dialog() const { return m_dialog; }
    [[nodiscard]] GradualRetry &gradualRetry() { return m_retry; }
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] QString summary() const;
    /// The whole error of the latest task of the chosen group.
    [[nodiscard]] QString exampleText() const;

Q_SIGNALS:
    void tasksRequested(const conduit::ui::TaskFilter &filter);
    void taskRequested(const QString &id);
    /// The same in a window of its own.
    void windowRequested(const QString &id);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildButtons();
    [[nodiscard]] QWidget *buildProgress();
    [[nodiscard]] QWidget *buildExample();
    void take(const wire::DeathGroups &groups);
    [[nodiscard]] const wire::DeathGroup *current() const;
    void showCurrent();
    void showActions();
    void readExample(const QString &id);
    void showSummary();
    void showProgress();
    void askForPace();
    void showTasks();

    client::Client &m_client;
    DeadGroupModel m_model;
    SortedRows m_sorted;
    DeathGroupFeed m_feed;
    GradualRetry m_retry;
    TaskActs *m_acts;
    TaskExports *m_exports;
    QAction *m_gradual;
    QAction *m_showTasks;
    QAction *m_showExample;
    QAction *m_openWindow;
    QTableView *m_table;
    ListFrame *m_list;
    QLabel *m_summary;
    QWidget *m_progress = nullptr;
    ElidingLabel *m_progressText = nullptr;
    QPushButton *m_pause = nullptr;
    QWidget *m_example = nullptr;
    ExactText *m_exampleText = nullptr;
    QString m_exampleId; ///< Whose error is shown, or was asked for.
    QPointer<GradualRetryDialog> m_dialog;
    qint64 m_revision = 0; ///< Of the broker, when it last told its counts.
    qint64 m_dead = 0;     ///< At the broker.
    qint64 m_read = 0;     ///< Of these, those that are grouped.
    bool m_isOnline = true;
    bool m_isLoaded = false;
};

} // namespace conduit::ui
