// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/worker_model.h"
#include "ui/widgets/question_box.h"

#include <conduit/client.h>

#include <QPointer>

class QAction;
class QTableView;

namespace conduit::ui {

/// What can be done about a worker of which only the broker knows: it drains, it is asked to stop, it is forgotten, its tasks are shown. The
/// actions are about the current row of the table that they are given to, and are its context menu.
class WorkerActs final : public QObject
{
    Q_OBJECT
public:
    WorkerActs(client::Client &client, const WorkerModel &workers, QWidget *page);

    /// `table` shows the workers.
    void serve(QTableView &table);
    void setOnline(bool isOnline);
    /// What is known of the workers has changed.
    void showPossible();
    [[nodiscard]] QList<QAction *> actions() const { return {m_showTasks, m_drain, m_stop, m_forget}; }
    /// Those with a button above the table; all are in the context menu.
    [[nodiscard]] QList<QAction *> offered() const { return {m_showTasks, m_drain, m_stop}; }
    /// What is asked just now; null for nothing.
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    void tasksRequested(const QString &worker);
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &text);
    /// The broker knows something else of a worker now.
    void ordered();

private:
    void drain(const QString &worker);
    void askToStop(const QString &worker);
    void stop(const QString &worker);
    void forget(const QString &worker);
    void tell(const client::Result<Unit> &answer, const QString &text);
    /// Null when none is chosen.
    [[nodiscard]] const wire::Worker *current() const;

    client::Client &m_client;
    const WorkerModel &m_workers;
    QWidget *m_page;
    QTableView *m_table = nullptr;
    QAction *m_showTasks;
    QAction *m_drain;
    QAction *m_stop;
    QAction *m_forget;
    bool m_isOnline = true;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
