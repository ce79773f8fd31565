// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

/// What names of anybody's choice are called in code: of any text to words of ASCII letters and digits, and from these to the
/// manner of a language.
namespace conduit::cli {

/// The words of which each of `names` is made, in lower case, at least one, and the first begins with a letter. `names` differ
/// from each other, and so does what any of the functions below makes of them: those that would not get a word more, from a
/// hash of the name. All of them do, so that a name that comes later never takes over what another one was called.
[[nodiscard]] QList<QStringList> distinctWords(const QStringList &names);

[[nodiscard]] QString pascalCase(const QStringList &words); ///< ResizeImage
[[nodiscard]] QString camelCase(const QStringList &words);  ///< resizeImage
[[nodiscard]] QString snakeCase(const QStringList &words);  ///< resize_image

} // namespace conduit::cli
