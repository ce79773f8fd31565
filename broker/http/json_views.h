// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit.h"
#include "broker/core/task_reader.h"
#include "broker/engine/queue_registry.h"
#include "broker/engine/wait_reasons.h"
#include "broker/engine/worker_registry.h"

#include <conduit/json_writer.h>

#include <array>
#include <vector>

namespace conduit::broker {

// The broker's values as they stand on the wire. The only translator between the two.

/// The whole Task. `waitingFor` is told only where somebody asks for one task; null writes null.
void writeTask(json::Writer &out, const Task &task, const EffectivePolicy &policy,
               const std::vector<WaitReason> *waitingFor = nullptr);
/// `{"max_attempts": {"value", "from"}, …}`
void writeEffective(json::Writer &out, const EffectivePolicy &policy);
/// The wire's `defaults`: only what is said.
void writeDefaults(json::Writer &out, const TaskDefaults &defaults);
/// The members reason, by and until of an object that tells of a pause, or of none.
void writePause(json::Writer &out, const std::optional<Pause> &pause);
/// A queue with its counts.
void writeQueue(json::Writer &out, const QueueRecord &queue, const TaskLedger::Counts &counts);
void writeCounts(json::Writer &out, const TaskLedger::Counts &counts);
/// The whole Task with what its worker needs: lease_token and checkpoint.
void writeClaimedTask(json::Writer &out, const Task &task, const EffectivePolicy &policy);
/// A Task of a list: without result, without payload unless it is wanted, with their sizes.
void writeTaskRow(json::Writer &out, const TaskRow &row, const EffectivePolicy &policy, bool withPayload = false);
/// The same of one task, with the beginnings of payload and output as texts.
void writeTaskHead(json::Writer &out, const TaskRow &row, const Documents &heads, const EffectivePolicy &policy,
                   const std::vector<WaitReason> &waitingFor);
/// All attempts; the running or completed one is read from the task.
void writeAttempts(json::Writer &out, const TaskHistory &history);
/// `{"log": […], "truncated"}`
void writeLog(json::Writer &out, const TaskLog &log);
void writeActor(json::Writer &out, const Actor &actor);
void writeAuditEntry(json::Writer &out, const AuditEntry &entry);
/// What is true of a worker at the moment of the question.
struct WorkerNow
{
    int running = 0;
    bool isAlive = false;
};
void writeWorker(json::Writer &out, const WorkerRecord &worker, const WorkerNow &now);

/// An id as the wire has it, in place. Every answer has one, and QUuid's own way to it takes several times as long.
class IdText
{
public:
    explicit IdText(const QUuid &id);
    operator QByteArrayView() const { return {m_text.data(), static_cast<qsizetype>(m_text.size())}; }

private:
    std::array<char, 36> m_text;
};
/// The version of a task as a header: `"7"`.
[[nodiscard]] QByteArray etagOf(const Task &task);

} // namespace conduit::broker
