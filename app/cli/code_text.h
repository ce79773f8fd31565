// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>

/// What anybody has said of a type, as it may stand in source text: descriptions in comments, names in string literals.
namespace conduit::cli {

/// How a language writes a character in a string literal that must not stand there itself.
using Escape = QString (*)(QChar c);

/// `text` as a literal in double quotes.
[[nodiscard]] QString literal(const QString &text, Escape escape);

[[nodiscard]] QString escapeByFourDigits(QChar c); ///< `\u202e`: Python and TypeScript.

/// What a type or field is for, on one line; empty when nobody has said it. Whether a comment may have it is for the language to
/// see to: it has no control characters and does not turn the writing, but any other.
[[nodiscard]] QString remark(const QString &description, const QByteArray &example = {});

/// "Enqueues a task of the type …."
[[nodiscard]] QString enqueueRemark(const QString &taskType);

/// A JSON text in quotes, with nothing in it that a line of a comment must not have.
[[nodiscard]] QString quotedOnOneLine(const QString &text);

} // namespace conduit::cli
