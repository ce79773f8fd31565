// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"
#include "broker/http/answer_writer.h"
#include "broker/http/client_socket.h"
#include "broker/http/connection_table.h"
#include "broker/http/http_message.h"
#include "broker/http/request_guard.h"
#include "broker/http/request_note.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace conduit::broker {

struct FrontDesk;

/// One client: takes its requests out of what it sends, keeps its answers in their order, and writes them.
///
/// Once a request is whole and good, Qt's server is shown its first line and hands it over. Headers and body stay here, where they have
/// been checked and read; of a refused request Qt learns nothing.
/// Lives on the front's thread, owned by its socket.
class Connection final : public ClientSocket::User
{
public:
    Connection(FrontDesk &desk, ClientSocket &socket);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    /// Qt hands over the request that it is being shown.
    void receive();
    /// Fills the place of an answer; flush() sends it. False when nobody waits for it (any more).
    [[nodiscard]] bool put(quint64 sequence, Answer &answer);
    /// Where the client is, as far as the kernel knows; null when it has gone.
    [[nodiscard]] QHostAddress peerAddress() const;
    /// Sends the answers whose turn it is, in one write.
    void flush();
    // The answer without an end whose ticket has this number.
    /// Bytes that the kernel has not taken; nothing when there is no such answer. Before its turn has come: as many as can be.
    [[nodiscard]] std::optional<qint64> unsentOf(quint64 sequence) const;
    void writeMore(quint64 sequence, QByteArrayView bytes);
    void endStream(quint64 sequence);
    /// Ends the connection at once.
    void drop() { m_socket.drop(); }

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
        bool isOpen = false;                          ///< Its answer has begun and has no end.
        bool isAbandoned = false;                     ///< Nobody will get it.
        std::unique_ptr<const RequestNote> note = {}; ///< For the log; null when there is none.
    };

    void bytesArrived() override;
    void bytesSent() override;
    void ended() override;

    void takeRequests(QByteArrayView bytes);
    [[nodiscard]] bool feed(QByteArrayView &bytes);
    [[nodiscard]] bool admitHead();
    void handOver();
    void awaitMore();
    void keep(QByteArrayView bytes);
    void resumeSoon();
    void resume();
    void discard(qsizetype size);

    [[nodiscard]] std::unique_ptr<const RequestNote> noteFor(const RequestHead *head) const;
    [[nodiscard]] AnswerForm formFor(const RequestHead &head) const;
    [[nodiscard]] Ticket ticketOf(size_t slot) const;
    [[nodiscard]] bool isCongested() const;
    void write(size_t readySlots);
    void beginStream(size_t slot);
    void abandon(Slot &slot, Ticket ticket);
    void sendContinue();
    void finish();
    void waitFor(Wait wait);

    FrontDesk &m_desk;
    ClientSocket &m_socket;
    RequestGuard m_guard;
    ConnectionTable::Seat m_seat;                     ///< nextSequence is that of the first slot.
    std::vector<Slot> m_slots;                        ///< One for each request without a written answer, oldest first.
    std::optional<Answer> m_ownAnswer = std::nullopt; ///< For the request being read, when the front knows it already.
    QByteArray m_kept = {};                           ///< What came while too many requests were unanswered.
    qint64 m_answerBytesHeld = 0;                     ///< In slots whose turn has not come.
    qint64 m_bytesDiscarded = 0;
    Phase m_phase = Phase::Open;
    Wait m_wait = Wait::Nothing;
    bool m_isPaused = false;     ///< Too many requests unanswered.
    bool m_willResume = false;   ///< They are not any more, and the event loop is about to say so.
    bool m_owesContinue = false; ///< `100 Continue` is due once the answers before it are out.
    std::chrono::steady_clock::time_point m_deadline = std::chrono::steady_clock::time_point::max();
};

} // namespace conduit::broker
