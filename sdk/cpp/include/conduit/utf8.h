// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace conduit {

/// Every character of `bytes`, which are UTF-8; U+FFFD for what is not. QString::fromUtf8() would take U+FEFF in front for a byte order
/// mark and drop it; in a name, a key or a payload it is a character like any other.
inline QString textFromUtf8(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (bytes.startsWith(QByteArrayView("\xef\xbb\xbf")))
        text.prepend(QChar::ByteOrderMark);
    return text;
}

} // namespace conduit
