// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace conduit::counts {

/// What one side of the broker costs for each task of one work.
struct Cost
{
    QString part; ///< "W1 front"
    double instructions = 0;
    double allocations = 0;
};
using Costs = QList<Cost>;

/// "debian-12-x86_64": other systems have other compilers and libraries, and so other counts.
[[nodiscard]] QString systemName();

[[nodiscard]] bench::Result<Costs> readBaseline(const QString &path);
[[nodiscard]] bench::Result<Unit> writeBaseline(const QString &path, const Costs &costs);

/// How far a cost may be from its baseline, up or down.
constexpr double kSlack = 0.1;
/// A sentence for each cost that is further away than that, and for each that only one side knows.
[[nodiscard]] QStringList differences(const Costs &costs, const Costs &baseline);

} // namespace conduit::counts
