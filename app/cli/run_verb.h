// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/broker_access.h"

#include <QDateTime>
#include <QStringList>

namespace conduit::cli {

/// The verbs, in the order of --help.
[[nodiscard]] QStringList verbNames();

/// `conduit WORD …` is for the command line, not for a broker of one's own.
[[nodiscard]] bool isVerb(const QString &word);

/// What surrounds the command line; main.cpp asks the system for it.
struct Surroundings
{
    Environment environment;
    QDateTime now;
    QStringList programFlags; ///< Of `conduit` without a verb, for completion.
};

/// Does what `argv` asks for from its second word on, and returns the program's exit code. Makes an application object of its
/// own, without a display.
[[nodiscard]] int runVerb(int argc, char **argv, const Surroundings &surroundings);

} // namespace conduit::cli
