// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/queue_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/models/attention.h"
#include "ui/models/row_sentence.h"
#include "ui/models/sorted_rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// The contract's word for the state that a column counts; empty for the others.
QString stateOf(int column)
{
    switch (column) {
    case QueueModel::Ready:
        return u"ready"_s;
    case QueueModel::Running:
        return u"running"_s;
    case QueueModel::Scheduled:
        return u"scheduled"_s;
    case QueueModel::Retrying:
        return u"retrying"_s;
    case QueueModel::Blocked:
        return u"blocked"_s;
    case QueueModel::Dead:
        return u"dead"_s;
    case QueueModel::Completed:
        return u"completed"_s;
    default:
        return {};
    }
}

/// Nothing where no task waits.
QString waitText(const wire::Queue &queue, const QVariant &seconds)
{
    if (queue.states.value(u"ready"_s) == 0)
        return {};
    return seconds.isValid() ? durationText(std::chrono::milliseconds(qRound64(seconds.toDouble() * 1'000)))
                             : QueueModel::tr("–");
}

bool isNumber(int column) { return column != QueueModel::Name && column != QueueModel::State; }

} // namespace

QueueModel::QueueModel(std::function<QDateTime()> now, QObject *parent) : SteadyTableModel(parent), m_now(std::move(now)) { }

void QueueModel::setQueues(QList<wire::Queue> queues)
{
    std::ranges::sort(queues, {}, &wire::Queue::name);
    takeRows(m_queues, queues, [](const wire::Queue &queue) { return queue.name; });
}

void QueueModel::setQueue(const wire::Queue &queue)
{
    const int row = rowOf(queue.name);
    if (row < 0)
        return;
    m_queues[row] = queue;
    Q_EMIT dataChanged(index(row, 0), index(row, kColumnCount - 1));
}

void QueueModel::addFlow(const QMap<QString, QueueFlow> &flow)
{
    m_flow.insert(flow);
    tellFlowChanged();
}

void QueueModel::setWorkers(const QList<wire::Worker> &workers)
{
    m_workers = workers;
    tellFlowChanged();
}

void QueueModel::tellFlowChanged()
{
    if (!m_queues.isEmpty())
        Q_EMIT dataChanged(index(0, OldestWait), index(rowCount() - 1, Workers));
}

int QueueModel::rowOf(const QString &name) const
{
    const auto found =
        std::find_if(m_queues.cbegin(), m_queues.cend(), [&](const wire::Queue &queue) { return queue.name == name; });
    return found == m_queues.cend() ? -1 : static_cast<int>(found - m_queues.cbegin());
}

int QueueModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_queues.size()); }

int QueueModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &queue = m_queues[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(queue, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : textOf(queue, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTipOf(queue, index.column()));
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    case SortedRows::kSortRole:
        return isNumber(index.column()) ? numberOf(queue, index.column()) : QVariant();
    case IsPausedRole:
        return queue.isPaused;
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return isNumber(section) ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Queue");
    case State:
        return tr("State");
    case Ready:
        return tr("Ready");
    case OldestWait:
        return tr("Waits for");
    case In:
        return tr("In/min");
    case Out:
        return tr("Out/min");
    case Workers:
        return tr("Workers");
    case Running:
        return tr("Running");
    case Scheduled:
        return tr("Scheduled");
    case Retrying:
        return tr("Retrying");
    case Blocked:
        return tr("Blocked");
    case Dead:
        return tr("Dead");
    case Completed:
        return tr("Completed");
    default:
        return {};
    }
}

QString QueueModel::textOf(const wire::Queue &queue, int column) const
{
    if (column == Name)
        return queue.name;
    if (column == State)
        return queue.isPaused ? pauseText(queue) : tr("Open");
    if (column == OldestWait)
        return waitText(queue, numberOf(queue, column));
    const QVariant number = numberOf(queue, column);
    return number.isValid() ? countText(number.toLongLong()) : tr("–");
}

/// Invalid when it is not known.
QVariant QueueModel::numberOf(const wire::Queue &queue, int column) const
{
    const auto orNothing = [](const auto &number) { return number ? QVariant(*number) : QVariant(); };
    const QueueFlow flow = m_flow.value(queue.name);
    switch (column) {
    case OldestWait:
        return orNothing(flow.oldestWait);
    case In:
        return orNothing(flow.in);
    case Out:
        return orNothing(flow.out);
    case Workers:
        return orNothing(workersOf(queue));
    default:
        return queue.states.value(stateOf(column));
    }
}

std::optional<int> QueueModel::workersOf(const wire::Queue &queue) const
{
    if (!m_workers)
        return {};
    return static_cast<int>(
        std::ranges::count_if(*m_workers, [&](const wire::Worker &worker) { return takesFrom(worker, queue.name, m_now()); }));
}

QString QueueModel::toolTipOf(const wire::Queue &queue, int column) const
{
    switch (column) {
    case OldestWait:
        return tr("For how long the task has been due that is next");
    case In:
        return tr("Tasks enqueued in the last minute");
    case Out:
        return tr("Tasks completed in the last minute");
    case Workers:
        return tr("Workers that take tasks from it now");
    default:
        return textOf(queue, column);
    }
}

/// `Paused by ada until in 4 min: the mail server is down`, with as much of it as is known.
QString QueueModel::pauseText(const wire::Queue &queue) const
{
    QString text = queue.by.isEmpty() ? tr("Paused") : tr("Paused by %1").arg(queue.by);
    if (queue.until.isValid())
        text = tr("%1, resumes %2").arg(text, ageText(queue.until, m_now()));
    return queue.reason.isEmpty() ? text : tr("%1: %2").arg(text, queue.reason);
}

} // namespace conduit::ui
