// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_mapping.h"

namespace conduit::ui {

/// JSON from the text of a cell. Numbers keep every digit; `true`, `yes` and `1` are true in any case. The error says what is
/// wanted.
[[nodiscard]] Result<QByteArray, QString> jsonFromCell(const QString &text, ColumnTarget::As as);

/// Sets a task's option from the text of a cell; an empty one leaves it as it is. Returns what is wanted instead, or nothing.
[[nodiscard]] QString applyOption(wire::NewTask &task, ColumnTarget::Kind kind, const QString &text);

/// The contract's word for an option: `unique_key`.
[[nodiscard]] QString optionName(ColumnTarget::Kind kind);

} // namespace conduit::ui
