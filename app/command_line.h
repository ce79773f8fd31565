// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QHash>
#include <QString>
#include <QStringList>

namespace conduit::app {

/// The flags as given, not yet judged.
struct CommandLine
{
    QHash<QString, QStringList> flags; ///< Without the dashes; a switch has the value `true`.
    QString answer;                    ///< What --help or --version want to have printed; then nothing else is done.
};

/// Needs no application object, since the flags decide which one there will be. `arguments` begin with the program's name.
[[nodiscard]] Result<CommandLine, QString> parseCommandLine(const QStringList &arguments);

} // namespace conduit::app
