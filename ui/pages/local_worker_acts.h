// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/local_worker_model.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/question_box.h"

#include <QPointer>

class QAction;
class QTableView;

namespace conduit::ui {

/// What can be done about a process of this computer, or about all of a pool: whichever the current row of the table is.
class LocalWorkerActs final : public QObject
{
    Q_OBJECT
public:
    LocalWorkerActs(LocalWorkers &local, const LocalWorkerModel &model, QTableView &table, QWidget *page);

    /// What is known of the processes has changed, or another row is the current one.
    void showPossible();
    /// Those that stand beside the table.
    [[nodiscard]] QList<QAction *> frequent() const { return {m_start, m_stop, m_restart}; }
    [[nodiscard]] QList<QAction *> actions() const;
    /// What is asked just now; null for nothing.
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    void said(const QString &text);

private:
    using OfProcess = void (LocalWorkers::*)(int number);
    using OfPool = void (LocalWorkers::*)(int pool);
    [[nodiscard]] QAction *make(const QString &id, Glyph glyph, const QString &text, const QString &keys = {});
    [[nodiscard]] QAction *makeOrder(const QString &id, Glyph glyph, const QString &text, const QString &keys,
                                     OfProcess ofProcess, OfPool ofPool);
    void askToKill();
    void copyCommand();
    void openLogFolder();
    void showPossibleOfPool(int row);
    void showPossibleOf(const LocalWorkerProcess &process);
    /// Null when no process is chosen.
    [[nodiscard]] const LocalWorkerProcess *current() const;

    LocalWorkers &m_local;
    const LocalWorkerModel &m_model;
    QTableView &m_table;
    QWidget *m_page;
    QAction *m_start;
    QAction *m_stop;
    QAction *m_restart;
    QAction *m_kill;
    QAction *m_copyCommand;
    QAction *m_openFolder;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
