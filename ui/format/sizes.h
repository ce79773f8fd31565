// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

namespace conduit::ui {

/// `812 B`, `5.1 KiB`, `1.2 MiB`, `2.4 GiB`, as the user's language writes numbers.
[[nodiscard]] QString sizeText(qint64 bytes);

/// A number with its thousands marked as the user's language does.
[[nodiscard]] QString countText(qint64 count);

/// The number in `text`, whose thousands are marked as the user's language does or not at all; nothing when it is none.
[[nodiscard]] std::optional<qint64> countFrom(const QString &text);

} // namespace conduit::ui
