// SPDX-License-Identifier: GPL-3.0-only
// What runs on the reader's thread: questions, and long ones step by step.
#include "broker/http/http_api.h"

#include "broker/http/http_error.h"

#include <QMetaObject>

#include <utility>

namespace conduit::broker {

void HttpApi::runOnReader(ReaderHandler handler, const ApiCall &call)
{
    Outcome outcome = handler(call, m_readerServices);
    if (const auto *work = std::get_if<std::shared_ptr<ReaderWork>>(&outcome)) {
        begin(*work, call.ticket);
        return;
    }
    const auto *error = std::get_if<Error>(&outcome);
    answer({call.ticket, error ? Result<Answer>(*error) : std::get<Answer>(std::move(outcome))});
}

void HttpApi::beginOnReader(std::shared_ptr<ReaderWork> work, Ticket ticket)
{
    QMetaObject::invokeMethod(
        &m_threads.reader, [this, work = std::move(work), ticket]() mutable { begin(std::move(work), ticket); },
        Qt::QueuedConnection);
}

void HttpApi::begin(std::shared_ptr<ReaderWork> work, Ticket ticket)
{
    // Without a front nobody waits for the answer, and the reader may be gone by now.
    if (!m_hasFront)
        return;
    if (work->isShort())
        answer({ticket, *work->step(m_readerServices)});
    else if (const Status begun = m_turns.begin(ticket, std::move(work)); !begun)
        answer({ticket, begun.error()});
    postStep();
}

void HttpApi::postStep()
{
    if (m_isStepPosted || m_turns.isEmpty())
        return;
    m_isStepPosted = true;
    QMetaObject::invokeMethod(&m_threads.reader, [this] { step(); }, Qt::QueuedConnection);
}

void HttpApi::step()
{
    m_isStepPosted = false;
    if (!m_hasFront)
        return;
    if (auto done = m_turns.step())
        answer(*std::move(done));
    postStep();
}

void HttpApi::answer(ReaderTurns::Done done)
{
    std::vector<HttpFront::Reply> replies;
    replies.push_back({done.ticket, done.result ? *std::move(done.result) : errorAnswer(done.result.error())});
    send(std::move(replies));
}

} // namespace conduit::broker
