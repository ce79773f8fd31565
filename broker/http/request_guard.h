// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/http/chunked_framing.h"
#include "broker/http/http_limits.h"
#include "broker/http/request_head.h"

#include <QByteArray>
#include <QByteArrayView>

#include <utility>

namespace conduit::broker {

/// Takes the requests of one connection out of its bytes, one after the other, wherever those are cut, and checks framing and limits.
/// Pure: bytes in, requests or verdict out.
class RequestGuard
{
public:
    enum class Stage { Head, Body, Whole };

    /// `limits` outlives the guard.
    explicit RequestGuard(const HttpLimits &limits) : m_limits(limits) { }

    /// Takes the next bytes, at most to the end of the current stage, and returns how many it took.
    [[nodiscard]] Result<qsizetype> take(QByteArrayView bytes);
    [[nodiscard]] Stage stage() const { return m_stage; }
    /// Nothing of a request has come yet, except blank lines.
    [[nodiscard]] bool isIdle() const { return m_stage == Stage::Head && m_text.isEmpty(); }
    /// From Stage::Body on, until reset().
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    /// The same: the first line as it came, with CR LF.
    [[nodiscard]] QByteArrayView requestLine() const { return QByteArrayView(m_text).first(m_text.indexOf('\n') + 1); }
    /// At Stage::Whole, once: the body without its framing.
    [[nodiscard]] QByteArray moveBody() { return std::exchange(m_body, {}); }
    /// The current request is done with; the next one begins.
    void reset();

private:
    Result<qsizetype> takeHead(QByteArrayView bytes);
    Result<qsizetype> takeBody(QByteArrayView bytes);
    Status finishHead();

    const HttpLimits &m_limits;
    Stage m_stage = Stage::Head;
    QByteArray m_text;        ///< Request line and headers; m_head looks into it.
    qsizetype m_lineSize = 0; ///< Of the line that is coming, so far.
    RequestHead m_head;
    QByteArray m_body;
    qint64 m_bodyBytesLeft = 0; ///< Of a body with Content-Length.
    ChunkedFraming m_chunks;
};

} // namespace conduit::broker
