// SPDX-License-Identifier: GPL-3.0-only
// How answers leave, in their order.
#include "broker/http/connection.h"

#include "broker/http/front_desk.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace conduit::broker {

namespace {

constexpr qsizetype kOutgoingBytesKept = 256 * 1024;

} // namespace

bool Connection::put(quint64 sequence, Answer &answer)
{
    const quint64 slot = sequence - m_seat.nextSequence; // wraps around to a huge number when it lies before the first slot
    const bool isBehindStream = !m_slots.empty() && m_slots.front().isOpen;
    if (slot >= m_slots.size() || m_slots[slot].answer || isBehindStream)
        return false;
    m_answerBytesHeld += answer.body.size();
    m_slots[slot].answer = std::move(answer);
    return true;
}

void Connection::flush()
{
    if (m_phase == Phase::Gone)
        return;
    const auto readyEnd = std::ranges::find_if_not(m_slots, [](const Slot &slot) { return slot.answer.has_value(); });
    const bool handsOut =
        std::any_of(m_slots.begin(), readyEnd, [](const Slot &slot) { return !slot.answer->handedOut.isEmpty(); });
    // The kernel would take the answer for a client that has closed, and its tasks would wait until their leases run out.
    if (isCongested() || (handsOut && m_socket.peerHasGone())) {
        m_socket.drop();
        return;
    }
    if (readyEnd != m_slots.begin())
        write(static_cast<size_t>(readyEnd - m_slots.begin()));
    if (m_isPaused && m_phase == Phase::Open && m_slots.size() < static_cast<size_t>(m_desk.limits.pipelinedMax))
        resumeSoon();
    if (!m_slots.empty())
        return;
    if (m_phase == Phase::Closing) {
        finish();
    } else {
        if (m_guard.isIdle())
            waitFor(Wait::Request);
        sendContinue();
    }
}

void Connection::write(size_t readySlots)
{
    QByteArray &out = m_desk.outgoing;
    out.resize(0);
    for (size_t i = 0; i < readySlots; ++i) {
        Slot &slot = m_slots[i];
        m_answerBytesHeld -= slot.answer->body.size();
        if (slot.note)
            slot.note->log(slot.answer->status);
        if (slot.answer->isStream) {
            beginStream(i);
            m_desk.writer.append(out, *slot.answer, slot.form);
            slot.answer.reset();
            readySlots = i; // It stays, and nothing comes behind it.
            break;
        }
        if (m_desk.isStopping && i + 1 == m_slots.size()) {
            slot.form.closes = true;
            m_phase = Phase::Closing;
        }
        m_desk.writer.append(out, *slot.answer, slot.form);
    }
    m_slots.erase(m_slots.begin(), m_slots.begin() + static_cast<std::ptrdiff_t>(readySlots));
    m_seat.nextSequence += readySlots;
    m_socket.send(out);
    if (out.capacity() > kOutgoingBytesKept)
        out = {};
}

/// What the client has asked for behind it is not answered: the connection ends with this one.
void Connection::beginStream(size_t slot)
{
    m_slots[slot].form.closes = true;
    m_slots[slot].isOpen = true;
    m_phase = Phase::Closing;
    waitFor(Wait::Nothing);
    m_kept = {};
    m_socket.setReceiving(true); // or nobody would see the client go
    for (size_t later = slot + 1; later < m_slots.size(); ++later)
        abandon(m_slots[later], ticketOf(later));
}

std::optional<qint64> Connection::unsentOf(quint64 sequence) const
{
    const quint64 slot = sequence - m_seat.nextSequence;
    if (slot >= m_slots.size())
        return std::nullopt;
    return m_slots[slot].isOpen ? m_socket.bytesToWrite() : std::numeric_limits<qint64>::max();
}

void Connection::writeMore(quint64 sequence, QByteArrayView bytes)
{
    if (sequence == m_seat.nextSequence && !m_slots.empty() && m_slots.front().isOpen)
        m_socket.send(bytes);
}

void Connection::endStream(quint64 sequence)
{
    if (sequence != m_seat.nextSequence || m_slots.empty() || !m_slots.front().isOpen)
        return;
    m_seat.nextSequence += m_slots.size();
    m_slots.clear();
    finish();
}

bool Connection::isCongested() const
{
    return m_socket.bytesToWrite() + m_answerBytesHeld > m_desk.limits.answerBacklogBytesMax;
}

void Connection::sendContinue()
{
    if (!m_owesContinue || !m_slots.empty())
        return;
    m_owesContinue = false;
    m_socket.send("HTTP/1.1 100 Continue\r\n\r\n");
}

} // namespace conduit::broker
