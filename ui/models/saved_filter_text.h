// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/saved_filters.h"

#include <conduit/result.h>

namespace conduit::ui {

/// Filters as a file of JSON holds them, for people to hand on.
[[nodiscard]] QByteArray textFromFilters(const QList<SavedFilter> &filters);

/// Reads such a text; the error is a sentence that says what is wrong with it. What a later version has written beside is passed over.
[[nodiscard]] Result<QList<SavedFilter>, QString> filtersFromText(const QByteArray &text);

} // namespace conduit::ui
