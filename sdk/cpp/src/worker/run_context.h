// SPDX-License-Identifier: MIT
#pragma once

#include "run_notes.h"

#include <conduit/handler.h>

namespace conduit::worker {

/// The context of a task that runs here: what it tells goes into the notes of its run.
class RunContext final : public TaskContext
{
public:
    /// Both must outlive the context.
    RunContext(const wire::Task &task, RunNotes &notes);

    [[nodiscard]] const QString &taskId() const override { return m_task.id; }
    [[nodiscard]] const QString &taskType() const override { return m_task.taskType; }
    [[nodiscard]] const QByteArray &payload() const override { return m_task.payload; }
    [[nodiscard]] int attempt() const override { return m_task.attempt; }
    [[nodiscard]] const QByteArray &checkpoint() const override { return m_task.checkpoint; }
    [[nodiscard]] std::optional<CancelReason> cancelReason() const override { return m_notes.cancelReason(); }
    [[nodiscard]] bool waitFor(std::chrono::milliseconds time) const override { return m_notes.waitFor(time); }
    void reportProgress(double percent, const QString &message, const QByteArray &data) const override;
    void log(LogLevel level, const QString &message) const override;
    bool saveCheckpoint(const QByteArray &json) const override;

private:
    const wire::Task &m_task;
    RunNotes &m_notes;
};

} // namespace conduit::worker
