// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

/// The bare acts of which the works consist. All belong to the calling thread and return when they are done.
namespace conduit::bench {

using TaskIds = std::vector<std::string>;

/// Enqueues `count` tasks by single requests, one in flight on each of `connections`.
Result<TaskIds> enqueueSingly(const Endpoint &endpoint, std::size_t count, std::size_t connections);

/// False when the broker does not know `POST /task/batch`.
Result<bool> offersBatches(const Endpoint &endpoint);

/// A worker that does nothing else than claim and report: each call reports the tasks of the one before.
struct ClaimLoad
{
    std::size_t connections = 1;
    std::size_t tasksPerClaim = 10;
};
/// Works until `count` results are stored or nothing waits; returns how many are.
Result<std::size_t> workOff(const Endpoint &endpoint, std::size_t count, const ClaimLoad &load);

/// The first start and the last end among tasks, as the broker noted them.
struct Span
{
    std::string firstStart;
    std::string lastEnd;
};
/// Waits until all have ended, parked on the last of them, then reads their times.
Result<Span> awaitEnds(const Endpoint &endpoint, const TaskIds &ids);

// What single requests are made of.
[[nodiscard]] std::string_view echoTask();
/// The body of `POST /task/batch` with so many of one task.
[[nodiscard]] std::string batchBody(std::size_t count, std::string_view task = echoTask());
/// Enqueues `count` of one task by batches of up to 1,000, one after the other.
Result<Unit> enqueueInBatches(const Endpoint &endpoint, std::size_t count, std::string_view task = echoTask());

/// The first string member of that name in an answer whose texts are known to hold no such name; empty when there is none.
[[nodiscard]] std::string_view stringMember(std::string_view json, std::string_view name);
[[nodiscard]] std::size_t occurrences(std::string_view text, std::string_view part);
/// The body of `POST /task/claim` that also reports `finished`, pairs of id and lease token.
[[nodiscard]] std::string claimBody(std::size_t n, int waitSeconds,
                                    const std::vector<std::pair<std::string, std::string>> &finished,
                                    std::string_view worker = "bench", std::string_view type = "echo");
/// The pairs of id and lease token in an answer to a claim.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> claimedIn(std::string_view body);

} // namespace conduit::bench
