// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QDateTime>
#include <QString>

namespace conduit::cli {

/// One task for people: a line for each thing that there is to say. Whatever the task holds, it stays on its line.
[[nodiscard]] QString taskCard(const wire::Task &task, const QDateTime &now);

} // namespace conduit::cli
