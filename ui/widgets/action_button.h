// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QAction;
class QToolButton;
class QWidget;

namespace conduit::ui {

/// A button that shows the icon and the text of `action`, and is as grey as that. Belongs to `parent`.
[[nodiscard]] QToolButton *actionButton(QAction *action, QWidget *parent);

} // namespace conduit::ui
