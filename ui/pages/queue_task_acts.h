// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/task_acts.h"

class QAction;

namespace conduit::ui {

class MoveDialog;

/// What is done to all tasks that wait in a queue, as operations of the broker that can be undone: they are moved to another queue, or
/// deleted to the trash.
class QueueTaskActs final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `page`.
    QueueTaskActs(client::Client &client, QWidget *page);

    /// The queue that is meant, and those to move to. Without one nothing can be done.
    void setQueues(const std::optional<wire::Queue> &queue, const QStringList &names);
    void setOnline(bool isOnline);
    void setConfirmations(const Confirmations &confirmations) { m_tasks.setConfirmations(confirmations); }
    void continueFrom(const QueueTaskActs &before) { m_tasks.continueFrom(before.m_tasks); }

    [[nodiscard]] QAction *moveAction() const { return m_move; }
    [[nodiscard]] QAction *purgeAction() const { return m_purge; }
    /// What is open just now; null for none.
    [[nodiscard]] MoveDialog *dialog() const;
    [[nodiscard]] QuestionBox *question() const { return m_tasks.question(); }

Q_SIGNALS:
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    void refused(const QString &text);

private:
    void askWhereTo();
    void showActions();

    QWidget *m_page;
    TaskActs m_tasks;
    std::optional<wire::Queue> m_queue;
    QStringList m_names;
    bool m_isOnline = true;
    QAction *m_move;
    QAction *m_purge;
    QPointer<MoveDialog> m_dialog;
};

} // namespace conduit::ui
