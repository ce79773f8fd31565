// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QString>

namespace conduit::worker {

/// Why a text is not base64, in words that continue "Base 64 decode failed: …".
struct Base64Fault
{
    QString message;
};

/// The bytes of `text`, which must be base64 of RFC 4648 to the letter: its alphabet, its padding, nothing between and nothing
/// after. A `data:` URI is taken too, since that is what browsers make of a file; what stands ahead of its comma is skipped.
Result<QByteArray, Base64Fault> bytesFromBase64(const QString &text);

} // namespace conduit::worker
