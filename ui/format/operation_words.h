// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

namespace conduit::ui {

/// What an act on tasks is called on a button: `Retry`.
[[nodiscard]] QString actLabel(const QString &verb);
/// As a question about so many tasks: `Retry 1,204 tasks?`
[[nodiscard]] QString actQuestion(const QString &verb, qint64 tasks);
/// How far it is, or how it ended: `Retrying… 120 of 700`, `Retried 12 tasks, 3 left as they are`.
[[nodiscard]] QString operationText(const wire::Operation &operation);

/// The term of the broker's filter language that finds what has this tag; empty for an empty one.
[[nodiscard]] QString tagTerm(const QString &tag);

/// The filter in the broker's filter language: `state:dead type:"a b"`.
[[nodiscard]] QString queryText(const TaskFilter &filter);

} // namespace conduit::ui
