// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/export_file.h"

#include <conduit/audit.h>

namespace conduit::ui {

// Entries of the record as they stand in a file: in CSV with a line of names, in JSON Lines as the contract has them.

[[nodiscard]] QByteArray eventFileHead(ExportFile::Format format);
[[nodiscard]] QByteArray eventFileLines(const QList<wire::AuditEntry> &entries, ExportFile::Format format);

} // namespace conduit::ui
