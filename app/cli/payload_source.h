// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QString>

namespace conduit::cli {

/// What no broker takes, whatever its settings: there is no point in reading more.
inline constexpr qint64 kPayloadBytesMax = 1'073'741'824;

/// The payload that `word` means: `-` is what stdin holds, `@FILE` what FILE holds, anything else is the payload itself. Always
/// JSON; the error is a sentence.
[[nodiscard]] Result<QByteArray, QString> payloadFrom(const QString &word);

} // namespace conduit::cli
