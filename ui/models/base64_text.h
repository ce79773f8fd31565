// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace conduit::ui {

/// What a text that should hold base64 really holds.
struct Base64Reading
{
    QByteArray bytes;
    QString fault; ///< In words, with the place; empty when it is sound.
};

/// Reads strict base64 (RFC 4648 §4: padded, nothing but its alphabet). A data URI is named as such.
[[nodiscard]] Base64Reading readBase64(const QString &text);

/// Guesses from its name and description whether a text field wants a file or an image as base64.
[[nodiscard]] bool wantsBase64(const QString &name, const QString &description);

} // namespace conduit::ui
