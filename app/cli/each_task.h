// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/trouble.h"

#include <QStringList>

#include <functional>

namespace conduit::cli {

/// Does the same to one task after the other. One that is refused or has failed does not keep the others from their turn; no
/// answer or no time ends it, since the next ones would fare no better. Returns the gravest code: what ended it, else Refused,
/// else TaskFailed.
[[nodiscard]] ExitCode forEachTask(const QStringList &ids, const std::function<ExitCode(const QString &id)> &act);

/// The trouble as one of several tasks has it.
[[nodiscard]] Trouble withSubject(const Trouble &trouble, const QString &id);

} // namespace conduit::cli
