// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/worker_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/worker_clock.h"

#include <conduit/worker_health.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString listText(const QStringList &list) { return list.isEmpty() ? WorkerModel::tr("any") : list.join(u", "_s); }

Qt::Alignment alignmentOf(int column)
{
    const bool isNumber = column == WorkerModel::Done || column == WorkerModel::FailedShare;
    return (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

QString headerTip(int column)
{
    switch (column) {
    case WorkerModel::Clock:
        return WorkerModel::tr("How far its clock is off, compared with the broker's");
    case WorkerModel::Done:
        return WorkerModel::tr("Attempts that ended well");
    case WorkerModel::FailedShare:
        return WorkerModel::tr("Attempts that ended badly, of all that ended well or badly");
    default:
        return {};
    }
}

QString endsText(const wire::Worker &worker, const QDateTime &now)
{
    return WorkerModel::
        tr("Attempts that ended well: %1. Those that ended badly, with an error, by a timeout, or because nothing was heard of "
           "the worker: %2. The broker has counted since %3.")
            .arg(countText(worker.completed), countText(worker.failed), momentInFull(worker.startedAt, now));
}

bool hasWrongClock(const wire::Worker &worker) { return wire::wrongClock(worker) != std::chrono::milliseconds(0); }

QString clockText(const wire::Worker &worker)
{
    if (hasWrongClock(worker))
        return wrongClockText(wire::wrongClock(worker));
    return worker.clockAhead ? WorkerModel::tr("right") : u"–"_s;
}

QString clockTip(const wire::Worker &worker)
{
    if (!worker.clockAhead)
        return WorkerModel::tr("It does not tell the broker what time it is.");
    if (!hasWrongClock(worker))
        return WorkerModel::tr("It agrees with the broker's to two seconds.");
    return WorkerModel::tr("Compared with the broker's it is about %1. The times in its own log are off by as much, and so is "
                           "whatever its handlers do with the time.")
        .arg(wrongClockText(wire::wrongClock(worker)));
}

} // namespace

WorkerModel::WorkerModel(std::function<QDateTime()> now, QObject *parent) : SteadyTableModel(parent), m_now(std::move(now)) { }

void WorkerModel::setWorkers(QList<wire::Worker> workers)
{
    std::ranges::sort(workers, {}, &wire::Worker::name);
    takeRows(m_workers, workers, [](const wire::Worker &worker) { return worker.name; });
}

bool WorkerModel::hasWrongClock() const { return std::ranges::any_of(m_workers, &ui::hasWrongClock); }

int WorkerModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_workers.size()); }

int WorkerModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant WorkerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &worker = m_workers[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(worker, index.column());
    case Qt::TextAlignmentRole:
        return int(alignmentOf(index.column()));
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : textOf(worker, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTipOf(worker, index.column()));
    case SortedRows::kSortRole:
        return sortValueOf(worker, index.column());
    case SecondsSinceSeenRole:
        return std::max<qint64>(0, worker.lastSeenAt.secsTo(m_now()));
    case HasWrongClockRole:
        return ui::hasWrongClock(worker);
    case HasToldClockRole:
        return worker.clockAhead.has_value();
    default:
        return {};
    }
}

QVariant WorkerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    if (role == Qt::ToolTipRole)
        return plainToolTip(headerTip(section));
    if (role == TimeFormat::kColumnRole)
        return section == Heartbeat ? QVariant(true) : section == Up ? QVariant(false) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Worker");
    case Host:
        return tr("Host");
    case Slots:
        return tr("Tasks");
    case Heartbeat:
        return timeHeader(tr("Heartbeat"), m_now());
    case Clock:
        return tr("Clock");
    case Types:
        return tr("Types");
    case Queues:
        return tr("Queues");
    case Version:
        return tr("Version");
    case Pid:
        return tr("PID");
    case Up:
        return tr("Up");
    case Done:
        return tr("Done");
    case FailedShare:
        return tr("Failed %");
    default:
        return {};
    }
}

QString WorkerModel::textOf(const wire::Worker &worker, int column) const
{
    switch (column) {
    case Name:
        return worker.draining ? tr("%1 (draining)").arg(worker.name) : worker.name;
    case Host:
        return worker.host;
    case Slots:
        return worker.concurrency > 0 ? tr("%1 of %2").arg(countText(worker.running), countText(worker.concurrency))
                                      : countText(worker.running);
    case Heartbeat:
        return timeText(worker.lastSeenAt, m_now());
    case Clock:
        return clockText(worker);
    case Types:
        return listText(worker.types);
    case Queues:
        return listText(worker.queues);
    case Version:
        return worker.version;
    case Pid:
        return worker.pid == 0 ? QString() : QString::number(worker.pid);
    case Up:
        return upTimeText(worker.startedAt, m_now());
    case Done:
        return countText(worker.completed);
    case FailedShare:
        return wire::failedPercentText(worker).value_or(u"–"_s);
    default:
        return {};
    }
}

QVariant WorkerModel::sortValueOf(const wire::Worker &worker, int column)
{
    switch (column) {
    case Slots:
        return worker.running;
    case Heartbeat:
        return worker.lastSeenAt;
    case Clock:
        return QVariant::fromValue(wire::wrongClock(worker).count());
    case Pid:
        return worker.pid;
    case Up:
        return worker.startedAt;
    case Done:
        return worker.completed;
    case FailedShare:
        return wire::failedShare(worker).value_or(-1.0);
    default:
        return {};
    }
}

QString WorkerModel::toolTipOf(const wire::Worker &worker, int column) const
{
    switch (column) {
    case Heartbeat:
        return momentInFull(worker.lastSeenAt, m_now());
    case Clock:
        return clockTip(worker);
    case Up:
        return momentInFull(worker.startedAt, m_now());
    case Slots: // How they ended has no column in a narrow table.
        return textOf(worker, column) + u'\n' + endsText(worker, m_now());
    case Done:
    case FailedShare:
        return endsText(worker, m_now());
    case Types:
        return worker.types.join(u'\n');
    case Queues:
        return worker.queues.join(u'\n');
    default:
        return textOf(worker, column);
    }
}

} // namespace conduit::ui
