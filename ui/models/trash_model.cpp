// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/trash_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/sorted_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace conduit::ui {

TrashModel::TrashModel(std::function<QDateTime()> now, QObject *parent) : SteadyTableModel(parent), m_now(std::move(now)) { }

/// The broker lists by creation, and many may be deleted in the same moment.
void TrashModel::setTasks(QList<wire::Task> tasks, bool hasMore)
{
    m_hasMore = hasMore;
    const auto place = [](const wire::Task &task) {
        return std::tuple(-task.trashedAt.toMSecsSinceEpoch(), -task.createdAt.toMSecsSinceEpoch(), task.id);
    };
    std::ranges::sort(tasks, {}, place);
    takeRows(m_tasks, tasks, place);
}

void TrashModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

void TrashModel::setKeep(std::optional<std::chrono::seconds> keep)
{
    if (std::exchange(m_keep, keep) != keep && !m_tasks.isEmpty())
        Q_EMIT dataChanged(index(0, Left), index(rowCount() - 1, Left));
}

QDateTime TrashModel::endOf(const wire::Task &task) const
{
    return m_keep ? task.trashedAt.addSecs(m_keep->count()) : QDateTime();
}

void TrashModel::setRecord(const DeletionRecord &record)
{
    m_record = record;
    if (!m_tasks.isEmpty())
        Q_EMIT dataChanged(index(0, By), index(rowCount() - 1, By));
}

bool TrashModel::isRecordComplete() const
{
    return std::none_of(m_tasks.begin(), m_tasks.end(),
                        [this](const wire::Task &task) { return m_record.whoDeleted(task).isEmpty(); });
}

int TrashModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_tasks.size()); }

int TrashModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant TrashModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &task = m_tasks[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(task, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Deleted ? momentInFull(task.trashedAt, m_now())
                                : index.column() == By && m_record.whoDeleted(task).isEmpty()
                                ? tr("The broker's record does not tell any more.")
                                : index.column() == Left && m_keep ? momentInFull(endOf(task), m_now())
                                : index.column() == Id             ? task.id
                                                                   : textOf(task, index.column()));
    case Qt::AccessibleTextRole:
        return index.column() == State
            ? tr("Deleted %1: task of type %2, %3").arg(textOf(task, Deleted), task.taskType, textOf(task, State))
            : textOf(task, index.column());
    case SortedRows::kSortRole:
        return index.column() == Deleted || index.column() == Left ? QVariant(task.trashedAt) : QVariant();
    case StateRole:
        return task.state;
    default:
        return {};
    }
}

QVariant TrashModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Deleted ? QVariant(true) : section == Left ? QVariant(false) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("Was");
    case Type:
        return tr("Type");
    case Id:
        return tr("ID");
    case Queue:
        return tr("Queue");
    case Deleted:
        return timeHeader(tr("Deleted"), m_now());
    case By:
        return tr("By");
    case Left:
        return tr("Can be restored for");
    default:
        return {};
    }
}

QString TrashModel::textOf(const wire::Task &task, int column) const
{
    switch (column) {
    case State:
        return stateLabel(task.state);
    case Type:
        return task.taskType;
    case Id:
        return shortId(task.id);
    case Queue:
        return task.queue;
    case Deleted:
        return timeText(task.trashedAt, m_now());
    case By: {
        const auto who = m_record.whoDeleted(task);
        return who.isEmpty() ? tr("–") : who;
    }
    case Left:
        return m_keep ? durationText(std::chrono::milliseconds(std::max<qint64>(0, m_now().msecsTo(endOf(task))))) : tr("–");
    default:
        return {};
    }
}

} // namespace conduit::ui
