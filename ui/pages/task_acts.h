// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/operation_feed.h"
#include "ui/pages/chosen_tasks.h"
#include "ui/pages/operation_questions.h"
#include "ui/pages/removal_question.h"
#include "ui/pages/successor.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;

namespace conduit::ui {

/// What people do with tasks, with one of them, with those that are selected or with all that fit a filter: as operations of the broker, so
/// that each can be undone while nothing has moved on. Asks first when more than a hundred are meant, or when it cannot be undone.
class TaskActs final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `page`.
    TaskActs(client::Client &client, QWidget *page);

    /// The task that the acts on one are about; nothing: none.
    void setTask(const std::optional<wire::Task> &task);
    /// What the acts on chosen tasks are about: those of them that are in a fitting state.
    void setChoice(const TaskChoice &choice);
    /// What the acts on all are about: what fits `filter` and has not changed since `revision`.
    void setFilter(const TaskFilter &filter, qint64 revision);
    void setOnline(bool isOnline);
    /// Begins what somebody else has prepared; asks first as about its own acts.
    void start(const wire::NewOperation &operation);
    /// What the same of another window has done can be taken back here.
    void continueFrom(const TaskActs &before) { m_successor.takePlaceOf(before.m_successor); }
    void setConfirmations(const Confirmations &confirmations) { m_questions->setConfirmations(confirmations); }

    [[nodiscard]] QList<QAction *> actsOnOne() const { return m_onOne; }
    [[nodiscard]] QList<QAction *> actsOnChosen() const { return m_onChosen; }
    [[nodiscard]] QList<QAction *> actsOnAll() const { return m_onAll; }
    /// Of the acts on chosen tasks the one that stands apart from the others.
    [[nodiscard]] QAction *deleteChosen() const { return m_onChosen.last(); }
    /// What the Delete key does with chosen tasks: cancels those that wait, or deletes those that have ended.
    [[nodiscard]] QAction *removeChosen() const { return m_remove; }
    /// The question which of them it is to be; null when there is none.
    [[nodiscard]] RemovalQuestion *removalQuestion() const { return m_removal; }
    [[nodiscard]] QuestionBox *question() const { return m_questions->box(); }

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

private:
    void doToChosen(std::size_t way);
    void remove();
    void showRemove();
    void tellProgress(const wire::Operation &operation);
    void tellEnd(const wire::Operation &operation);
    void showActs();
    void showActOnOne(std::size_t way);
    void showActOnChosen(std::size_t way);
    void showActOnAll(std::size_t way);
    /// Why an act on tasks in `fitting` states cannot be done to the one task.
    [[nodiscard]] QString whyNotOnOne(const QStringList &fitting) const;

    OperationFeed m_feed;
    Successor<TaskActs> m_successor {this};
    OperationQuestions *m_questions;
    std::optional<wire::Task> m_task;
    ChosenTasks m_chosen;
    TaskFilter m_filter;
    qint64 m_revision = 0;
    bool m_isOnline = true;
    QList<QAction *> m_onOne; ///< One for each way, as the next two.
    QList<QAction *> m_onChosen;
    QList<QAction *> m_onAll;
    QAction *m_remove = nullptr;
    QPointer<RemovalQuestion> m_removal;
};

} // namespace conduit::ui
