// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/export_file.h"

#include <conduit/wire.h>

namespace conduit::ui {

// Tasks as they stand in a file: in CSV with a line of names, in JSON Lines with the contract's. There a task with a payload or a
// result has that, too, token by token.

[[nodiscard]] QByteArray taskFileHead(ExportFile::Format format);
[[nodiscard]] QByteArray taskFileLines(const QList<wire::Task> &tasks, ExportFile::Format format);

} // namespace conduit::ui
