// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/http/http_message.h"

#include <QByteArray>
#include <QByteArrayView>

namespace conduit::broker {

/// How an answer has to be written, beside what it says.
struct AnswerForm
{
    bool isHead = false;      ///< HEAD: the length of the body, but not the body.
    bool closes = false;      ///< The last answer of its connection.
    QByteArray allowedOrigin; ///< A page of this origin may read the answer; empty for the usual client.
};

/// Turns answers into bytes. One for all connections: the Date is written once a second.
class AnswerWriter
{
public:
    /// `clock` outlives the writer.
    explicit AnswerWriter(const Clock &clock) : m_clock(clock) { }

    void append(QByteArray &out, const Answer &answer, const AnswerForm &form);

private:
    [[nodiscard]] QByteArrayView date();

    const Clock &m_clock;
    std::chrono::sys_seconds m_dateSecond = std::chrono::sys_seconds::min();
    QByteArray m_date; ///< The whole header line.
};

} // namespace conduit::broker
