// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"

#include <QByteArrayView>

namespace conduit::broker {

/// Follows the framing of a chunked body through its bytes, wherever they are cut; keeps none of them.
/// Strict, since Qt reads the same bytes again: CR LF only, sizes of hexadecimal digits only, no trailer fields.
class ChunkedFraming
{
public:
    /// Takes the next bytes and returns how many of them belong to the body; the rest is the next request.
    /// MalformedRequest; PayloadTooLarge as soon as the chunks announced so far exceed `bodyBytesMax`, or when the framing
    /// outweighs its content.
    [[nodiscard]] Result<qsizetype> take(QByteArrayView bytes, qint64 bodyBytesMax);
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
