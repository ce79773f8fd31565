// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QList>

#include <optional>

namespace conduit::ui {

/// The types of the demonstration, with what their tasks take.
[[nodiscard]] QList<wire::Schema> demoSchemas();

/// One of its tasks: the same number is the same task each time. From 0.
[[nodiscard]] wire::NewTask demoTask(int number);

/// How an attempt at it ends: well, badly, or not yet; then there is nothing to report and it goes on running.
[[nodiscard]] std::optional<wire::AttemptResult> demoEnd(const wire::Task &task);

} // namespace conduit::ui
