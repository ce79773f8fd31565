// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// Writes the file whole or not at all. Waits for its disk: what may be large is written in the background. Returns which file was not
/// written and why, in the system's words; empty when it is.
[[nodiscard]] QString writeWhole(const QString &path, const QByteArray &content);

} // namespace conduit::ui
