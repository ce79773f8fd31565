// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/sorted_rows.h"
#include "ui/models/worker_model.h"

#include <conduit/client.h>

#include <QWidget>

#include <functional>

class QAction;
class QPushButton;
class QTableView;

namespace conduit::ui {

class EmptyState;
class LateWorkerBar;
class RowsOrWords;
class WorkerActs;

/// The workers of which only the broker knows, with the age of their heartbeats, what can be done about them, and how to attach one more.
class RemoteWorkersSection final : public QWidget
{
    Q_OBJECT
public:
    /// `isBesideLocal`: processes of this computer stand in a section of their own.
    RemoteWorkersSection(client::Client &client, const QString &address, std::function<QDateTime()> now, bool isBesideLocal,
                         QWidget *parent = nullptr);

    void setWorkers(const QList<wire::Worker> &workers);
    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);

    [[nodiscard]] QList<QAction *> actions() const;
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] WorkerActs *acts() const { return m_acts; }
    [[nodiscard]] bool isEmpty() const { return m_model.rowCount() == 0; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    void buildTable();
    void showColumns();
    void showEmptiness();
    /// Its address means another machine elsewhere.
    [[nodiscard]] bool isForThisComputer() const;
    [[nodiscard]] QString attachCommand() const;

    QString m_address;
    bool m_isBesideLocal;
    bool m_isOnline = true;
    bool m_isLoaded = false;
    WorkerModel m_model;
    SortedRows m_sorted;
    WorkerActs *m_acts;
    QTableView *m_table;
    EmptyState *m_emptiness;
    RowsOrWords *m_rows;
    LateWorkerBar *m_late;
    QAction *m_copyAttach;
    QPushButton *m_copy = nullptr;
};

} // namespace conduit::ui
