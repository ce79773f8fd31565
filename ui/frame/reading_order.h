// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>

class QMainWindow;
class QWidget;

namespace conduit::ui {

/// What takes the keyboard in a window, in the order in which it is read: tool bars, the page, docks, the status bar; in each from the
/// top down, as the layouts have it. Qt's own order is that in which widgets were made, and it leaves out what stands before a
/// widget that takes the keyboard for its whole page.
[[nodiscard]] QList<QWidget *> readingOrder(const QMainWindow &window);

/// Gives the keyboard to the next one or the one before, round and round. Whether there was one.
bool focusNextInReadingOrder(const QMainWindow &window, bool isForward);

} // namespace conduit::ui
