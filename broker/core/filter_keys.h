// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/filter_value.h"

#include <QString>
#include <QStringView>

#include <optional>
#include <utility>

namespace conduit::broker {

[[nodiscard]] inline FilterNode termNode(FilterNode::Term term) { return {FilterNode::Kind::Term, {}, std::move(term)}; }

/// What a key makes of one of its values: each becomes a term.
using ReadValue = Result<FilterNode> (*)(const QString &key, const FilterValue &value, const FilterTimes &times);

// Every key of the filter language, in any case of letters.

/// Null when there is no such key.
[[nodiscard]] ReadValue readerOfKey(QStringView name);
/// Whether it is a key of a part of the broker that is still to come.
[[nodiscard]] bool isLaterKey(QStringView name);
/// What `payload`, `result` and `meta` look into; the path of a value follows them.
[[nodiscard]] std::optional<DocumentTerm::Document> documentOfKey(QStringView name);

} // namespace conduit::broker
