// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>

class QWidget;

namespace conduit::test {

/// One line for each button, label, hint or header below `window` that is seen but has less room than its text needs. Labels that wrap are
/// judged by their height; those that cut their text themselves, with an ellipsis, are fine, and so are tabs, which scroll.
[[nodiscard]] QStringList clippedTexts(const QWidget &window);

/// One line for each table below `window` that is seen but has to be scrolled sideways to see all its columns.
[[nodiscard]] QStringList sidewaysTables(const QWidget &window);

} // namespace conduit::test
