// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

namespace conduit::ui {

// What a list of tasks says in its columns, which are those of TaskWindowModel, and above them. `hasLeft`: the task fits the list no longer.

[[nodiscard]] QString taskColumnTitle(int column, const QDateTime &now);
[[nodiscard]] QString taskColumnText(const wire::Task &task, bool hasLeft, int column, const QDateTime &now);
/// In full, or why the task is about to go.
[[nodiscard]] QString taskColumnTip(const wire::Task &task, bool hasLeft, int column, const QDateTime &now);

/// Its progress is worth showing.
[[nodiscard]] bool showsProgress(const wire::Task &task);

} // namespace conduit::ui
