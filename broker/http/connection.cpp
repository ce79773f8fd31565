// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/connection.h"

#include "broker/http/front_desk.h"
#include "broker/http/http_error.h"
#include "broker/http/http_front.h"

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

// More stays in the kernel's buffers while too many requests are unanswered.
constexpr qsizetype kKeptBytesMax = 64 * 1024;
// A refused client may send this much more, and take this long, to find its answer; then it is cut off.
constexpr qint64 kDiscardedBytesMax = 4 * 1024 * 1024;
constexpr auto kLingerTime = 2s;

Error ambiguous() { return {ErrorCode::MalformedRequest, u"The request can be understood in more than one way."_s}; }

Answer serverOptionsAnswer()
{
    return {.status = 204, .body = {}, .headers = {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}};
}

} // namespace

Connection::Connection(FrontDesk &desk, ClientSocket &socket)
    : m_desk(desk), m_socket(socket), m_guard(desk.limits), m_seat(desk.connections.add(this))
{
    waitFor(Wait::Request);
}

Connection::~Connection()
{
    if (m_phase != Phase::Gone)
        m_desk.connections.remove({m_seat.place, m_seat.nextSequence + m_slots.size()});
    if (m_desk.admitted == this)
        m_desk.admitted = nullptr;
}

void Connection::bytesArrived()
{
    const qsizetype size = m_socket.receive(m_desk.incoming);
    if (size == 0)
        return;
    if (m_phase != Phase::Open)
        discard(size);
    else if (m_isPaused)
        keep({m_desk.incoming.data(), size});
    else
        takeRequests({m_desk.incoming.data(), size});
}

void Connection::takeRequests(QByteArrayView bytes)
{
    while (m_phase == Phase::Open) {
        if (m_slots.size() >= static_cast<size_t>(m_desk.limits.pipelinedMax)) {
            m_isPaused = true;
            waitFor(Wait::Nothing);
            keep(bytes);
            return;
        }
        if (!feed(bytes))
            return;
        if (m_guard.stage() != RequestGuard::Stage::Whole) {
            awaitMore();
            return;
        }
        handOver();
    }
}

/// False when the request was refused. Else what is left begins behind the request.
bool Connection::feed(QByteArrayView &bytes)
{
    while (!bytes.isEmpty() && m_guard.stage() != RequestGuard::Stage::Whole) {
        const bool wasHead = m_guard.stage() == RequestGuard::Stage::Head;
        const Result<qsizetype> taken = m_guard.take(bytes);
        if (!taken) {
            refuse(taken.error());
            return false;
        }
        bytes = bytes.sliced(*taken);
        if (wasHead && m_guard.stage() != RequestGuard::Stage::Head && !admitHead())
            return false;
    }
    return true;
}

/// False when the request was refused.
bool Connection::admitHead()
{
    const RequestHead &head = m_guard.head();
    if (const auto refusal = m_desk.policy.refusal(head.method, head.path, head.isOldHttp, head.hasBody(), head.access)) {
        if (head.hasBody()) {
            refuse(*refusal);
            return false;
        }
        // Nothing lies between it and the next request, so the connection can stay.
        m_ownAnswer = errorAnswer(*refusal);
    } else if (auto preflight = m_desk.policy.preflightAnswer(head.method, head.access)) {
        m_ownAnswer = std::move(preflight);
    } else if (head.path == "*") {
        m_ownAnswer = serverOptionsAnswer();
    }
    m_owesContinue = head.expectsContinue && head.hasBody();
    return true;
}

void Connection::handOver()
{
    waitFor(Wait::Nothing);
    m_owesContinue = false;
    QByteArray &shown = m_desk.shown;
    shown.resize(0);
    shown.append(m_guard.requestLine()).append("\r\n");
    m_desk.admitted = this;
    m_socket.show(shown);
    if (std::exchange(m_desk.admitted, nullptr)) // Qt has found less than a request
        refuse(ambiguous());
}

void Connection::awaitMore()
{
    if (!m_guard.isIdle()) {
        waitFor(m_guard.stage() == RequestGuard::Stage::Head ? Wait::Headers : Wait::Body);
        m_socket.acknowledge();
    } else if (m_slots.empty()) {
        waitFor(Wait::Request);
    }
    sendContinue();
}

void Connection::receive()
{
    // Qt must have read what it was shown to the end, or it would begin the next request in the middle of something.
    if (m_socket.bytesAvailable() > 0) {
        refuse(ambiguous());
        return;
    }

    const RequestHead &head = m_guard.head();
    Request request {.method = head.method,
                     .path = head.path.toByteArray(),
                     .query = head.query.toByteArray(),
                     .body = m_guard.moveBody(),
                     .ifMatch = head.ifMatch.value_or(QByteArrayView()).toByteArray(),
                     .idempotencyKey = head.idempotencyKey.value_or(QByteArrayView()).toByteArray(),
                     .actor = head.actor.value_or(QByteArrayView()).toByteArray(),
                     .lastEventId = head.lastEventId.value_or(QByteArrayView()).toByteArray(),
                     .sentAt = head.sentAt.value_or(QByteArrayView()).toByteArray()};
    m_slots.push_back({.form = formFor(head), .answer = std::exchange(m_ownAnswer, std::nullopt), .note = noteFor(&head)});
    const bool isAnswered = m_slots.back().answer.has_value();
    if (head.closes)
        m_phase = Phase::Closing;
    m_guard.reset();
    if (isAnswered)
        flush();
    else
        m_desk.receiver.receive(ticketOf(m_slots.size() - 1), std::move(request));
}

