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

void LocalWorkerModel::setProcesses(const QList<LocalWorkerProcess> &processes)
{
    auto ordered = processes;
    std::ranges::sort(ordered, {}, &LocalWorkerProcess::number);
    takeRows(m_processes, ordered, [](const LocalWorkerProcess &process) { return process.number; });
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
    if (!m_processes.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int LocalWorkerModel::rowOf(int number) const
{
    const auto found = std::find_if(m_processes.cbegin(), m_processes.cend(),
                                    [&](const LocalWorkerProcess &process) { return process.number == number; });
    return found == m_processes.cend() ? -1 : static_cast<int>(found - m_processes.cbegin());
}

int LocalWorkerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_processes.size());
}

int LocalWorkerModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant LocalWorkerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &process = m_processes[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(process, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : textOf(process, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Up             ? momentInFull(process.startedAt, m_now())
                                : index.column() == LastExit ? process.lastExit
                                                             : textOf(process, index.column()));
    case SortedRows::kSortRole:
        return sortValueOf(process, index.column());
    case ProcessStateRole:
        return QVariant::fromValue(static_cast<int>(process.state));
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

QVariant LocalWorkerModel::sortValueOf(const LocalWorkerProcess &process, int column) const
{
    switch (column) {
    case Running:
        return m_connected.value(process.name).running;
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

QString LocalWorkerModel::textOf(const LocalWorkerProcess &process, int column) const
{
    switch (column) {
    case Name:
        return process.name;
    case State:
        return stateText(process.state);
    case Running: {
        const auto worker = m_connected.constFind(process.name);
        return worker == m_connected.cend() ? QString()
                                            : tr("%1 of %2").arg(countText(worker->running), countText(worker->concurrency));
    }
    case Cpu:
        return process.cpuPercent ? tr("%1 %").arg(qRound(*process.cpuPercent)) : QString();
    case Memory:
        return process.memoryBytes == 0 ? QString() : sizeText(process.memoryBytes);
    case Pid:
        return process.pid == 0 ? QString() : QString::number(process.pid);
    case Up:
        return process.pid == 0 ? QString() : upTimeText(process.startedAt, m_now());
    case Restarts:
        return countText(process.restarts);
    case LastExit:
        return firstLine(process.lastExit);
    default:
        return {};
    }
}

} // namespace conduit::ui
