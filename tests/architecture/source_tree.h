// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace conduit::test {

/// The project's text files by their path from the root. A rule of the house reads one, so it can be tried on a few invented files.
using SourceTree = QMap<QString, QString>;

/// Everything below `root` but what is hidden, built or no text. `.ci` counts, hidden or not.
[[nodiscard]] SourceTree readSourceTree(const QString &root);

[[nodiscard]] bool isCpp(const QString &path);
[[nodiscard]] bool isSql(const QString &path);
[[nodiscard]] bool isCMake(const QString &path);

/// `cpp` or C with each comment replaced by a space; lines keep their numbers, and literals that look like comments stay.
[[nodiscard]] QString withoutCppComments(const QString &cpp);
[[nodiscard]] QString withoutSqlComments(const QString &sql);

/// `path:line: what`, which editors can jump to. `position` is an index into `text`.
[[nodiscard]] QString faultAt(const QString &path, const QString &text, qsizetype position, const QString &what);

} // namespace conduit::test
