// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/http/chunked_framing.h"
#include "broker/http/http_limits.h"
#include "broker/http/request_head.h"

#include <QByteArray>
#include <QByteArrayView>

namespace conduit::broker {

/// Checks framing and limits of the requests of one connection, one after the other, wherever their bytes are cut.
/// Only what came through here whole is shown to Qt's parser. Pure: bytes in, verdict out.
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
    /// The current request is done with; the next one begins.
    void reset();

private:
    Result<qsizetype> takeHead(QByteArrayView bytes);
    Result<qsizetype> takeBody(QByteArrayView bytes);
    Status finishHead();

    const HttpLimits &m_limits;
    Stage m_stage = Stage::Head;
    QByteArray m_text; ///< Request line and headers; m_head looks into it.
    qsizetype m_lineStart = 0;
    RequestHead m_head;
    qint64 m_bodyBytesLeft = 0; ///< Of a body with Content-Length.
    ChunkedFraming m_chunks;
};

} // namespace conduit::broker
