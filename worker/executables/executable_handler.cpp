// SPDX-License-Identifier: GPL-3.0-only
#include "worker/executables/executable_handler.h"

#include "worker/executables/executable_run.h"

namespace conduit::worker {

ExecutableHandler::ExecutableHandler(QString program, QString taskType, std::optional<wire::Schema> schema,
                                     std::chrono::milliseconds killAfter)
    : m_program(std::move(program)), m_taskType(std::move(taskType)), m_schema(std::move(schema)), m_killAfter(killAfter)
{
}

Outcome ExecutableHandler::run(const TaskContext &context) const
{
    return ExecutableRun(m_program, context, m_killAfter).run();
}

} // namespace conduit::worker
