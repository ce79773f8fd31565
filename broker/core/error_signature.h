// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::broker {

inline constexpr qsizetype kSignatureCharactersMax = 200;

/// What errors of one cause have in common: the first line of an error, with what differs from task to task replaced. Quoted texts become
/// `"…"`, ids and long hexadecimal numbers `<id>`, addresses of the web `<url>`, paths `<path>`, other numbers `<n>`; runs of white space
/// become one space. At most kSignatureCharactersMax characters. The same text always has the same signature, and a signature is its own.
[[nodiscard]] QString signatureOf(const QString &error);

} // namespace conduit::broker
