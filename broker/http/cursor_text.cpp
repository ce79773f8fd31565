// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/cursor_text.h"

namespace conduit::broker {

std::optional<TaskCursor> cursorFrom(const QString &text)
{
    const auto raw = QByteArray::fromBase64Encoding(text.toLatin1(),
                                                    QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!raw)
        return std::nullopt;
    const auto parts = raw.decoded.split('.');
    if (parts.size() != 2)
        return std::nullopt;
    bool isKey = false;
    bool isSeq = false;
    const TaskCursor cursor {parts[0].toLongLong(&isKey), parts[1].toLongLong(&isSeq)};
    return isKey && isSeq ? std::optional(cursor) : std::nullopt;
}

QByteArray textFrom(const TaskCursor &cursor)
{
    const QByteArray text = QByteArray::number(cursor.key) + '.' + QByteArray::number(cursor.seq);
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace conduit::broker