void Connection::keep(QByteArrayView bytes)
{
    m_kept.append(bytes);
    if (m_kept.size() >= kKeptBytesMax)
        m_socket.setReceiving(false);
}

/// Not at once: whoever answers has more answers to send first.
void Connection::resumeSoon()
{
    if (!std::exchange(m_willResume, true))
        QMetaObject::invokeMethod(&m_socket, [this] { resume(); }, Qt::QueuedConnection);
}

void Connection::resume()
{
    m_willResume = false;
    if (m_phase != Phase::Open)
        return;
    m_isPaused = false;
    m_socket.setReceiving(true);
    const QByteArray bytes = std::exchange(m_kept, {});
    takeRequests(bytes);
}

void Connection::discard(qsizetype size)
{
    m_bytesDiscarded += size;
    if (m_bytesDiscarded > kDiscardedBytesMax)
        m_socket.drop();
}

/// Null while requests are not logged, which then cost nothing.
std::unique_ptr<const RequestNote> Connection::noteFor(const RequestHead *head) const
{
    if (!m_desk.logsRequests)
        return nullptr;
    return std::make_unique<const RequestNote>(head ? std::optional(head->method) : std::nullopt,
                                               head ? head->path : QByteArrayView(), m_socket.peer());
}

AnswerForm Connection::formFor(const RequestHead &head) const
{
    AnswerForm form {.isHead = head.method == Method::Head, .closes = head.closes, .allowedOrigin = {}};
    if (head.access.origin && m_desk.policy.allowsOrigin(*head.access.origin))
        form.allowedOrigin = head.access.origin->toByteArray();
    return form;
}

Ticket Connection::ticketOf(size_t slot) const { return ConnectionTable::ticket(m_seat.place, m_seat.nextSequence + slot); }

QHostAddress Connection::peerAddress() const { return m_socket.peer(); }

void Connection::refuse(const Error &error)
{
    const RequestHead *head = m_guard.stage() == RequestGuard::Stage::Head ? nullptr : &m_guard.head();
    AnswerForm form = head ? formFor(*head) : AnswerForm {};
    form.closes = true;
    m_slots.push_back({.form = std::move(form), .answer = errorAnswer(error), .note = noteFor(head)});
    m_answerBytesHeld += m_slots.back().answer->body.size();
    m_phase = Phase::Closing;
    m_owesContinue = false;
    waitFor(Wait::Nothing);
    m_kept = {};
    m_socket.setReceiving(true);
    flush();
}

/// Everything is answered: ends our side once it is written. Closing at once could make the client lose the answer, since
/// bytes that it still sends would meet a reset.
void Connection::finish()
{
    if (m_socket.bytesToWrite() > 0) {
        waitFor(Wait::Request);
        return;
    }
    m_phase = Phase::Lingering;
    m_socket.finishSending();
    waitFor(Wait::ClientsEnd);
}

void Connection::waitFor(Wait wait)
{
    using std::chrono::steady_clock;
    if (wait == m_wait)
        return;
    m_wait = wait;
    switch (wait) {
    case Wait::Nothing:
        m_deadline = steady_clock::time_point::max();
        break;
    case Wait::Request:
        m_deadline = steady_clock::now() + m_desk.limits.idleTime;
        break;
    case Wait::Headers:
        m_deadline = steady_clock::now() + m_desk.limits.headerTime;
        break;
    case Wait::Body:
        m_deadline = steady_clock::now() + m_desk.limits.bodyTime;
        break;
    case Wait::ClientsEnd:
        m_deadline = steady_clock::now() + kLingerTime;
        break;
    }
}

void Connection::checkDeadline(std::chrono::steady_clock::time_point now)
{
    if (now < m_deadline)
        return;
    if (m_phase == Phase::Open && !m_guard.isIdle()) {
        refuse({ErrorCode::RequestTimeout, u"The request did not arrive in time."_s});
    } else if (m_phase == Phase::Open && m_socket.bytesToWrite() == 0) {
        m_phase = Phase::Closing;
        finish();
    } else {
        m_socket.drop();
    }
}

void Connection::bytesSent()
{
    // A slow reader may take its time as long as it reads.
    if (m_wait == Wait::Request)
        m_wait = Wait::Nothing;
    if (!m_slots.empty())
        return;
    if (m_phase == Phase::Closing)
        finish();
    else if (m_phase == Phase::Open && m_guard.isIdle())
        waitFor(Wait::Request);
}

void Connection::ended()
{
    m_phase = Phase::Gone;
    m_desk.connections.remove({m_seat.place, m_seat.nextSequence + m_slots.size()});
    if (m_desk.isEnding)
        return;
    std::vector<Slot> unwritten = std::exchange(m_slots, {});
    for (size_t i = 0; i < unwritten.size(); ++i)
        abandon(unwritten[i], ticketOf(i));
}

/// Tells whoever works on the answer that nobody waits for it any more, once.
void Connection::abandon(Slot &slot, Ticket ticket)
{
    if (std::exchange(slot.isAbandoned, true))
        return;
    if (slot.note && !slot.isOpen)
        slot.note->logGone();
    if (!slot.answer)
        m_desk.receiver.clientGone(ticket);
    else if (!slot.answer->handedOut.isEmpty())
        m_desk.receiver.undelivered(*slot.answer);
}

} // namespace conduit::broker
