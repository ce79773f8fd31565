// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QStringList>

namespace conduit::ui {

/// What an act on tasks is called on a button: `Retry`.
[[nodiscard]] QString actLabel(const QString &verb);
/// With so many tasks: `Retry 1,204 tasks`.
[[nodiscard]] QString actOnTasks(const QString &verb, qint64 tasks);
/// As a question: `Retry 1,204 tasks?`
[[nodiscard]] QString actQuestion(const QString &verb, qint64 tasks);
/// What the tasks get by it, a line each: `Their new queue: gpu`; nothing for acts that give nothing.
[[nodiscard]] QStringList argumentLines(const wire::NewOperation &operation);
/// How far it is, or how it ended: `Retrying… 120 of 700`, `Retried 12 tasks, 3 left as they are`.
[[nodiscard]] QString operationText(const wire::Operation &operation);

/// Which tasks it is about: the filter, or `41 selected tasks`; empty when nobody knows.
[[nodiscard]] QString operationTasksText(const wire::ListedOperation &listed);
/// What it has left as it was: `2 skipped, 3 failed`; empty when that is nothing.
[[nodiscard]] QString operationLeftText(const wire::Operation &operation);
/// One in this state has not ended.
[[nodiscard]] bool isUnderWay(const QString &state);

/// Whether something of it can be put back: it has ended, and did what can be.
[[nodiscard]] bool canUndo(const wire::Operation &operation);

} // namespace conduit::ui
