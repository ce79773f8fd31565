// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/wire.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

/// What a worker's figures say about how it does, for whoever shows them. Pure, on any thread.
namespace conduit::wire {

/// Of the attempts that ended well or badly those that ended badly, 0–1; nothing before the first.
inline std::optional<double> failedShare(const Worker &worker)
{
    const double ended = static_cast<double>(worker.completed) + static_cast<double>(worker.failed);
    return ended > 0 ? std::optional(static_cast<double>(worker.failed) / ended) : std::nullopt;
}

/// The same in percent: one that is not nothing does not look like nothing, and one that is not all does not look like all.
inline std::optional<QString> failedPercentText(const Worker &worker)
{
    const auto share = failedShare(worker);
    if (!share)
        return {};
    if (worker.failed > 0 && *share < 0.01)
        return QStringLiteral("< 1");
    return QString::number(worker.completed > 0 ? std::min(99.0, std::round(*share * 100)) : 100.0);
}

/// How far its clock is ahead of the broker's, or behind it where that is negative; zero while they agree to two seconds, as the clocks of two
/// machines seldom agree any better, and when it has not told.
inline std::chrono::milliseconds wrongClock(const Worker &worker)
{
    constexpr Seconds kBorne = std::chrono::seconds(2);
    // Of years, which is what a machine without a battery begins with, the milliseconds still fit.
    constexpr Seconds kMost = std::chrono::years(10'000);
    const Seconds ahead = worker.clockAhead.value_or(Seconds(0));
    if (!(std::chrono::abs(ahead) > kBorne && std::chrono::abs(ahead) < kMost))
        return std::chrono::milliseconds(0);
    return std::chrono::round<std::chrono::milliseconds>(ahead);
}

} // namespace conduit::wire
