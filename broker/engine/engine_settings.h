// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/task_policy.h"

namespace conduit::broker {

/// The numbers by which the engine decides. Defaults are the contract's (§5).
struct EngineSettings
{
    Milliseconds lease {30'000};
    Milliseconds bareLease {300'000};      ///< Of a claim that cannot renew.
    Milliseconds priorityStep {3'600'000}; ///< Waiting that one step of priority is worth.
    Milliseconds stopGrace {10'000};       ///< From asking an attempt to stop to killing its worker or revoking its lease.
    qint64 payloadBytesMax = 7 * 1024 * 1024;
    qint64 requestBytesMax = 8 * 1024 * 1024;
    qint64 claimBytesMax = 8 * 1024 * 1024; ///< Payloads that one claim hands out together.
    int parkedMax = 1'000;
    Milliseconds keepTrash = std::chrono::hours {7 * 24};
    Milliseconds keepTombstones = std::chrono::hours {30 * 24}; ///< For so long the id of a forgotten task is not used again.
    Milliseconds keepAudit = std::chrono::hours {90 * 24};      ///< The record of what people and programs did to the broker.
    qint64 auditEntriesMax = 100'000;                           ///< The oldest beyond it are forgotten all the same.
    qint64 deadOfTypeMax = 100'000; ///< The oldest beyond it are forgotten however long they are to be kept.
    BrokerDefaults defaults;

    /// What an echo adds to its payload, generously.
    [[nodiscard]] qint64 outputBytesMax() const { return payloadBytesMax + 64 * 1024; }
};

} // namespace conduit::broker
