// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringView>

namespace conduit::ui {

/// How much a line of a log matters.
enum class LogLevel { Plain, Quiet, Warning, Error };

/// By the first word of the line's beginning that names a level, in whatever manner the program writes its log.
[[nodiscard]] LogLevel levelOf(QStringView line);

} // namespace conduit::ui
