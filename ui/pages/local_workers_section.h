// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/local_worker_model.h"
#include "ui/models/sorted_rows.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QSpinBox;
class QTableView;

namespace conduit::ui {

class EmptyState;
class LocalWorkerActs;
class MessageBar;
class PoolActs;
class RowsOrWords;

/// The worker processes of this desktop in their pools: how many there are, how each of them is, and what can be done about it.
class LocalWorkersSection final : public QWidget
{
    Q_OBJECT
public:
    LocalWorkersSection(LocalWorkers &local, std::function<QDateTime()> now, QWidget *parent = nullptr);

    /// What the broker says about workers, ours among them.
    void setConnected(const QList<wire::Worker> &workers) { m_model.setConnected(workers); }
    /// Whether one of our processes has this name at the broker.
    [[nodiscard]] bool has(const QString &worker) const;
    /// Null when no process is chosen.
    [[nodiscard]] const LocalWorkerProcess *current() const;
    /// The height with which all rows can be seen; 0 without any.
    [[nodiscard]] int heightOfRows() const;

    [[nodiscard]] QList<QAction *> actions() const;
    [[nodiscard]] LocalWorkerActs *acts() const { return m_acts; }
    [[nodiscard]] PoolActs *poolActs() const { return m_poolActs; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    /// Says which process crashes in a loop, and starts it again.
    [[nodiscard]] MessageBar *crashBar() const { return m_crash; }

Q_SIGNALS:
    /// Another process is chosen, or what is known of it has changed.
    void currentChanged();
    /// Somebody wants to read the log of the current one.
    void logRequested();
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &text);

private:
    /// The two stay together where the head wraps.
    [[nodiscard]] static QWidget *named(QLabel *name, QSpinBox *box);
    [[nodiscard]] QWidget *buildHead();
    void buildTable();
    void showProcesses();
    [[nodiscard]] int firstProcess() const; ///< Its row; 0 without any.
    void showPool();
    void showCrash();
    void startCrashed();
    /// Of the pool to which the current row belongs.
    void scale();

    LocalWorkers &m_local;
    LocalWorkerModel m_model;
    SortedRows m_sorted;
    QTableView *m_table;
    EmptyState *m_emptiness;
    RowsOrWords *m_rows;
    MessageBar *m_crash;
    int m_crashedPool = 0; ///< That the bar is about.
    LocalWorkerActs *m_acts;
    PoolActs *m_poolActs;
    QLabel *m_whose = nullptr; ///< Whose processes are counted beside it.
    QSpinBox *m_count = nullptr;
    QSpinBox *m_concurrency = nullptr;
};

} // namespace conduit::ui
