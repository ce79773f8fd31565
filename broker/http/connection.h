// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"
#include "broker/http/answer_writer.h"
#include "broker/http/connection_table.h"
#include "broker/http/http_message.h"
#include "broker/http/request_guard.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

namespace conduit::broker {

class ClientSocket;
struct FrontDesk;

/// One client: checks what it sends before Qt's parser sees it, keeps its answers in the order of its requests, and writes them.
///
/// It is connected to the socket's readyRead before Qt is. While a request is incomplete it reads the bytes inside a read
/// transaction of the socket, so that Qt's slot, called next, finds nothing; once the request is whole and good it rolls the
/// transaction back, and Qt finds exactly that request. A refused request is never shown to Qt.
/// Lives on the front's thread, as a child of its socket.
class Connection final : public QObject
{
public:
    Connection(FrontDesk &desk, ClientSocket &socket);
    ~Connection() override;

    /// Qt has parsed the request that was admitted.
    void receive(const QByteArray &body);
    /// Fills the place of an answer; flush() sends it. False when nobody waits for it (any more).
    [[nodiscard]] bool put(quint64 sequence, Answer &answer);
    /// Sends the answers whose turn it is, in one write.
    void flush();
    /// Answers with the error after everything before it, and closes; nothing more is read.
    void refuse(const Error &error);
    /// Ends what has taken too long. Called now and then.
    void checkDeadline(std::chrono::steady_clock::time_point now);

private:
    enum class Phase {
        Open,
        Closing,   ///< Takes no more requests; ends once its answers are written.
        Lingering, ///< All is written; waits for the client to read it and to close.
        Gone,
    };
    enum class Wait { Nothing, Request, Headers, Body, ClientsEnd };
    struct Slot
    {
        AnswerForm form;
        std::optional<Answer> answer = std::nullopt;
    };

    void onReadyRead();
    void onBytesWritten();
    void onDisconnected();

    void readRequest();
    [[nodiscard]] bool feed(QByteArrayView bytes);
    [[nodiscard]] bool admitHead();
    void admitWhole();
    void awaitMore();
    void pause();
    void resume();
    void discardInput();

    [[nodiscard]] AnswerForm formFor(const RequestHead &head) const;
    [[nodiscard]] Ticket ticketOf(size_t slot) const;
    [[nodiscard]] bool isCongested() const;
    void write(size_t readySlots);
    void sendContinue();
    void finish();
    void waitFor(Wait wait);

    FrontDesk &m_desk;
    ClientSocket &m_socket;
    RequestGuard m_guard;
    ConnectionTable::Seat m_seat;                     ///< nextSequence is that of the first slot.
    std::vector<Slot> m_slots;                        ///< One for each request without a written answer, oldest first.
    std::optional<Answer> m_ownAnswer = std::nullopt; ///< For the request being read, when the front knows it already.
    qint64 m_requestBytes = 0;                        ///< Of the request being read, so far.
    qint64 m_bytesBehind = 0;                         ///< In the socket behind the admitted request.
    qint64 m_answerBytesHeld = 0;                     ///< In slots whose turn has not come.
    qint64 m_bytesDiscarded = 0;
    Phase m_phase = Phase::Open;
    Wait m_wait = Wait::Nothing;
    bool m_isPaused = false;     ///< Too many requests unanswered.
    bool m_owesContinue = false; ///< `100 Continue` is due once the answers before it are out.
    std::chrono::steady_clock::time_point m_deadline = std::chrono::steady_clock::time_point::max();
};

} // namespace conduit::broker
