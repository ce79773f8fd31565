// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace conduit::worker {

/// The assignments of a `.env` file: `NAME=value` lines, optionally with `export` ahead, the value optionally in quotes, `#`
/// for comments. Other lines are meant for other programs and skipped. The last assignment of a name wins.
QHash<QString, QString> assignmentsFrom(const QByteArray &dotEnv);

} // namespace conduit::worker
