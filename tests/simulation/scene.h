// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/engine.h"
#include "tests/simulation/chance.h"
#include "tests/simulation/simulated_ground.h"
#include "tests/simulation/task_model.h"
#include "tests/support/manual_clock.h"

#include <array>
#include <deque>
#include <functional>
#include <memory>

namespace conduit::test {

inline const std::array kTypes {QStringLiteral("mail"), QStringLiteral("image"), TaskModel::kAtMostOnceType};
inline const std::array kQueues {QStringLiteral("default"), QStringLiteral("slow")};
inline const std::array kWorkers {QStringLiteral("w1"), QStringLiteral("w2"), QStringLiteral("w3"), QStringLiteral("w4")};

/// Where everybody of a simulation meets: time and chance, the broker as long as it lives, what the outside knows of it, and its running
/// turn.
struct Scene
{
    Scene(SimulatedGround &usedGround, quint64 seed) : ground(usedGround), chance(seed), model(usedGround, clock) { }

    /// Of what everybody does the last things are told with a fault.
    void tell(const QString &what);
    /// True for success. No storage failed, so nobody may be told so.
    template<typename T>
    bool isGood(const broker::Result<T> &result)
    {
        if (!result && broker::isStorageTrouble(result.error().code))
            model.fail(QStringLiteral("the store refuses nothing: %1").arg(result.error().message));
        return result.has_value();
    }
    /// How it went, in words.
    template<typename T>
    QString wordsOf(const broker::Result<T> &result)
    {
        return isGood(result) ? QStringLiteral("well") : result.error().message;
    }
    /// Any task that the outside knows; null when there is none.
    const broker::Task *someKnownTask();
    /// Runs when the turn is on disk: what somebody has been told then.
    void acknowledge(std::function<void()> acknowledgement) { acknowledgements.push_back(std::move(acknowledgement)); }
    /// Somebody will be told this about a task.
    void acknowledge(const broker::Task &task);
    void startTurn();

    SimulatedGround &ground;
    Chance chance;
    ManualClock clock;
    TaskModel model;
    std::unique_ptr<broker::Engine> engine;
    int step = 0;
    std::deque<QString> told;

    // Of the running turn.
    bool isFirstAct = true;
    QSet<QUuid> touched; ///< Tasks of which people have asked something.
    std::map<QUuid, QByteArray> issuedTokens;
    std::vector<std::function<void()>> acknowledgements;
};

[[nodiscard]] inline QString idText(const QUuid &id) { return id.toString(QUuid::WithoutBraces); }

} // namespace conduit::test
