// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

/// Text as a terminal may have it. What tasks say (types, errors, outputs) comes from anybody, and must not move the cursor,
/// ring, or turn the direction of writing.
namespace conduit::cli {

/// False for what `onOneLine` escapes: control characters, separators of lines, and what turns the direction of writing.
[[nodiscard]] bool isHarmless(QChar c);

/// `text` on one line: control characters and the like are escaped as JSON escapes them, `\n` or `\u001b`. JSON text therefore
/// keeps its meaning.
[[nodiscard]] QString onOneLine(const QString &text);

/// The same for JSON text, whose letters outside strings never need it.
[[nodiscard]] QByteArray harmlessJson(const QByteArray &json);

/// How many columns of a terminal `text` takes: none for combining marks, two for East Asian letters and pictographs.
[[nodiscard]] qsizetype columnsOf(QStringView text);

/// `text`, cut to so many columns, with `…` as the last one when something is missing.
[[nodiscard]] QString cutTo(const QString &text, qsizetype columnsMax);

} // namespace conduit::cli
