// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/handler.h>

#include <chrono>

namespace conduit::worker {

/// Runs any executable as the handler of a type: the payload on its standard input, its result the last line of its standard output that is
/// JSON. Exit code 0 completes, 65 (EX_DATAERR of sysexits.h) fails for good, any other may be tried again, with the end of its standard
/// error as the error. A line `{"progress": 40}` or `{"progress": {"percent": 40, "message": "…"}}` is shown as progress, all other lines
/// go to the task's log.
///
/// Nothing goes through a shell. The process has a group of its own, which is asked to end (SIGTERM) when nobody wants the outcome any more,
/// killed five seconds later, and swept when the process has ended. Its environment is small: see environmentOf().
class ExecutableHandler final : public Handler
{
public:
    static constexpr int kExitNeverRetry = 65;

    /// From SIGTERM to SIGKILL; less than what a broker grants a task that was asked to stop.
    static constexpr std::chrono::milliseconds kKillAfter {5'000};

    ExecutableHandler(QString program, QString taskType, std::optional<wire::Schema> schema,
                      std::chrono::milliseconds killAfter = kKillAfter);

    [[nodiscard]] QString taskType() const override { return m_taskType; }
    [[nodiscard]] std::optional<wire::Schema> schema() const override { return m_schema; }
    [[nodiscard]] Outcome run(const TaskContext &context) const override;

private:
    const QString m_program; ///< An absolute path; its folder is where it runs.
    const QString m_taskType;
    const std::optional<wire::Schema> m_schema;
    const std::chrono::milliseconds m_killAfter;
};

} // namespace conduit::worker
