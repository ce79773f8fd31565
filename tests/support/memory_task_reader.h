// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "tests/support/memory_task_store.h"

namespace conduit::test {

/// Answers from a store in memory what an operation and a history ask; a filter may name states, types and queues only.
class MemoryTaskReader : public broker::TaskReader
{
public:
    explicit MemoryTaskReader(const MemoryTaskStore &store) : m_store(store) { }

    broker::Result<broker::TaskPage> list(const broker::TaskQuery &query) override;
    broker::Result<std::optional<broker::TaskPage>> sort(const broker::TaskQuery &query,
                                                         broker::SortProgress &progress) override;
    broker::Result<broker::MatchSlice> matching(const broker::TaskFilter &filter, const broker::MatchSearch &search) override;
    broker::Result<broker::SurveyEnd> survey(const broker::TaskQuery &query, const broker::SurveyBounds &bounds,
                                             const std::function<void(const broker::SurveyedTask &)> &take) override;
    broker::Result<broker::DeathGroups> deathGroups(const QStringList &types, const std::optional<broker::TaskCursor> &before,
                                                    int max) override;
    broker::Result<std::optional<broker::TaskHistory>> history(const QUuid &id) override;
    broker::Result<std::optional<broker::TaskLog>> log(const QUuid &id) override;

private:
    const MemoryTaskStore &m_store;
};

} // namespace conduit::test
