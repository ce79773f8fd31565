// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>

class QWidget;

namespace conduit::ui {

/// The parts of a page between which F6 moves: the sides of its first splitter, or the page itself.
[[nodiscard]] QList<QWidget *> panesOf(QWidget &page);

/// Gives the keyboard to the pane after the one that has it (`step` 1) or to the one before it (-1). A pane in which nothing takes
/// the keyboard is passed over.
void focusNextPane(const QList<QWidget *> &panes, int step);

} // namespace conduit::ui
