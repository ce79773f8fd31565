// SPDX-License-Identifier: MIT
#pragma once

#include "answer_reader.h"

#include <QDeadlineTimer>
#include <QTcpSocket>

namespace conduit::client {

/// One TCP connection to a broker, which carries one call at a time and is kept for the next one. Whatever goes wrong ends it.
class PlainConnection : public QObject
{
    Q_OBJECT
public:
    /// A peer may close what has been idle for long, and must not do so while the next request is on its way: nobody could tell
    /// whether it was heard, and no request is sent twice. Brokers, and proxies before them, wait for longer than this.
    static constexpr std::chrono::milliseconds kIdleMax {3'000};

    explicit PlainConnection(const QUrl &broker, QObject *parent);

    /// Sends a request, now or as soon as there is a connection. `done` is called once, later.
    void send(const QByteArray &request, Transport::CallId call, std::chrono::milliseconds timeout, Transport::Done done);
    /// The call under way; 0 when there is none.
    [[nodiscard]] Transport::CallId call() const { return m_call; }
    [[nodiscard]] QDeadlineTimer deadline() const { return m_deadline; } ///< Of the call under way, should silence go on.
    /// Nothing is under way, and another call may be sent.
    [[nodiscard]] bool isFree() const;
    [[nodiscard]] bool isUsable() const { return m_isUsable; }
    /// Ends connection and call; `done` is not called.
    void close();
    /// Silence has lasted too long.
    void giveUp();

Q_SIGNALS:
    /// The call under way has ended, or the connection has; emitted before the caller hears of it.
    void ended();

private:
    void begin();
    void write();
    void read();
    void finish();
    void noteEnd();
    void fail(const Reply &reply);

    const QUrl m_broker;
    QTcpSocket m_socket;
    AnswerReader m_reader;
    QByteArray m_request; ///< Not written yet.
    Transport::CallId m_call = 0;
    Transport::Done m_done;
    std::chrono::milliseconds m_timeout {0};
    QDeadlineTimer m_deadline;
    QDeadlineTimer m_idleUntil;
    bool m_isUsable = true;
};

} // namespace conduit::client
