// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

namespace conduit::bench {

/// What this machine can do at all, for reading the other numbers: a caller that waits for one durable insert after the other
/// cannot be faster than one commit and one round trip.
struct MachineLimits
{
    double syncMicroseconds = 0;      ///< A write of 256 bytes and fsync, median.
    double rareSyncMicroseconds = 0;  ///< The same one each 20 ms, as in W4: a disk that rests takes longer.
    double commitMicroseconds = 0;    ///< One insert and its commit, SQLite, WAL, synchronous=FULL, mean.
    double roundTripMicroseconds = 0; ///< A request's bytes there and an answer's bytes back on loopback, blocking, mean.

    [[nodiscard]] double callsPerSecondMax() const { return 1e6 / (commitMicroseconds + roundTripMicroseconds); }
};

/// Measures with files in `folder`, which should lie on the disk that the broker uses.
Result<MachineLimits> measureMachine(const QString &folder);

} // namespace conduit::bench
