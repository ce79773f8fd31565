// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::app {

/// `conduit backup FILE`.
struct BackupWish
{
    QString file;            ///< As it was written.
    bool mayReplace = false; ///< Of --force.
};

/// The flags as given, not yet judged.
struct CommandLine
{
    QHash<QString, QStringList> flags = {}; ///< Without the dashes; a switch has the value `true`.
    bool isCheck = false;                   ///< --check: look at the database instead of serving it.
    bool isMigrateOnly = false; ///< --migrate-only: bring the database to this version's format instead of serving it.
    std::optional<BackupWish> backup = {}; ///< Copy the database instead of serving it.
    QString answer = {};                   ///< What --help or --version want to have printed; then nothing else is done.
};

/// Needs no application object, since the flags decide which one there will be. `arguments` begin with the program's name.
[[nodiscard]] Result<CommandLine, QString> parseCommandLine(const QStringList &arguments);

} // namespace conduit::app
