// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/lane_fixture.h"
#include "tests/support/memory_task_store.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <vector>

namespace conduit::test {

/// For a test class: each of its functions runs on the store in memory and on the one in SQLite.
class TaskStoreFixture
{
protected:
    using Seqs = std::vector<qint64>;
    static constexpr int kMany = 100;

    static void addStores()
    {
        QTest::addColumn<bool>("isSql");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
    void makeStand()
    {
        QFETCH_GLOBAL(bool, isSql);
        m_stand = std::make_unique<Stand>(isSql);
    }

    template<typename Found>
    static Seqs seqsOf(const std::vector<Found> &tasks)
    {
        Seqs seqs;
        for (const Found &task : tasks)
            seqs.push_back(task.seq);
        return seqs;
    }

    broker::TaskStore &store() { return m_stand->store; }
    broker::TurnTransaction &transaction() { return m_stand->transaction; }
    [[nodiscard]] broker::Moment now() const { return m_stand->now; }

    [[nodiscard]] broker::Task newTask(int seq) const
    {
        broker::Task task;
        task.seq = seq;
        task.id = broker::timeOrderedUuid(now(), 0, static_cast<quint64>(seq));
        task.type = QStringLiteral("echo");
        task.queue = QStringLiteral("default");
        task.payload = R"({"echo":"hello"})";
        task.createdAt = now();
        task.runAt = now();
        return task;
    }
    void add(int seq, broker::TaskState state, const QString &serialKey = {}, broker::Milliseconds delay = {})
    {
        broker::Task task = newTask(seq);
        task.state = state;
        task.serialKey = serialKey;
        task.runAt = now() + delay;
        QVERIFY(*store().insert(task));
    }
    void end(broker::Task task, broker::Milliseconds after = std::chrono::seconds(1))
    {
        task.state = broker::TaskState::Completed;
        task.completedAt = now() + after;
        QVERIFY(store().update(task, broker::TaskState::Running));
    }
    [[nodiscard]] broker::EndedQuery ended(broker::Milliseconds by) const
    {
        return {broker::TaskState::Completed, QStringLiteral("default"), QStringLiteral("echo"), now() + by, now()};
    }
    [[nodiscard]] broker::ClaimStamp stamp() const
    {
        constexpr std::chrono::seconds kLease {30};
        return {{QStringLiteral("w"), "secret", now() + kLease, kLease, false}, now(), now(), std::nullopt, 7};
    }

private:
    /// Either store with its transaction.
    struct Stand
    {
        explicit Stand(bool isSql)
            : store(isSql ? static_cast<broker::TaskStore &>(fixture.store) : memory),
              transaction(isSql ? static_cast<broker::TurnTransaction &>(*fixture.database) : memoryTransaction)
        {
        }

        LaneFixture fixture;
        MemoryTransaction memoryTransaction;
        MemoryTaskStore memory {memoryTransaction};
        broker::TaskStore &store;
        broker::TurnTransaction &transaction;
        const broker::Moment now = fixture.clock.now();
    };

    std::unique_ptr<Stand> m_stand;
};

} // namespace conduit::test
