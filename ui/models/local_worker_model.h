// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"
#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <QHash>

#include <functional>

namespace conduit::ui {

/// The worker processes of this desktop, with what the broker says about each.
class LocalWorkerModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Running, Cpu, Memory, Pid, Up, Restarts, LastExit };
    static constexpr int kColumnCount = LastExit + 1;
    enum Role { ProcessStateRole = Qt::UserRole };

    explicit LocalWorkerModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setProcesses(const QList<LocalWorkerProcess> &processes);
    void setConnected(const QList<wire::Worker> &workers);

    [[nodiscard]] const LocalWorkerProcess &processAt(int row) const { return m_processes[row]; }
    [[nodiscard]] int rowOf(int number) const; ///< -1 when there is none.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString stateText(LocalWorkerProcess::State state);

private:
    void tellAllChanged();
    [[nodiscard]] QVariant sortValueOf(const LocalWorkerProcess &process, int column) const;
    [[nodiscard]] QString textOf(const LocalWorkerProcess &process, int column) const;

    std::function<QDateTime()> m_now;
    QList<LocalWorkerProcess> m_processes;
    QHash<QString, wire::Worker> m_connected;
};

} // namespace conduit::ui
