// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/chunked_framing.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

constexpr int kSizeDigitsMax = 15; // fit into 63 bits

// A body of one-byte chunks would cost six times its size on the way, and a step for each of its bytes here.
constexpr qint64 kFramingBytesFree = 64 * 1024;
constexpr qint64 kContentBytesPerFramingByte = 32;

Error malformed() { return {ErrorCode::MalformedRequest, u"The chunks of the body are not framed as HTTP/1.1 wants it."_s}; }

int digitFrom(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

Result<qsizetype> ChunkedFraming::take(QByteArrayView bytes, qint64 bodyBytesMax, QByteArray &body)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && !isWhole()) {
        if (m_expected == Expected::Content) {
            const qint64 content = std::min<qint64>(m_chunkBytesLeft, bytes.size() - taken);
            body.append(bytes.sliced(taken, content));
            taken += content;
            m_chunkBytesLeft -= content;
            if (m_chunkBytesLeft == 0)
                m_expected = Expected::ContentReturn;
            continue;
        }
        if (const Status done = step(bytes[taken], bodyBytesMax); !done)
            return done.error();
        ++taken;
    }
    return taken;
}

Status ChunkedFraming::step(char c, qint64 bodyBytesMax)
{
    if (++m_framingBytes > kFramingBytesFree + m_bodyBytes / kContentBytesPerFramingByte)
        return Error {ErrorCode::PayloadTooLarge, u"The body comes in too many small chunks; send it with Content-Length."_s};
    const auto expect = [&](char wanted, Expected next) -> Status {
        if (c != wanted)
            return malformed();
        m_expected = next;
        return Unit {};
    };
    switch (m_expected) {
    case Expected::Size:
        return readSize(c);
    case Expected::Extension:
        if (c == '\r')
            m_expected = Expected::SizeLineFeed;
        else if ((static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f)
            return malformed();
        return Unit {};
    case Expected::SizeLineFeed:
        return c == '\n' ? endSize(bodyBytesMax) : Status(malformed());
    case Expected::ContentReturn:
        return expect('\r', Expected::ContentLineFeed);
    case Expected::ContentLineFeed:
        return expect('\n', Expected::Size);
    case Expected::LastReturn:
        return expect('\r', Expected::LastLineFeed);
    case Expected::LastLineFeed:
        return expect('\n', Expected::Nothing);
    case Expected::Content:
    case Expected::Nothing:
        break;
    }
    Q_UNREACHABLE();
}

Status ChunkedFraming::readSize(char c)
{
    if (const int digit = digitFrom(c); digit >= 0) {
        if (++m_sizeDigits > kSizeDigitsMax)
            return malformed();
        m_chunkBytesLeft = m_chunkBytesLeft * 16 + digit;
        return Unit {};
    }
    if (m_sizeDigits == 0)
        return malformed();
    if (c == '\r')
        m_expected = Expected::SizeLineFeed;
    else if (c == ';')
        m_expected = Expected::Extension;
    else
        return malformed();
    return Unit {};
}

Status ChunkedFraming::endSize(qint64 bodyBytesMax)
{
    m_sizeDigits = 0;
    if (m_chunkBytesLeft > bodyBytesMax - m_bodyBytes)
        return Error {ErrorCode::PayloadTooLarge, u"The body is larger than %1 bytes."_s.arg(bodyBytesMax)};
    m_bodyBytes += m_chunkBytesLeft;
    m_expected = m_chunkBytesLeft == 0 ? Expected::LastReturn : Expected::Content;
    return Unit {};
}

} // namespace conduit::broker
