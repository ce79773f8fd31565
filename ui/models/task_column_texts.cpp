// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_column_texts.h"

#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/task_window_model.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

bool showsProgress(const wire::Task &task) { return task.progress && task.state == u"running"; }

QString taskColumnTitle(int column, const QDateTime &now)
{
    switch (column) {
    case TaskWindowModel::State:
        return TaskWindowModel::tr("State");
    case TaskWindowModel::Type:
        return TaskWindowModel::tr("Type");
    case TaskWindowModel::Id:
        return TaskWindowModel::tr("ID");
    case TaskWindowModel::Queue:
        return TaskWindowModel::tr("Queue");
    case TaskWindowModel::Attempts:
        return TaskWindowModel::tr("Attempts");
    case TaskWindowModel::Priority:
        return TaskWindowModel::tr("Priority");
    case TaskWindowModel::Created:
        return timeHeader(TaskWindowModel::tr("Created"), now);
    case TaskWindowModel::RunAt:
        return timeHeader(TaskWindowModel::tr("Due"), now);
    case TaskWindowModel::Started:
        return timeHeader(TaskWindowModel::tr("Started"), now);
    case TaskWindowModel::Duration:
        return TaskWindowModel::tr("Ran");
    case TaskWindowModel::Worker:
        return TaskWindowModel::tr("Worker");
    case TaskWindowModel::PayloadSize:
        return TaskWindowModel::tr("Payload");
    case TaskWindowModel::ResultSize:
        return TaskWindowModel::tr("Result");
    case TaskWindowModel::Finished:
        return timeHeader(TaskWindowModel::tr("Finished"), now);
    case TaskWindowModel::Progress:
        return TaskWindowModel::tr("Progress");
    case TaskWindowModel::Error:
        return TaskWindowModel::tr("Error");
    case TaskWindowModel::Tags:
        return TaskWindowModel::tr("Tags");
    case TaskWindowModel::EnqueuedBy:
        return TaskWindowModel::tr("Enqueued by");
    default:
        return {};
    }
}

QString taskColumnText(const wire::Task &task, bool hasLeft, int column, const QDateTime &now)
{
    switch (column) {
    case TaskWindowModel::State:
        if (task.trashedAt.isValid())
            return TaskWindowModel::tr("Deleted");
        return hasLeft ? TaskWindowModel::tr("%1 (left)").arg(stateLabel(task.state)) : stateLabel(task.state);
    case TaskWindowModel::Type:
        return task.taskType;
    case TaskWindowModel::Id:
        return task.id;
    case TaskWindowModel::Queue:
        return task.queue;
    case TaskWindowModel::Attempts:
        return attemptsInShort(task);
    case TaskWindowModel::Priority:
        return QString::number(task.priority);
    case TaskWindowModel::Created:
        return timeText(task.createdAt, now);
    case TaskWindowModel::RunAt:
        return timeText(task.runAt, now);
    case TaskWindowModel::Started:
        return timeText(task.startedAt, now);
    case TaskWindowModel::Duration:
        return runTimeText(task, now);
    case TaskWindowModel::Worker:
        return task.worker;
    case TaskWindowModel::PayloadSize:
        return sizeText(task.payloadSize);
    case TaskWindowModel::ResultSize:
        return task.resultSize == 0 ? QString() : sizeText(task.resultSize);
    case TaskWindowModel::Finished:
        return timeText(task.completedAt, now);
    case TaskWindowModel::Progress:
        return showsProgress(task) ? u"%1 %"_s.arg(qRound(task.progress->percent)) : QString();
    case TaskWindowModel::Error:
        return task.lastError.section(u'\n', 0, 0);
    case TaskWindowModel::Tags:
        return task.tags.join(u", "_s);
    case TaskWindowModel::EnqueuedBy:
        return task.enqueuedBy;
    default:
        return {};
    }
}

QString taskColumnTip(const wire::Task &task, bool hasLeft, int column, const QDateTime &now)
{
    if (task.trashedAt.isValid())
        return TaskWindowModel::tr("Deleted: it lies in the trash, and goes from this list with the next refresh (F5).");
    if (hasLeft)
        return TaskWindowModel::tr("Now %1: no longer matches the filter and goes with the next refresh (F5).")
            .arg(stateLabel(task.state));
    switch (column) {
    case TaskWindowModel::Created:
        return momentInFull(task.createdAt, now);
    case TaskWindowModel::RunAt:
        return momentInFull(task.runAt, now);
    case TaskWindowModel::Started:
        return momentInFull(task.startedAt, now);
    case TaskWindowModel::Finished:
        return momentInFull(task.completedAt, now);
    case TaskWindowModel::Attempts:
        return attemptsText(task);
    case TaskWindowModel::Error:
        return task.lastError;
    default:
        return taskColumnText(task, hasLeft, column, now);
    }
}

} // namespace conduit::ui
