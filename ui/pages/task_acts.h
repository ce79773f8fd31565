// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/operation_feed.h"
#include "ui/models/task_filter.h"

#include <QMessageBox>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;

namespace conduit::ui {

/// What people do with tasks, with one of them or with all that fit a filter: as operations of the broker, so that each can be undone while
/// nothing has moved on. Asks first when more than a hundred are meant.
class TaskActs final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kTasksWithoutQuestion = 100;

    /// Dialogs belong to `page`.
    TaskActs(client::Client &client, QWidget *page);

    /// The task that the acts on one are about; nothing: none.
    void setTask(const std::optional<wire::Task> &task);
    /// What the acts on all are about: what fits `filter` and has not changed since `revision`.
    void setFilter(const TaskFilter &filter, qint64 revision);
    void setOnline(bool isOnline);

    [[nodiscard]] QList<QAction *> actsOnOne() const;
    [[nodiscard]] QList<QAction *> actsOnAll() const;
    [[nodiscard]] QMessageBox *question() const { return m_question; }

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);

private:
    void doToAll(const QString &verb);
    void ask(const wire::NewOperation &operation, const wire::OperationPreview &preview);
    void tellProgress(const wire::Operation &operation);
    void tellEnd(const wire::Operation &operation);
    void showActs();
    /// Why an act on tasks in `states` cannot be done to the current one.
    [[nodiscard]] QString whyNotOnOne(const QStringList &states) const;

    client::Client &m_client;
    QWidget *m_page;
    OperationFeed m_feed;
    std::optional<wire::Task> m_task;
    TaskFilter m_filter;
    qint64 m_revision = 0;
    bool m_isOnline = true;
    QList<std::pair<QString, QAction *>> m_onOne; ///< By the contract's verb.
    QList<std::pair<QString, QAction *>> m_onAll;
    QPointer<QMessageBox> m_question;
};

} // namespace conduit::ui
