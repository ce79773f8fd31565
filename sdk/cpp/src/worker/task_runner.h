// SPDX-License-Identifier: MIT
#pragma once

#include "run_notes.h"

#include <conduit/handler.h>

#include <memory>
#include <vector>

namespace conduit::worker {

/// Names one run of a handler. The same task may run twice here: once for a lost lease, once for the next attempt.
using RunId = quint64;

struct EndedRun
{
    RunId run;
    Outcome outcome;
};

/// Something that runs claimed tasks; how a run ended is told to ClaimLoop::finish(), later.
class TaskRunner
{
public:
    virtual ~TaskRunner() = default;
    [[nodiscard]] virtual int freeSlots() const = 0;
    /// How many more than its slots it would take: those that would wait for moments only, going by how long tasks ran of late.
    [[nodiscard]] virtual int roomAhead() const = 0;
    /// Takes a task, which runs from startAdded() on, or from when a slot is free. Needs a handler for the task's type. The notes also ask
    /// the handler to end soon; it may not listen, and its outcome is told all the same.
    virtual RunId add(const wire::Task &task, const std::shared_ptr<RunNotes> &notes) = 0;
    /// Starts what was added, together, so that threads need not be woken for each.
    virtual void startAdded() = 0;
    /// What was started last waits for its threads. ClaimLoop::finish() will be told when they have it, with or without an
    /// outcome; that takes moments, whatever the handlers do.
    [[nodiscard]] virtual bool isStarting() const = 0;
    /// Takes out what still waits for a slot. Nothing of it was begun, and no outcome of it will be told.
    [[nodiscard]] virtual std::vector<RunId> withdrawWaiting() = 0;
};

} // namespace conduit::worker
