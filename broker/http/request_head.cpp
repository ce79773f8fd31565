// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_head.h"

#include <conduit/http_text.h>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::broker {

using namespace http_text;

namespace {

// Nobody sends more, and each costs a look.
constexpr int kFieldsMax = 100;
constexpr qsizetype kLengthDigitsMax = 18; // fit into 63 bits

Error malformed(const QString &message) { return {ErrorCode::MalformedRequest, message}; }

/// Visible ASCII. `#` never travels, and others would cut there.
bool isTarget(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

/// Cuts the first line off `text` and returns it without CR LF.
QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = text.first(end - 1);
    text = text.sliced(end + 1);
    return line;
}

std::optional<Method> methodFrom(QByteArrayView word)
{
    struct Named
    {
        QByteArrayView word;
        Method method;
    };
    static constexpr std::array kMethods {
        Named {"GET", Method::Get},         Named {"POST", Method::Post},   Named {"HEAD", Method::Head},
        Named {"PUT", Method::Put},         Named {"PATCH", Method::Patch}, Named {"DELETE", Method::Delete},
        Named {"OPTIONS", Method::Options},
    };
    for (const Named &named : kMethods) {
        if (named.word == word)
            return named.method;
    }
    return std::nullopt;
}

/// Nothing when it is no number. A number beyond 63 bits becomes the greatest one: it is too large either way.
std::optional<qint64> lengthFrom(QByteArrayView value)
{
    if (value.isEmpty() || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    if (value.size() > kLengthDigitsMax)
        return std::numeric_limits<qint64>::max();
    qint64 length = 0;
    for (const char digit : value)
        length = length * 10 + (digit - '0');
    return length;
}

class HeadReader
{
public:
    [[nodiscard]] Result<RequestHead> read(QByteArrayView text)
    {
        if (const Status done = readRequestLine(takeLine(text)); !done)
            return done.error();
        int fields = 0;
        for (QByteArrayView line = takeLine(text); !line.isEmpty(); line = takeLine(text)) {
            if (++fields > kFieldsMax)
                return Error {ErrorCode::HeadersTooLarge, u"More than %1 headers."_s.arg(kFieldsMax)};
            if (const Status done = readField(line); !done)
                return done.error();
        }
        return finish();
    }

private:
    Status readRequestLine(QByteArrayView line)
    {
        const qsizetype first = line.indexOf(' ');
        const qsizetype second = first < 0 ? -1 : line.indexOf(' ', first + 1);
        if (second < 0 || !isToken(line.first(first)))
            return malformed(u"The request line must read METHOD /path HTTP/1.1."_s);

        const QByteArrayView version = line.sliced(second + 1);
        if (version != "HTTP/1.1" && version != "HTTP/1.0")
            return malformed(u"This broker speaks HTTP/1.1 and HTTP/1.0."_s);
        m_head.isOldHttp = version == "HTTP/1.0";
        m_head.closes = m_head.isOldHttp;

        const std::optional<Method> method = methodFrom(line.first(first));
        if (!method)
            return Error {ErrorCode::NotImplemented, u"This broker does not know the method of the request."_s};
        m_head.method = *method;
        return readTarget(line.sliced(first + 1, second - first - 1));
    }

    Status readTarget(QByteArrayView target)
    {
        const bool isPath = target.startsWith('/');
        const bool isServer = target == "*" && m_head.method == Method::Options;
        if (!(isPath || isServer) || !isTarget(target))
            return malformed(
                u"The request target must be a path that begins with / and has no spaces or raw non-ASCII characters."_s);
        const qsizetype mark = target.indexOf('?');
        m_head.path = mark < 0 ? target : target.first(mark);
        m_head.query = mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
        return Unit {};
    }

    Status readField(QByteArrayView line)
    {
        const qsizetype colon = line.indexOf(':');
        // Also catches a folded line and a space before the colon.
        if (colon < 0 || !isToken(line.first(colon)))
            return malformed(u"A header line is not of the form Name: value."_s);
        const QByteArrayView name = line.first(colon);
        const QByteArrayView value = trimmed(line.sliced(colon + 1));
        if (!isFieldValue(value))
            return malformed(u"A header has a control character in its value."_s);
        return keep(name, value);
    }

    Status keep(QByteArrayView name, QByteArrayView value)
    {
        if (isWord(name, "host"))
            return keepOnce(m_head.access.host, value, u"Host"_s);
        if (isWord(name, "content-length"))
            return keepOnce(m_contentLength, value, u"Content-Length"_s);
        if (isWord(name, "transfer-encoding"))
            return keepOnce(m_transferEncoding, value, u"Transfer-Encoding"_s);
        if (isWord(name, "content-type"))
            return keepOnce(m_head.access.contentType, value, u"Content-Type"_s);
        if (isWord(name, "authorization"))
            return keepOnce(m_head.access.authorization, value, u"Authorization"_s);
        if (isWord(name, "origin"))
            return keepOnce(m_head.access.origin, value, u"Origin"_s);
        if (isWord(name, "sec-fetch-site"))
            return keepOnce(m_head.access.secFetchSite, value, u"Sec-Fetch-Site"_s);
        if (isWord(name, "if-match"))
            return keepOnce(m_head.ifMatch, value, u"If-Match"_s);
        if (isWord(name, "idempotency-key"))
            return keepOnce(m_head.idempotencyKey, value, u"Idempotency-Key"_s);
        if (isWord(name, "conduit-actor"))
            return keepOnce(m_head.actor, value, u"Conduit-Actor"_s);
        if (isWord(name, "last-event-id"))
            return keepOnce(m_head.lastEventId, value, u"Last-Event-ID"_s);
        if (isWord(name, "conduit-sent-at"))
            return keepOnce(m_head.sentAt, value, u"Conduit-Sent-At"_s);
        if (isWord(name, "connection"))
            m_head.closes = m_head.closes || listsClose(value);
        else if (isWord(name, "expect"))
            m_head.expectsContinue = isWord(value, "100-continue");
        else if (isWord(name, "upgrade"))
            m_asksWebSocket = isWord(value, "websocket");
        else if (isWord(name, "access-control-request-method"))
            m_head.access.asksPreflight = true;
        return Unit {};
    }

    static Status keepOnce(std::optional<QByteArrayView> &place, QByteArrayView value, const QString &name)
    {
        if (place)
            return malformed(u"The header %1 stands there twice."_s.arg(name));
        place = value;
        return Unit {};
    }

    Result<RequestHead> finish()
    {
        if (!m_head.access.host && !m_head.isOldHttp)
            return malformed(u"The header Host is missing."_s);
        // Any other upgrade may be ignored, but who asks for this one can do nothing else.
        if (m_asksWebSocket)
            return Error {ErrorCode::NotImplemented, u"This broker offers no WebSocket."_s};
        if (m_transferEncoding)
            return finishChunked();
        if (m_contentLength) {
            const std::optional<qint64> length = lengthFrom(*m_contentLength);
            if (!length)
                return malformed(u"Content-Length is not a number."_s);
            m_head.contentLength = *length;
        }
        return m_head;
    }

    Result<RequestHead> finishChunked()
    {
        if (m_contentLength)
            return malformed(u"A request has either Content-Length or Transfer-Encoding, not both."_s);
        if (m_head.isOldHttp)
            return malformed(u"HTTP/1.0 has no Transfer-Encoding."_s);
        if (!isWord(*m_transferEncoding, "chunked"))
            return Error {ErrorCode::NotImplemented, u"The only Transfer-Encoding that this broker knows is chunked."_s};
        m_head.isChunked = true;
        return m_head;
    }

    RequestHead m_head;
    std::optional<QByteArrayView> m_contentLength;
    std::optional<QByteArrayView> m_transferEncoding;
    bool m_asksWebSocket = false;
};

} // namespace

Result<RequestHead> readRequestHead(QByteArrayView text) { return HeadReader().read(text); }

} // namespace conduit::broker
