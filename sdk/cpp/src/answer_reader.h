// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/transport.h>

#include <QByteArrayView>

#include <optional>

namespace conduit::client {

/// Reads answers of HTTP/1.1, one after the other, from the bytes of a connection, wherever these are cut. Strict: what two
/// readers could understand differently is refused, and so is what is too large. Not for answers to HEAD.
class AnswerReader
{
public:
    static constexpr qsizetype kHeadBytesMax = 64 * 1024; ///< Of all heads of an answer; also of the lines around its chunks.
    static constexpr qsizetype kBodyBytesMax = 64 * 1024 * 1024;

    enum class Stage { Head, Body, Whole, Broken };

    /// Takes what has come; once an answer is whole, takeReply() comes first.
    Stage take(QByteArrayView bytes);
    /// The peer sends no more, which ends an answer of no stated length, and breaks any other that is not whole.
    Stage end();

    [[nodiscard]] Stage stage() const;
    /// Why it is broken, to stand behind a colon.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    /// Of a whole answer: another may follow on the same connection.
    [[nodiscard]] bool keepsConnection() const { return m_keepsConnection; }
    /// The whole answer; then the next one is expected.
    [[nodiscard]] Reply takeReply();

private:
    enum class Expected {
        StatusLine,
        Field,
        SizedBody,
        BodyToTheEnd,
        ChunkSize,
        ChunkContent,
        ChunkEnd,
        Trailer,
        Nothing,
        Broken
    };

    bool step();
    bool takeLine();
    bool readStatusLine(QByteArrayView line);
    bool readField(QByteArrayView line);
    bool keep(QByteArrayView name, QByteArrayView value);
    bool finishHead();
    bool readChunkSize(QByteArrayView line);
    bool takeContent(qsizetype size, Expected next);
    bool breakOff(const QString &fault);

    QByteArray m_text;    ///< What has come and is not read yet, behind what is.
    qsizetype m_read = 0; ///< So much of it is read.
    qsizetype m_lineBytes = 0;
    Expected m_expected = Expected::StatusLine;
    qsizetype m_bodyBytesLeft = 0; ///< Of the body, or of its current chunk.
    std::optional<qsizetype> m_contentLength;
    bool m_isChunked = false;
    bool m_isOldHttp = false;
    bool m_keepsConnection = true;
    QString m_fault;
    Reply m_reply;
};

} // namespace conduit::client
