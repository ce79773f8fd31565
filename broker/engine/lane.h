// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"

#include <QMutex>
#include <QObject>

#include <functional>
#include <vector>

namespace conduit::broker {

/// Where decisions are made: one thread, one piece of work after the other, many of them in one transaction.
///
/// A turn takes all work that has arrived, runs it, and commits once; answers leave after that. While the lane commits the next turn
/// gathers, so the busier it is the larger its turns are and the cheaper each commit. A turn never waits to fill.
class Lane : public QObject
{
    Q_OBJECT
public:
    using Work = std::function<void()>;
    /// A longer turn would make its first request wait for its last.
    static constexpr std::size_t kWorkPerTurnMax = 512;

    /// What happens around the work of each turn. Called on the lane's thread.
    struct Turn
    {
        std::function<void()> beforeCommit;              ///< May still write.
        std::function<void(const Status &)> afterCommit; ///< Told whether everything of the turn is on disk or nothing.
    };

    explicit Lane(TurnTransaction &transaction) : m_transaction(transaction) { }

    /// Set once, before the first turn.
    void setTurn(Turn turn) { m_turn = std::move(turn); }
    /// Adds work for a coming turn. Any thread.
    void post(Work work);
    /// One turn, on the lane's thread; returns how many pieces of work it did. Tests call it by hand.
    std::size_t runTurn();
    /// Storage failed inside the running turn: it will not be committed, since SQLite may have rolled back on its own.
    void fail(const Error &error);
    /// Why the running turn will not be committed; nothing while it is well. What comes later in such a turn need not try: each try may
    /// wait for storage once more.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

private:
    std::vector<Work> takeWork();

    TurnTransaction &m_transaction;
    Turn m_turn;
    std::optional<Error> m_failure;
    QMutex m_mutex;
    std::vector<Work> m_waiting;
    bool m_isAwake = false;
};

} // namespace conduit::broker
