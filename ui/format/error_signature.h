// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// The first line of an error without what differs each time: numbers, ids, hexadecimal digits and paths become an ellipsis, so that
/// errors of one cause have one signature: `disk full: errno … while writing …`.
[[nodiscard]] QString errorSignature(const QString &error);

/// The longest piece of a signature that its errors have word for word, for a search; empty when there is none worth searching for.
[[nodiscard]] QString commonText(const QString &signature);

} // namespace conduit::ui
