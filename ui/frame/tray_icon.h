// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QIcon>

namespace conduit::ui {

/// What the icon in the tray says, each with a shape of its own.
enum class TrayState {
    Idle,      ///< A disc with the program's arrow.
    Working,   ///< A square with a triangle: tasks run.
    Attention, ///< A triangle with an exclamation mark: something has happened that nobody has looked at.
    Offline    ///< A diamond with a cross: the broker does not answer.
};

/// On light and on dark panels: what is inside a shape is white, and its edge is.
[[nodiscard]] QIcon trayIcon(TrayState state);

} // namespace conduit::ui
