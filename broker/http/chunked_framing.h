// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace conduit::broker {

/// Takes a chunked body out of its framing, wherever the bytes are cut.
/// Strict, since a proxy may read the same bytes differently: CR LF only, sizes of hexadecimal digits only, no trailer fields.
class ChunkedFraming
{
public:
    /// Takes the next bytes, appends what they hold of the content to `body`, and returns how many there were of this body; the rest is
    /// the next request.
    /// MalformedRequest; PayloadTooLarge as soon as the chunks announced so far exceed `bodyBytesMax`, or when the framing
    /// outweighs its content.
    [[nodiscard]] Result<qsizetype> take(QByteArrayView bytes, qint64 bodyBytesMax, QByteArray &body);
    [[nodiscard]] bool isWhole() const { return m_expected == Expected::Nothing; }

private:
    enum class Expected {
        Size,
        Extension,
        SizeLineFeed,
        Content,
        ContentReturn,
        ContentLineFeed,
        LastReturn,
        LastLineFeed,
        Nothing
    };

    Status step(char c, qint64 bodyBytesMax);
    Status readSize(char c);
    Status endSize(qint64 bodyBytesMax);

    Expected m_expected = Expected::Size;
    int m_sizeDigits = 0;
    qint64 m_chunkBytesLeft = 0;
    qint64 m_bodyBytes = 0;
    qint64 m_framingBytes = 0;
};

} // namespace conduit::broker
