// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/chosen_tasks.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;

namespace conduit::ui {

class TaskChangeDialog;

/// Changes of the chosen tasks that take something beside them: a priority, a time, a queue, tags. Each asks for it first; which tasks are
/// meant is fixed when its dialog opens.
class TaskChangeActs final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `page`; `now` is the broker's present.
    TaskChangeActs(QWidget *page, std::function<QDateTime()> now);

    void setChoice(const TaskChoice &choice);
    /// The current task, with whose priority or time a dialog begins.
    void setTask(const std::optional<wire::Task> &task) { m_task = task; }
    /// Those to choose from.
    void setQueues(const QStringList &names) { m_queues = names; }
    void setOnline(bool isOnline);

    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    /// The one that is open; null when there is none.
    [[nodiscard]] TaskChangeDialog *dialog() const;

Q_SIGNALS:
    void chosen(const conduit::wire::NewOperation &operation);

private:
    void ask(const QString &verb);
    [[nodiscard]] TaskChangeDialog *newDialog(const wire::NewOperation &operation);
    void showActions();

    QWidget *m_page;
    std::function<QDateTime()> m_now;
    ChosenTasks m_chosen;
    std::optional<wire::Task> m_task;
    QStringList m_queues;
    bool m_isOnline = true;
    QList<QAction *> m_actions;
    QPointer<TaskChangeDialog> m_dialog;
};

} // namespace conduit::ui
