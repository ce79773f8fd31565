// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// Writes the file whole or not at all. Waits for its disk: what may be large is written in the background. Returns why not, in the system's words; empty
/// when it is written.
[[nodiscard]] QString writeWhole(const QString &path, const QByteArray &content);

} // namespace conduit::ui
