// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/broker_pause.h"
#include "ui/feeds/queue_feed.h"
#include "ui/feeds/queue_flow_feed.h"
#include "ui/models/confirmations.h"
#include "ui/models/queue_model.h"
#include "ui/models/sorted_rows.h"
#include "ui/pages/defaults_acts.h"
#include "ui/pages/queue_deletion.h"
#include "ui/pages/queue_task_acts.h"
#include "ui/pages/successor.h"

#include <QWidget>

class QAction;
class QSettings;
class QSplitter;
class QTableView;

namespace conduit::ui {

class EmptyState;
class ListFrame;
class QueuePanel;

/// The queues with what lies in them; each can be paused with a reason, and goes on at once or by itself.
class QueuesPage final : public QWidget
{
    Q_OBJECT
public:
    /// `person` is who pauses, as others will read it.
    QueuesPage(client::Client &client, const QString &person, std::function<QDateTime()> now, QSettings &settings,
               QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    /// The page follows what changes, or stands still.
    void setLive(bool isLive);
    void reload();
    void continueFrom(const QueuesPage &before);
    void saveSettings() const;
    /// Without any, no name has to be typed.
    void setConfirmations(const Confirmations &confirmations);
    [[nodiscard]] QList<QAction *> queueActions() const { return {m_pause, m_resume, m_showTasks, m_enqueue, m_editDefaults}; }
    /// Of all tasks that wait in the queue.
    [[nodiscard]] QueueTaskActs &taskActs() { return m_taskActs; }
    [[nodiscard]] DefaultsActs &defaultsActs() { return m_defaults; }
    /// Pauses everything, or lets it go on.
    [[nodiscard]] QAction *pauseAllAction() const { return m_pauseAll; }
    [[nodiscard]] BrokerPause &everything() { return m_everything; }
    /// Stands apart from the others.
    [[nodiscard]] QAction *deleteAction() const { return m_deletion.action(); }
    /// What is asked just now; null for nothing.
    [[nodiscard]] QuestionBox *question() const { return m_deletion.question(); }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QueueModel &model() { return m_model; }
    [[nodiscard]] QueuePanel *panel() const { return m_panel; }
    [[nodiscard]] EmptyState *emptyState() const;

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    void tasksRequested(const QString &queue);
    void enqueueRequested(const QString &queue);
    /// Something was done that `undo` takes back; without one it cannot be taken back.
    void done(const QString &text, const std::function<void()> &undo);
    void failed(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildActions();
    void buildTable();
    void buildMenu();
    void connectActs();
    void watch(bool isWatched);
    void showQueues(const QList<wire::Queue> &queues);
    void askToPause();
    void askToPauseAll();
    void pauseAll(const wire::QueuePause &pause);
    void resumeAll();
    void tell(const client::Result<Unit> &answer, const QString &text, const std::function<void()> &undo);
    void pause(const QString &queue, const wire::QueuePause &pause);
    void resume(const wire::Queue &queue);
    void showAnswer(const client::Result<wire::Queue> &answer, const QString &text, const std::function<void()> &undo);
    void showActions();
    void showCurrent();
    void showEmptiness();
    /// Null when none is chosen.
    [[nodiscard]] const wire::Queue *current() const;

    client::Client &m_client;
    const QString m_person;
    std::function<QDateTime()> m_now;
    QSettings &m_settings;
    QueueFeed m_feed;
    QueueFlowFeed m_flow;
    QueueModel m_model;
    SortedRows m_sorted;
    BrokerPause m_everything;
    DefaultsActs m_defaults;
    QueueTaskActs m_taskActs;
    QueueDeletion m_deletion;
    Successor<QueuesPage> m_successor {this};
    bool m_isOnline = true;
    bool m_isLive = true;
    bool m_isLoaded = false;
    QTableView *m_table = nullptr;
    QueuePanel *m_panel = nullptr;
    QSplitter *m_splitter = nullptr;
    ListFrame *m_list = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_showTasks = nullptr;
    QAction *m_enqueue = nullptr;
    QAction *m_editDefaults = nullptr;
    QAction *m_pauseAll = nullptr;
};

} // namespace conduit::ui
