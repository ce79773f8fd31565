// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/reader_turns.h"

#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error tooManyAtWork()
{
    return {
        ErrorCode::TooManyWaiting,
        u"%1 long questions are at work already, which is as many as may be. Try again in a moment, or sort by created."_s.arg(
            ReaderTurns::kWorksMax)};
}

} // namespace

Status ReaderTurns::begin(Ticket ticket, std::shared_ptr<ReaderWork> work)
{
    if (m_works.size() >= kWorksMax)
        return tooManyAtWork();
    m_works.push_back({ticket, std::move(work)});
    return Unit {};
}

std::optional<ReaderTurns::Done> ReaderTurns::step()
{
    if (m_works.empty())
        return std::nullopt;
    Turn turn = std::move(m_works.front());
    m_works.pop_front();
    if (auto result = turn.work->step(m_side))
        return Done {turn.ticket, *std::move(result)};
    m_works.push_back(std::move(turn));
    return std::nullopt;
}

void ReaderTurns::forget(Ticket ticket)
{
    std::erase_if(m_works, [ticket](const Turn &turn) { return turn.ticket == ticket; });
}

} // namespace conduit::broker
