// SPDX-License-Identifier: MIT
#include "answer_reader.h"

#include <conduit/http_text.h>

#include <algorithm>
#include <charconv>

namespace conduit::client {

using namespace Qt::StringLiterals;
using namespace http_text;

namespace {

constexpr qsizetype kChunkDigitsMax = 15; // fit into 63 bits
constexpr qsizetype kTextBytesKept = 256 * 1024;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

AnswerReader::Stage AnswerReader::stage() const
{
    switch (m_expected) {
    case Expected::StatusLine:
    case Expected::Field:
        return Stage::Head;
    case Expected::Nothing:
        return Stage::Whole;
    case Expected::Broken:
        return Stage::Broken;
    default:
        return Stage::Body;
    }
}

AnswerReader::Stage AnswerReader::take(QByteArrayView bytes)
{
    if (m_expected == Expected::Broken)
        return Stage::Broken;
    m_text.append(bytes);
    while (step()) { }
    // What is behind a whole answer was not asked for, and would be taken for the next one.
    if (m_expected == Expected::Nothing && m_read < m_text.size())
        m_keepsConnection = false;
    if (m_isChunked) {
        m_text.remove(0, m_read);
        m_read = 0;
    }
    return stage();
}

AnswerReader::Stage AnswerReader::end()
{
    if (m_expected == Expected::BodyToTheEnd) {
        m_reply.body = m_text.sliced(m_read);
        m_read = m_text.size();
        m_expected = Expected::Nothing;
    } else if (m_expected != Expected::Nothing && m_expected != Expected::Broken) {
        breakOff(m_expected == Expected::StatusLine && m_text.isEmpty() ? u"the connection was closed"_s
                                                                        : u"the connection was closed in the middle of it"_s);
    }
    return stage();
}

Reply AnswerReader::takeReply()
{
    Q_ASSERT_X(m_expected == Expected::Nothing, "AnswerReader::takeReply", "it is not whole");
    Reply reply = std::exchange(m_reply, {});
    if (m_text.capacity() > kTextBytesKept)
        m_text = {};
    m_text.resize(0);
    m_read = 0;
    m_lineBytes = 0;
    m_expected = Expected::StatusLine;
    return reply;
}

/// One piece of the answer; false when it has not come as a whole, or nothing more is expected.
bool AnswerReader::step()
{
    switch (m_expected) {
    case Expected::StatusLine:
    case Expected::Field:
    case Expected::ChunkSize:
    case Expected::Trailer:
        return takeLine();
    case Expected::SizedBody:
        return takeContent(m_bodyBytesLeft, Expected::Nothing);
    case Expected::ChunkContent:
        return takeContent(std::min(m_bodyBytesLeft, m_text.size() - m_read), Expected::ChunkEnd);
    case Expected::ChunkEnd:
        if (m_text.size() - m_read < 2)
            return false;
        if (!QByteArrayView(m_text).sliced(m_read).startsWith("\r\n"))
            return breakOff(u"a chunk of its body does not end where it should"_s);
        m_read += 2;
        m_expected = Expected::ChunkSize;
        return true;
    case Expected::BodyToTheEnd:
        if (m_text.size() - m_read > kBodyBytesMax)
            return breakOff(u"its body is larger than %1 bytes"_s.arg(kBodyBytesMax));
        return false;
    case Expected::Nothing:
    case Expected::Broken:
        break;
    }
    return false;
}

bool AnswerReader::takeLine()
{
    const QByteArrayView text = QByteArrayView(m_text).sliced(m_read);
    const qsizetype lineFeed = text.indexOf('\n');
    // Counted to the line's end, wherever the bytes are cut.
    if (m_lineBytes + (lineFeed < 0 ? text.size() : lineFeed + 1) > kHeadBytesMax)
        return breakOff(u"its head is larger than %1 bytes"_s.arg(kHeadBytesMax));
    if (lineFeed < 0)
        return false;
    const QByteArrayView line = text.first(lineFeed + 1);
    if (!line.endsWith("\r\n"))
        return breakOff(u"it is no HTTP, a line ends without a carriage return"_s);
    m_read += line.size();
    m_lineBytes += line.size();
    const QByteArrayView content = line.chopped(2);
    switch (m_expected) {
    case Expected::StatusLine:
        return readStatusLine(content);
    case Expected::ChunkSize:
        return readChunkSize(content);
    case Expected::Trailer:
        if (content.isEmpty())
            m_expected = Expected::Nothing;
        return true; // nobody asked for trailers
    default:
        return content.isEmpty() ? finishHead() : readField(content);
    }
}

bool AnswerReader::readStatusLine(QByteArrayView line)
{
    constexpr qsizetype kVersionLength = 9; // HTTP/1.1 and a space
    constexpr qsizetype kStatusEnd = kVersionLength + 3;
    const bool isHttp = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
    if (!isHttp || line.size() < kStatusEnd || (line.size() > kStatusEnd && line[kStatusEnd] != ' ') || !isFieldValue(line))
        return breakOff(u"it is no HTTP/1.1"_s);
    const QByteArrayView digits = line.sliced(kVersionLength, 3);
    if (!std::ranges::all_of(digits, isDigit) || digits.front() == '0')
        return breakOff(u"its status is no number of three digits"_s);
    std::from_chars(digits.begin(), digits.end(), m_reply.status);
    m_isOldHttp = line.startsWith("HTTP/1.0");
    m_keepsConnection = !m_isOldHttp;
    m_contentLength.reset();
    m_isChunked = false;
    m_expected = Expected::Field;
    return true;
}

bool AnswerReader::readField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    // Also catches a folded line and a space before the colon.
    if (colon < 0 || !isToken(line.first(colon)))
        return breakOff(u"a header line is not of the form Name: value"_s);
    const QByteArrayView value = trimmed(line.sliced(colon + 1));
    if (!isFieldValue(value))
        return breakOff(u"a header has a control character in its value"_s);
    return keep(line.first(colon), value);
}

bool AnswerReader::keep(QByteArrayView name, QByteArrayView value)
{
    if (isWord(name, "content-length")) {
        qsizetype length = 0;
        const auto [end, error] = std::from_chars(value.begin(), value.end(), length);
        if (m_contentLength || !std::ranges::all_of(value, isDigit) || end != value.end() || error != std::errc())
            return breakOff(u"its Content-Length is not one number"_s);
        m_contentLength = length;
    } else if (isWord(name, "transfer-encoding")) {
        if (m_isChunked || m_isOldHttp || !isWord(value, "chunked"))
            return breakOff(u"its Transfer-Encoding is not chunked"_s);
        m_isChunked = true;
    } else if (isWord(name, "connection")) {
        m_keepsConnection = m_keepsConnection && !listsClose(value);
    } else if (isWord(name, "retry-after")) {
        m_reply.retryAfter = value.toByteArray();
    }
    return true;
}

bool AnswerReader::finishHead()
{
    const int status = m_reply.status;
    if (m_isChunked && m_contentLength)
        return breakOff(u"it has both Content-Length and Transfer-Encoding"_s);
    if (status == 101)
        return breakOff(u"it changes to a protocol that was not asked for"_s);
    m_expected = Expected::Nothing;
    if (status < 200) {
        m_reply = {};
        m_expected = Expected::StatusLine; // "please wait"; the answer follows
    } else if (status == 204 || status == 304) {
        m_isChunked = false; // neither has a body, whatever the head says
    } else if (m_isChunked) {
        m_expected = Expected::ChunkSize;
    } else if (!m_contentLength) {
        m_keepsConnection = false;
        m_expected = Expected::BodyToTheEnd;
    } else if (*m_contentLength > kBodyBytesMax) {
        return breakOff(u"its body is larger than %1 bytes"_s.arg(kBodyBytesMax));
    } else if (*m_contentLength > 0) {
        m_bodyBytesLeft = *m_contentLength;
        m_expected = Expected::SizedBody;
    }
    return true;
}

bool AnswerReader::readChunkSize(QByteArrayView line)
{
    m_lineBytes = 0; // the lines of a long body add up to nothing: none of them is kept
    const qsizetype extension = line.indexOf(';');
    const QByteArrayView digits = extension < 0 ? line : line.first(extension);
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), m_bodyBytesLeft, 16);
    if (digits.isEmpty() || digits.front() == '-' || digits.size() > kChunkDigitsMax || end != digits.end()
        || error != std::errc())
        return breakOff(u"a chunk of its body has no size"_s);
    if (m_bodyBytesLeft > kBodyBytesMax - m_reply.body.size())
        return breakOff(u"its body is larger than %1 bytes"_s.arg(kBodyBytesMax));
    m_expected = m_bodyBytesLeft == 0 ? Expected::Trailer : Expected::ChunkContent;
    return true;
}

/// Moves so many bytes to the body, if they have come.
bool AnswerReader::takeContent(qsizetype size, Expected next)
{
    const QByteArrayView content = QByteArrayView(m_text).sliced(m_read);
    if (size == 0 || content.size() < size)
        return false;
    m_reply.body.append(content.first(size));
    m_read += size;
    m_bodyBytesLeft -= size;
    if (m_bodyBytesLeft == 0)
        m_expected = next;
    return true;
}

bool AnswerReader::breakOff(const QString &fault)
{
    m_fault = fault;
    m_expected = Expected::Broken;
    return false;
}

} // namespace conduit::client
