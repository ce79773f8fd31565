// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire_counts.h>

#include <optional>

namespace conduit::ui {

/// What went on with the tasks of a type lately. Absent is what the broker did not look at.
struct TypeFlow
{
    std::optional<qint64> n = {};       ///< Tasks enqueued.
    std::optional<double> success = {}; ///< The share of attempts that ended well, 0–1; absent without any.
    std::optional<double> p50 = {};     ///< Seconds that an attempt ran.
    std::optional<double> p95 = {};
    QDateTime lastSeen = {}; ///< Where the latest step begins in which a task was enqueued or started; invalid for none.
};

/// Of all steps of a series, which belongs to `answer`.
[[nodiscard]] TypeFlow typeFlow(const wire::Series &series, const wire::SeriesAnswer &answer);

} // namespace conduit::ui
