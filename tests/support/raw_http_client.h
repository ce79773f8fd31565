// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <chrono>

namespace conduit::test {

/// One answer as it came over the wire.
struct HttpAnswer
{
    int status = 0;     ///< 0: none came.
    QByteArray head;    ///< Status line and headers as sent, without the empty line.
    QByteArray body;    ///< Of a chunked answer: the content.
    QByteArray failure; ///< Why no answer came, or what is wrong with its framing.

    /// The value of a header, whatever the case of its name; empty when it is absent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QJsonArray jsonArray() const;
    /// The `code` of an error answer; empty when the body has none.
    [[nodiscard]] QString errorCode() const;
    [[nodiscard]] QString errorMessage() const;
};

/// Sends bytes exactly as they stand over one blocking TCP connection to 127.0.0.1, and reads answers strictly: what real
/// HTTP libraries would forgive is a failure here. Any one thread; every wait ends after `patience`.
class RawHttpClient
{
public:
    static constexpr std::chrono::milliseconds kPatience {20'000};

    explicit RawHttpClient(quint16 port, std::chrono::milliseconds patience = kPatience);
    ~RawHttpClient();
    RawHttpClient(RawHttpClient &&other) noexcept;
    RawHttpClient &operator=(RawHttpClient &&other) noexcept;

    [[nodiscard]] bool isConnected() const { return m_socket >= 0; }
    /// For poll(), beside others; -1 when it is not connected.
    [[nodiscard]] int descriptor() const { return m_socket; }

    /// False when the peer is gone or takes nothing for `patience`.
    bool send(QByteArrayView bytes);
    enum class Body { Expected, Absent };
    /// `Absent`: the answer to a HEAD, whose Content-Length announces nothing.
    HttpAnswer readAnswer(Body body = Body::Expected);
    /// True when at least one byte of an answer comes within `patience`, which is not consumed.
    [[nodiscard]] bool hasAnswerWithin(std::chrono::milliseconds patience);
    /// True when the peer ends the connection, by a close or a reset, before `patience` is over; what it still sends is dropped.
    [[nodiscard]] bool isClosedWithin(std::chrono::milliseconds patience);

    HttpAnswer exchange(QByteArrayView bytes, Body body = Body::Expected);
    HttpAnswer get(QByteArrayView target);
    HttpAnswer post(QByteArrayView target, QByteArrayView json);
    /// Any method; a body only when `json` is not null. `headers` are whole lines, each with its CRLF.
    HttpAnswer request(QByteArrayView method, QByteArrayView target, QByteArrayView json = {}, QByteArrayView headers = {});
    /// The bytes that post() and get() send.
    [[nodiscard]] QByteArray requestBytes(QByteArrayView method, QByteArrayView target, QByteArrayView json = {},
                                          QByteArrayView headers = {}) const;

    /// Ends the sending side only.
    void halfClose();
    /// Ends the connection by a reset, as a process does that is killed.
    void reset();
    void close();

private:
    enum class Event { Readable, Writable };
    using Deadline = std::chrono::steady_clock::time_point;
    bool waitFor(Event event, Deadline deadline);
    /// Reads what has come into m_pending. False at the end of the stream, after an error or the deadline; m_failure says which.
    bool readMore(Deadline deadline);
    bool readUntil(qsizetype size, Deadline deadline);
    HttpAnswer readBody(HttpAnswer answer, Deadline deadline);
    HttpAnswer readChunks(HttpAnswer answer, Deadline deadline);
    [[nodiscard]] HttpAnswer failed(QByteArrayView why) const;

    quint16 m_port;
    std::chrono::milliseconds m_patience;
    int m_socket = -1;
    QByteArray m_pending; ///< Bytes that came and belong to no answer yet.
    QByteArray m_failure;
};

} // namespace conduit::test
