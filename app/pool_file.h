// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/pool_definition.h"

#include <conduit/result.h>

namespace conduit::app {

/// The pool that --workers stands for has this name, and no other may.
inline const QString kOwnPoolName = QStringLiteral("local");
constexpr int kPoolsMax = 16;

/// Of the definition by itself; whether its name is taken is for whoever knows the others.
[[nodiscard]] PoolFault faultIn(const PoolDefinition &definition);

/// The pools of an INI file, a section for each, in the order of their names; none when there is no such file. The error is a sentence that
/// names what is wrong and where.
[[nodiscard]] Result<QList<PoolDefinition>, QString> readPools(const QString &file);

/// Whether it could be written. The file is the owner's alone, since variables may be secret.
[[nodiscard]] bool writePools(const QString &file, const QList<PoolDefinition> &pools);

/// The file in a data folder.
[[nodiscard]] QString poolFileIn(const QString &dataDirectory);

} // namespace conduit::app
