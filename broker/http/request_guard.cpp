// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_guard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

// No setting may allow more: the head of each connection is kept whole.
constexpr qint64 kHeaderBytesMaxOfAll = 100 * 1024;
// A body gets room for what it announces, but for more than this only when it comes.
constexpr qint64 kBodyBytesAhead = 64 * 1024;
// An idle connection keeps its buffer for the next request, unless it is unusually large.
constexpr qsizetype kTextBytesKept = 2 * 1024;

} // namespace

Result<qsizetype> RequestGuard::take(QByteArrayView bytes)
{
    switch (m_stage) {
    case Stage::Head:
        return takeHead(bytes);
    case Stage::Body:
        return takeBody(bytes);
    case Stage::Whole:
        break;
    }
    return qsizetype {0};
}

void RequestGuard::reset()
{
    m_stage = Stage::Head;
    m_lineSize = 0;
    m_head = {};
    m_body = {};
    m_chunks = {};
    if (m_text.capacity() > kTextBytesKept)
        m_text = {};
    m_text.resize(0);
}

Result<qsizetype> RequestGuard::takeHead(QByteArrayView bytes)
{
    const qint64 max = std::min(m_limits.headerBytesMax, kHeaderBytesMaxOfAll);
    qsizetype begin = 0; // of what belongs to the head, behind blank lines
    qsizetype taken = 0;
    bool isWhole = false;
    while (taken < bytes.size() && !isWhole) {
        const qsizetype lineFeed = bytes.indexOf('\n', taken);
        const qsizetype end = lineFeed < 0 ? bytes.size() : lineFeed + 1;
        m_lineSize += end - taken;
        taken = end;
        if (m_text.size() + taken - begin > max)
            return Error {ErrorCode::HeadersTooLarge, u"Request line and headers are larger than %1 bytes."_s.arg(max)};
        if (lineFeed < 0)
            break;
        const bool isEnded = lineFeed > begin ? bytes[lineFeed - 1] == '\r' : m_text.endsWith('\r');
        if (!isEnded)
            return Error {ErrorCode::MalformedRequest, u"Each line of the headers must end with CR LF."_s};
        const bool isBlank = std::exchange(m_lineSize, 0) == 2;
        isWhole = isBlank && m_text.size() + taken - begin > 2;
        if (isBlank && !isWhole) {
            // Some old clients send an empty line behind a body; the standard wants it ignored.
            m_text.resize(0);
            begin = taken;
        }
    }
    m_text.append(bytes.sliced(begin, taken - begin));
    if (isWhole) {
        if (const Status done = finishHead(); !done)
            return done.error();
    }
    return taken;
}

Status RequestGuard::finishHead()
{
    Result<RequestHead> head = readRequestHead(m_text);
    if (!head)
        return head.error();
    m_head = *head;
    if (m_head.contentLength > m_limits.bodyBytesMax)
        return Error {ErrorCode::PayloadTooLarge, u"The body is larger than %1 bytes."_s.arg(m_limits.bodyBytesMax)};
    m_bodyBytesLeft = m_head.contentLength;
    if (m_bodyBytesLeft > 0)
        m_body.reserve(std::min(m_bodyBytesLeft, kBodyBytesAhead));
    m_stage = m_head.hasBody() ? Stage::Body : Stage::Whole;
    return Unit {};
}

Result<qsizetype> RequestGuard::takeBody(QByteArrayView bytes)
{
    if (m_head.isChunked) {
        Result<qsizetype> taken = m_chunks.take(bytes, m_limits.bodyBytesMax, m_body);
        if (taken && m_chunks.isWhole())
            m_stage = Stage::Whole;
        return taken;
    }
    const qsizetype taken = std::min<qint64>(m_bodyBytesLeft, bytes.size());
    m_body.append(bytes.first(taken));
    m_bodyBytesLeft -= taken;
    if (m_bodyBytesLeft == 0)
        m_stage = Stage::Whole;
    return taken;
}

} // namespace conduit::broker
