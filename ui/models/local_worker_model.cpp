// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/local_worker_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"
#include "ui/models/sorted_rows.h"

#include <algorithm>

namespace conduit::ui {

LocalWorkerModel::LocalWorkerModel(std::function<QDateTime()> now, QObject *parent)
    : SteadyTableModel(parent), m_now(std::move(now))
{
}

void LocalWorkerModel::setProcesses(const QList<LocalWorkerProcess> &processes, const QList<LocalPool> &pools)
{
    m_hasPools = pools.size() > 1;
    QList<Row> rows;
    for (const auto &process : processes)
        rows.append({.pool = process.pool, .process = process});
    for (const auto &pool : m_hasPools ? pools : QList<LocalPool>())
        rows.append({.pool = pool.number, .poolName = pool.definition.name});
    const auto place = [](const Row &row) { return std::pair(row.pool, row.process.number); };
    std::ranges::sort(rows, {}, place);
    takeRows(m_rows, rows, place);
}

void LocalWorkerModel::setConnected(const QList<wire::Worker> &workers)
{
    m_connected.clear();
    for (const auto &worker : workers)
        m_connected.insert(worker.name, worker);
    tellAllChanged();
}

void LocalWorkerModel::tellAllChanged()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

const LocalWorkerProcess *LocalWorkerModel::processAt(int row) const
{
    return m_rows[row].poolName.isEmpty() ? &m_rows[row].process : nullptr;
}

int LocalWorkerModel::rowOf(int number) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&](const Row &row) { return row.poolName.isEmpty() && row.process.number == number; });
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

int LocalWorkerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LocalWorkerModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant LocalWorkerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_rows[index.row()];
    const auto &process = row.process;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : textOf(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Up             ? momentInFull(process.startedAt, m_now())
                                : index.column() == LastExit ? process.lastExit
                                                             : textOf(row, index.column()));
    case SortedRows::kSortRole:
        return sortValueOf(row, index.column());
    case ProcessStateRole:
        return QVariant::fromValue(static_cast<int>(stateOf(row)));
    case IsPoolRole:
        return !row.poolName.isEmpty();
    case IsInPoolRole:
        return m_hasPools && row.poolName.isEmpty();
    default:
        return {};
    }
}

QVariant LocalWorkerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Up ? QVariant(false) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Process");
    case State:
        return tr("State");
    case Running:
        return tr("Tasks");
    case Cpu:
        return tr("CPU");
    case Memory:
        return tr("Memory");
    case Pid:
        return tr("PID");
    case Up:
        return tr("Up");
    case Restarts:
        return tr("Restarts");
    case LastExit:
        return tr("Last exit");
    default:
        return {};
    }
}

QString LocalWorkerModel::stateText(LocalWorkerProcess::State state)
{
    switch (state) {
    case LocalWorkerProcess::State::Starting:
        return tr("Starting");
    case LocalWorkerProcess::State::Running:
        return tr("Running");
    case LocalWorkerProcess::State::Stopping:
        return tr("Stopping");
    case LocalWorkerProcess::State::Stopped:
        return tr("Stopped");
    case LocalWorkerProcess::State::CrashLooping:
        return tr("Keeps crashing");
    }
    return {};
}

QList<LocalWorkerProcess> LocalWorkerModel::processesOf(const Row &row) const
{
    if (row.poolName.isEmpty())
        return {row.process};
    QList<LocalWorkerProcess> processes;
    for (const auto &other : m_rows)
        if (other.pool == row.pool && other.poolName.isEmpty())
            processes.append(other.process);
    return processes;
}

/// Of a pool what people should know of first.
LocalWorkerProcess::State LocalWorkerModel::stateOf(const Row &row) const
{
    using Process = LocalWorkerProcess::State;
    const auto processes = processesOf(row);
    for (const auto state : {Process::CrashLooping, Process::Stopping, Process::Starting, Process::Running})
        if (std::ranges::find(processes, state, &LocalWorkerProcess::state) != processes.end())
            return state;
    return Process::Stopped;
}

LocalWorkerModel::Load LocalWorkerModel::loadOf(const Row &row) const
{
    Load load;
    for (const auto &process : processesOf(row)) {
        const auto worker = m_connected.constFind(process.name);
        if (worker == m_connected.cend())
            continue;
        load.isKnown = true;
        load.running += worker->running;
        load.room += worker->concurrency;
    }
    return load;
}

QVariant LocalWorkerModel::sortValueOf(const Row &row, int column) const
{
    const auto &process = row.process;
    switch (column) {
    case Running:
        return loadOf(row).running;
    case Cpu:
        return process.cpuPercent.value_or(0);
    case Memory:
        return process.memoryBytes;
    case Pid:
        return process.pid;
    case Up:
        return process.startedAt;
    case Restarts:
        return process.restarts;
    default:
        return {};
    }
}

QString LocalWorkerModel::textOf(const Row &row, int column) const
{
    double cpuPercent = 0;
    bool isCpuKnown = false;
    qint64 memoryBytes = 0;
    int restarts = 0;
    for (const auto &process : processesOf(row)) {
        isCpuKnown |= process.cpuPercent.has_value();
        cpuPercent += process.cpuPercent.value_or(0);
        memoryBytes += process.memoryBytes;
        restarts += process.restarts;
    }
    switch (column) {
    case Name:
        return row.poolName.isEmpty() ? row.process.name : row.poolName;
    case State:
        return stateText(stateOf(row));
    case Running: {
        const auto load = loadOf(row);
        return load.isKnown ? tr("%1 of %2").arg(countText(load.running), countText(load.room)) : QString();
    }
    case Cpu:
        return isCpuKnown ? tr("%1 %").arg(qRound(cpuPercent)) : QString();
    case Memory:
        return memoryBytes == 0 ? QString() : sizeText(memoryBytes);
    case Restarts:
        return countText(restarts);
    default:
        return ownTextOf(row.process, column);
    }
}

QString LocalWorkerModel::ownTextOf(const LocalWorkerProcess &process, int column) const
{
    switch (column) {
    case Pid:
        return process.pid == 0 ? QString() : QString::number(process.pid);
    case Up:
        return process.pid == 0 ? QString() : upTimeText(process.startedAt, m_now());
    case LastExit:
        return firstLine(process.lastExit);
    default:
        return {};
    }
}

} // namespace conduit::ui
