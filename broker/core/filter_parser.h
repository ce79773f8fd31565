// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/filter_value.h"

#include <QStringView>
#include <QTimeZone>

#include <optional>

namespace conduit::broker {

struct ParsedFilter
{
    FilterNode root;
    std::optional<QTimeZone> zone; ///< What the filter says about dates without one.
};

/// Reads a filter from left to right. A part that cannot be read ends the whole; nothing is guessed.
[[nodiscard]] Result<ParsedFilter> parseFilterText(QStringView text, const FilterTimes &times);

} // namespace conduit::broker
