// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/local_worker_model.h"
#include "ui/pages/pool_dialog.h"
#include "ui/widgets/question_box.h"

#include <QPointer>

class QAction;
class QTableView;

namespace conduit::ui {

/// Pools are made, edited, copied and removed: the one to which the current row of the table belongs.
class PoolActs final : public QObject
{
    Q_OBJECT
public:
    PoolActs(LocalWorkers &local, const LocalWorkerModel &model, QTableView &table, QWidget *page);

    /// Other pools are there, or another row is the current one.
    void showPossible();
    [[nodiscard]] QList<QAction *> actions() const { return {m_new, m_edit, m_duplicate, m_remove}; }
    /// The program's own one as long as no row is chosen.
    [[nodiscard]] LocalPool current() const;
    /// What is being defined, or asked, just now; null for nothing.
    [[nodiscard]] PoolDialog *dialog() const { return m_dialog; }
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &text);

private:
    void define(const LocalPoolDefinition &start);
    void edit();
    void duplicate();
    void askToRemove();
    void open(PoolDialog *dialog);

    LocalWorkers &m_local;
    const LocalWorkerModel &m_model;
    QTableView &m_table;
    QWidget *m_page;
    QAction *m_new;
    QAction *m_edit;
    QAction *m_duplicate;
    QAction *m_remove;
    QPointer<PoolDialog> m_dialog;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
