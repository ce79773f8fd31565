// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "broker/core/task_reader.h"
#include "broker/engine/engine.h"
#include "broker/http/event_hub.h"
#include "broker/http/http_message.h"

#include <QStringList>

#include <memory>
#include <variant>

namespace conduit::broker {

/// A request that has found its endpoint. `parameters` are the path's variable pieces, decoded.
struct ApiCall
{
    Ticket ticket = 0;
    Request request;
    QStringList parameters;
    std::shared_ptr<const Actor> actor = nullptr; ///< Who asks; only at audited endpoints.
};

/// The answer comes later, from where the ticket waits now.
enum class Parked {
    TaskWait,
    SingleClaim, ///< Will be answered with one Task or 204.
    ListClaim,   ///< Will be answered with a list.
};

struct ReaderServices;

/// The rest of a request that the lane or the reader has begun: done on the reader's thread, in steps between which others have their turn.
class ReaderWork
{
public:
    virtual ~ReaderWork() = default;
    /// Its first step does all. Then it is a question like any other, and need not take turns.
    [[nodiscard]] virtual bool isShort() const { return false; }
    /// Nothing: there is more to do.
    virtual std::optional<Result<Answer>> step(const ReaderServices &side) = 0;
};

/// How a handler ends. An Error means that the handler has changed nothing that is worth keeping, except where a service says otherwise.
using Outcome = std::variant<Answer, Parked, Error, std::shared_ptr<ReaderWork>>;

/// What the reader's handlers work with. On the reader's thread.
struct ReaderServices
{
    TaskReader &reader;
    AuditReader &audit;
    const PolicyBook &policies; ///< Ask published() only.
    const Clock &clock;
};

using FrontHandler = Outcome (*)(const ApiCall &);
using LaneHandler = Outcome (*)(const ApiCall &, Engine &);
using ReaderHandler = Outcome (*)(const ApiCall &, const ReaderServices &);
/// Reads what a subscriber wants; its answer has no end.
using EventsHandler = Result<EventsAsked> (*)(const ApiCall &);

/// The one error of a broker that is about to stop.
[[nodiscard]] inline Error shuttingDown()
{
    return {ErrorCode::ShuttingDown, QStringLiteral("The broker is shutting down. Try again in a moment.")};
}

[[nodiscard]] inline Error noSuchTask() { return {ErrorCode::NotFound, QStringLiteral("There is no task with this id.")}; }

[[nodiscard]] inline Error tooManyWaiting()
{
    return {ErrorCode::TooManyWaiting,
            QStringLiteral("Too many requests wait already. Try again in a moment, or with fewer workers.")};
}

} // namespace conduit::broker
