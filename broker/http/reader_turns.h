// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/api_call.h"

#include <deque>
#include <memory>
#include <optional>

namespace conduit::broker {

/// Long questions, which take turns: each has a step before one has its next. Whoever drives them lets short questions come between two
/// steps, so that those wait for one step at most, however many long ones there are. On the reader's thread.
class ReaderTurns
{
public:
    /// So many are at work at once: each holds a page of tasks, and makes the others slower.
    static constexpr std::size_t kWorksMax = 16;

    explicit ReaderTurns(const ReaderServices &side) : m_side(side) { }

    struct Done
    {
        Ticket ticket = 0;
        Result<Answer> result;
    };
    /// Takes turns from now on. Refused before its first step when there are as many as may be: who asks again and again costs nothing.
    [[nodiscard]] Status begin(Ticket ticket, std::shared_ptr<ReaderWork> work);
    /// The next step of the one whose turn it is.
    [[nodiscard]] std::optional<Done> step();
    /// Nobody waits for this answer any more.
    void forget(Ticket ticket);
    [[nodiscard]] bool isEmpty() const { return m_works.empty(); }

private:
    struct Turn
    {
        Ticket ticket = 0;
        std::shared_ptr<ReaderWork> work;
    };

    const ReaderServices &m_side;
    std::deque<Turn> m_works; ///< The next one first.
};

} // namespace conduit::broker
