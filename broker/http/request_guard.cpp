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
    m_lineStart = 0;
    m_head = {};
    m_body = {};
    m_chunks = {};
    if (m_text.capacity() > kTextBytesKept)
        m_text = {};
    m_text.resize(0);
}

Result<qsizetype> RequestGuard::takeHead(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_stage == Stage::Head) {
        const qsizetype lineFeed = bytes.indexOf('\n', taken);
        const qsizetype end = lineFeed < 0 ? bytes.size() : lineFeed + 1;
        m_text.append(bytes.sliced(taken, end - taken));
        taken = end;
        if (const qint64 max = std::min(m_limits.headerBytesMax, kHeaderBytesMaxOfAll); m_text.size() > max)
            return Error {ErrorCode::HeadersTooLarge, u"Request line and headers are larger than %1 bytes."_s.arg(max)};
        if (lineFeed < 0)
            break;

        const QByteArrayView line = QByteArrayView(m_text).sliced(m_lineStart);
        if (!line.endsWith("\r\n"))
            return Error {ErrorCode::MalformedRequest, u"Each line of the headers must end with CR LF."_s};
        const bool isBlank = line.size() == 2;
        if (isBlank && m_lineStart == 0) {
            // Some old clients send an empty line behind a body; the standard wants it ignored.
            m_text.resize(0);
        } else if (isBlank) {
            if (const Status done = finishHead(); !done)
                return done.error();
        } else {
            m_lineStart = m_text.size();
        }
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
