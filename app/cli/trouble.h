// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/exit_code.h"

#include <conduit/result.h>

#include <QString>

namespace conduit::cli {

using app::ExitCode;

/// Why a verb cannot do what it should.
struct Trouble
{
    ExitCode code = ExitCode::Usage;
    QString message = {}; ///< What to change, in a sentence or two.
    int status = 0;       ///< Of HTTP, when the broker refused.
};

template<typename T>
using Outcome = Result<T, Trouble>;

} // namespace conduit::cli
