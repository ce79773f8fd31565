// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QByteArray>

#include <vector>

namespace conduit::broker {

/// How long a task rests after a failed attempt. Unless told otherwise n⁴ seconds after attempt n, at most 6 hours, give or take
/// 15 %. The curve is Sidekiq's without its constant first step: 1 s, 16 s, 81 s, 256 s …, about 2.5 days over 20 attempts.
struct Backoff
{
    enum class Kind {
        Polynomial,  ///< base · n^factor
        Exponential, ///< base · factor^(n − 1)
        Fixed,       ///< base
        List,        ///< The n-th of `delays`, or the last one.
    };

    static constexpr double kPolynomialFactor = 4;
    static constexpr double kExponentialFactor = 2;
    static constexpr double kFactorMax = 100;
    static constexpr Milliseconds kDelayMax = std::chrono::hours {366 * 24};
    static constexpr int kDelaysMax = 100;

    Kind kind = Kind::Polynomial;
    Milliseconds base {1'000};                 ///< Not of a list.
    double factor = kPolynomialFactor;         ///< Of the kinds that grow; at least 1.
    Milliseconds cap = std::chrono::hours {6}; ///< Of the kinds that grow: no delay is longer, apart from jitter.
    std::vector<Milliseconds> delays = {};     ///< Of a list; they do not fall.
    double jitter = 0.15; ///< Share of the delay, 0–1, by which it is shortened or lengthened; also at the cap.

    /// `attemptsMade` ≥ 1; `chance` in [-1, 1) places the delay inside its jitter. Never less than 1 ms.
    [[nodiscard]] Milliseconds delayAfter(int attemptsMade, double chance) const;

    /// Reads `{"kind", "base", "factor", "cap", "delays", "jitter"}`, durations in seconds; what is absent or null has its default.
    /// A member that its kind does not use is refused: it would do nothing.
    static Result<Backoff> from(const json::Value &value);
    /// The same object with every member that its kind uses.
    void write(json::Writer &out) const;

    bool operator==(const Backoff &) const = default;
};

} // namespace conduit::broker
