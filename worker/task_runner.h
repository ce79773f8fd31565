// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/run_notes.h"

#include <conduit/wire.h>

#include <memory>

namespace conduit::worker {

/// Names one run of a handler. The same task may run twice here: once for a lost lease, once for the next attempt.
using RunId = quint64;

/// Something that runs claimed tasks; how a run ended is told to ClaimLoop::finish(), later.
class TaskRunner
{
public:
    virtual ~TaskRunner() = default;
    [[nodiscard]] virtual int freeSlots() const = 0;
    /// Needs a free slot, and a handler for the task's type. The notes also ask the handler to end soon; it may not listen, and
    /// its outcome is told all the same.
    virtual RunId start(const wire::Task &task, const std::shared_ptr<RunNotes> &notes) = 0;
};

} // namespace conduit::worker
