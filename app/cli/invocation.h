// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/given.h"

#include <conduit/result.h>

namespace conduit::cli {

struct Verb;

/// What somebody wants of the command line.
struct Invocation
{
    const Verb *verb = nullptr; ///< Null when there is only something to print.
    Given given = {};
    QString answer = {}; ///< What --help wants to have printed.
};

/// `arguments` begin with a verb's name. The error is a sentence. Needs no application object.
[[nodiscard]] Result<Invocation, QString> invocationFrom(const QStringList &arguments);

} // namespace conduit::cli
