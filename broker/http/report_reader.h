// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"
#include "broker/http/request_reader.h"

#include <optional>
#include <vector>

namespace conduit::broker {

// How attempts ended, as their workers tell it.

inline constexpr qsizetype kTokenCharactersMax = 200;
inline constexpr double kDelaySecondsMax = 366.0 * 86'400;

/// One entry of `results`: its id is told apart, so that an entry which fails can still be named in the answer.
struct WantedReport
{
    std::optional<QUuid> id;
    QString idText;
    std::optional<QByteArray> token;
    AttemptReport report;
};

/// One of them, of which `read` is the object.
[[nodiscard]] AttemptReport readReport(ObjectReader &read);

/// The member `results`: each with the id of its task.
[[nodiscard]] Result<std::vector<WantedReport>> reportsFrom(const json::Value &value);

} // namespace conduit::broker
