// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>

namespace conduit::ui {

// The words of the broker's filter language.

/// The keys that the broker knows, each with its colon: `state:`, `created:`, … Without `signature:`, which nobody types.
[[nodiscard]] const QStringList &filterKeys();
/// What may follow a key that takes certain words, or examples for one that takes numbers or times; else nothing.
[[nodiscard]] QStringList filterValues(const QString &key);

/// The key that looks for a member of the payload: `payload.width:`, `payload."user id":`; empty for a name that no filter can hold.
[[nodiscard]] QString payloadKey(const QString &member);

/// One value as it stands in a line: in quotes when it has to be.
[[nodiscard]] QString filterValue(const QString &value);

} // namespace conduit::ui
