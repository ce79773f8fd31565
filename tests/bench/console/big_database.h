// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <QDir>

#include <functional>

namespace conduit::bench {

/// A database like that of a broker that has worked for long: most tasks have completed, some are dead, many are due some day, and
/// many wait. It is made once and kept; who measures works on a copy.
struct BigDatabase
{
    static constexpr double kScheduledShare = 0.1;
    /// Of these types there is one task each.
    static constexpr auto kSmallPayloadType = "payload_of_64_KB";
    static constexpr auto kLargePayloadType = "payload_of_7_MB";
    /// One waiting task has this in its payload, the twentieth part of all below the newest.
    static constexpr auto kNeedle = "payload.needle:4711";

    QString binFolder;
    QString cacheFolder; ///< Where it is kept.
    qint64 tasks = 1'000'000;
    std::function<void(const QString &)> tell; ///< What takes its time.

    /// Its folder; makes the database when it is not there yet.
    [[nodiscard]] Result<QDir> folder() const;

private:
    [[nodiscard]] Result<Unit> fill(const Endpoint &endpoint) const;
    [[nodiscard]] std::size_t share(double part) const;
};

/// What holds for tasks of this type that do not say otherwise: an object such as `{"max_attempts":1}`.
[[nodiscard]] Result<Unit> setDefaults(const Endpoint &endpoint, const std::string &type, const std::string &defaults);
/// The only task of that type.
[[nodiscard]] Result<std::string> idOfType(const Endpoint &endpoint, const std::string &type);

} // namespace conduit::bench
