// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"
#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <QHash>

#include <functional>

namespace conduit::ui {

/// The worker processes of this desktop, with what the broker says about each. As soon as there are several pools, each has a row of its own
/// above its processes, which sums them up.
class LocalWorkerModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Running, Cpu, Memory, Pid, Up, Restarts, LastExit };
    static constexpr int kColumnCount = LastExit + 1;
    enum Role { ProcessStateRole = Qt::UserRole, IsPoolRole, IsInPoolRole };

    explicit LocalWorkerModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setProcesses(const QList<LocalWorkerProcess> &processes, const QList<LocalPool> &pools = {});
    void setConnected(const QList<wire::Worker> &workers);

    /// Null for a row that is a pool's.
    [[nodiscard]] const LocalWorkerProcess *processAt(int row) const;
    /// That of the row, or to which its process belongs.
    [[nodiscard]] int poolAt(int row) const { return m_rows[row].pool; }
    [[nodiscard]] LocalWorkerProcess::State stateAt(int row) const { return stateOf(m_rows[row]); }
    [[nodiscard]] int rowOf(int number) const; ///< Of a process; -1 when there is none.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString stateText(LocalWorkerProcess::State state);

private:
    struct Row
    {
        int pool = 0;
        QString poolName = {}; ///< Of a pool's own row; empty for a process.
        LocalWorkerProcess process = {};
    };
    struct Load
    {
        int running = 0;
        int room = 0;
        bool isKnown = false; ///< To the broker.
    };

    void tellAllChanged();
    /// Those of the row, or of all in the row's pool.
    [[nodiscard]] QList<LocalWorkerProcess> processesOf(const Row &row) const;
    [[nodiscard]] LocalWorkerProcess::State stateOf(const Row &row) const;
    [[nodiscard]] Load loadOf(const Row &row) const;
    [[nodiscard]] QVariant sortValueOf(const Row &row, int column) const;
    [[nodiscard]] QString textOf(const Row &row, int column) const;
    [[nodiscard]] QString ownTextOf(const LocalWorkerProcess &process, int column) const;

    std::function<QDateTime()> m_now;
    QList<Row> m_rows;
    bool m_hasPools = false;
    QHash<QString, wire::Worker> m_connected;
};

} // namespace conduit::ui
