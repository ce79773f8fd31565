// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/each_task.h"

namespace conduit::cli {

ExitCode forEachTask(const QStringList &ids, const std::function<ExitCode(const QString &id)> &act)
{
    ExitCode gravest = ExitCode::Fine;
    for (const QString &id : ids) {
        const ExitCode code = act(id);
        if (code == ExitCode::Unreachable || code == ExitCode::TimedOut)
            return code;
        if (code != ExitCode::Fine && gravest != ExitCode::Refused)
            gravest = code;
    }
    return gravest;
}

Trouble withSubject(const Trouble &trouble, const QString &id)
{
    Trouble told = trouble;
    if (trouble.code == ExitCode::Refused)
        told.message = id + QStringLiteral(": ") + trouble.message;
    return told;
}

} // namespace conduit::cli
