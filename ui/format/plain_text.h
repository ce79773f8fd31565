// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// A tool tip that shows every character of `text` as it is. Qt guesses whether a tip is rich text and takes `a < b and c > d`
/// for markup, so all of the console's tips go through here.
[[nodiscard]] QString plainToolTip(const QString &text);

/// A text for a notice of the desktop, which may take it for markup or may not: what could be markup is shown by characters that look alike.
[[nodiscard]] QString noticeText(QString text);

/// The first line of `text`, for a place that holds only one.
[[nodiscard]] QString firstLine(const QString &text);

} // namespace conduit::ui
