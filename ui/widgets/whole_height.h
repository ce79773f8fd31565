// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QScrollArea;
class QWidget;

namespace conduit::ui {

/// From now on `widget` is never less high than its layout needs at the width that it has, also where what it lies in, such as a splitter, asks
/// nobody for a height that goes with a width.
void keepWholeHeight(QWidget &widget);

/// An area in the place of `content`, which scrolls where there is less room than that needs: large texts have more of both.
[[nodiscard]] QScrollArea *scrolled(QWidget *content);

} // namespace conduit::ui
