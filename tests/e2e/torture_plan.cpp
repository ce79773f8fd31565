// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/torture_plan.h"

#include <algorithm>
#include <random>

namespace conduit::test {

namespace {

/// Whoever was stopped for so much longer than its lease has lost its tasks, and does not know it.
constexpr std::chrono::milliseconds kPastTheLease {1'000};

class Dice
{
public:
    explicit Dice(quint64 seed) : m_engine(seed) { }
    /// 0 … count − 1. Not by a distribution of the library, which may differ from one to the next.
    qint64 below(qint64 count) { return static_cast<qint64>(m_engine() % static_cast<quint64>(count)); }

private:
    std::mt19937_64 m_engine;
};

} // namespace

std::vector<TortureShot> torturePlan(const TortureSettings &settings)
{
    using Kind = TortureShot::Kind;
    Dice dice(settings.seed);
    const qint64 postsPerRound = qint64 {settings.clients} * settings.tasksPerRound;
    bool wasStoppedForLong = false;
    std::vector<TortureShot> plan;
    for (int round = 0; round < settings.brokerKills; ++round) {
        const qint64 start = round * postsPerRound;
        const auto moment = [&] { return start + 1 + dice.below(postsPerRound - 1); };
        plan.push_back({.acknowledged = moment(), .kind = Kind::KillBroker});
        // Both kinds come even into a short plan; what, when and for how long is chance.
        TortureShot shot {.acknowledged = moment(),
                          .kind = round % 2 == 0 ? Kind::KillWorker : Kind::StopWorker,
                          .worker = static_cast<int>(dice.below(settings.workers))};
        if (shot.kind == Kind::StopWorker) {
            const bool isLong = !wasStoppedForLong || dice.below(8) == 0;
            wasStoppedForLong = true;
            shot.duration = isLong ? settings.lease + kPastTheLease : std::chrono::milliseconds(50 + dice.below(2'000));
        }
        plan.push_back(shot);
    }
    std::stable_sort(plan.begin(), plan.end(),
                     [](const auto &left, const auto &right) { return left.acknowledged < right.acknowledged; });
    return plan;
}

} // namespace conduit::test
