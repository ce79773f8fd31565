// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace conduit::broker {

/// The answer to a request that carried an Idempotency-Key.
struct RememberedAnswer
{
    QByteArray fingerprint; ///< SHA-256 of what was asked.
    int status = 0;
    QByteArray headers; ///< One `Name: value` a line.
    QByteArray body;
    Moment keptUntil; ///< On the steady line.
};

/// What the engine needs of storage to give the same answer to a repeated request. The rules of TaskStore hold.
class AnswerStore
{
public:
    virtual ~AnswerStore() = default;
    virtual Result<std::optional<RememberedAnswer>> find(const QString &key) = 0;
    /// Inserts or replaces.
    virtual Status save(const QString &key, const RememberedAnswer &answer) = 0;
    /// Forgets what was kept until `now`, at most `max` of them. Returns how many.
    virtual Result<int> forget(Moment now, int max) = 0;
};

} // namespace conduit::broker
