// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"
#include "broker/core/task_policy.h"

#include <QString>

#include <optional>
#include <vector>

namespace conduit::broker {

/// Why nothing is handed out, who wanted it, and until when.
struct Pause
{
    QString reason;
    QString by;
    std::optional<Moment> until; ///< On the steady line; absent: until somebody ends it.

    friend bool operator==(const Pause &, const Pause &) = default;
};

/// A queue about which somebody has said something.
struct QueueRecord
{
    QString name;
    std::optional<Pause> pause;
    TaskDefaults defaults;
};

/// What the engine needs of storage for queues and for the pause of everything. The rules of TaskStore hold.
class QueueStore
{
public:
    virtual ~QueueStore() = default;
    virtual Result<std::vector<QueueRecord>> load() = 0;
    /// Inserts or replaces.
    virtual Status save(const QueueRecord &queue, Moment now) = 0;
    virtual Status remove(const QString &name) = 0;
    virtual Result<std::optional<Pause>> loadPause() = 0;
    /// Of everything; nothing ends it.
    virtual Status savePause(const std::optional<Pause> &pause) = 0;
};

} // namespace conduit::broker
