// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace conduit::broker {

// How clients see a place in a list: one word that fits into a URL and means nothing to them.

/// Nothing when the text was never given to anybody.
[[nodiscard]] std::optional<TaskCursor> cursorFrom(const QString &text);
[[nodiscard]] QByteArray textFrom(const TaskCursor &cursor);

} // namespace conduit::broker
