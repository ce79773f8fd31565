// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"

#include <QString>

#include <array>
#include <chrono>
#include <functional>
#include <optional>

namespace conduit::broker {

/// What can be wrong with the database, told apart by what somebody can do about it.
enum class StorageTrouble {
    Busy,       ///< Another process holds it; it passes.
    Full,       ///< No room on the disk, or in a quota.
    Unwritable, ///< The file or its folder may not be written.
    DiskFailed, ///< Reading, writing or syncing failed.
    Damaged,    ///< A page is not what SQLite has written.
    Gone,       ///< The file was removed or replaced under the broker.
    Bug,        ///< A statement of ours is wrong.
};
constexpr std::size_t kStorageTroubles = 7;

/// From an extended result code of SQLite (sqlite.org/rescode.html).
[[nodiscard]] StorageTrouble storageTroubleFrom(int code);
/// What the client is told: what it means and what to do, nothing internal.
[[nodiscard]] Error errorFrom(StorageTrouble trouble);

/// Keeps a storage that fails a thousand times a second from filling the log, and perhaps the disk: one line a minute for each kind of
/// trouble, one when it is over. Says how many lines were left out. Not thread-safe.
class TroubleLog
{
public:
    using Now = std::function<std::chrono::steady_clock::time_point()>;
    static constexpr std::chrono::seconds kPause {60};

    explicit TroubleLog(Now now) : m_now(std::move(now)) { }

    /// Storage has failed: the line to log, if any.
    [[nodiscard]] std::optional<QString> lineFor(StorageTrouble trouble, const QString &text);
    /// Storage has done what it was asked: the line to log when somebody has read of trouble since the last such line.
    [[nodiscard]] std::optional<QString> lineWhenOver();
    /// False as long as lineWhenOver() has nothing to do.
    [[nodiscard]] bool isInTrouble() const { return m_since.has_value(); }

private:
    struct Kind
    {
        std::optional<std::chrono::steady_clock::time_point> lastLine;
        int leftOut = 0;
    };

    Now m_now;
    std::array<Kind, kStorageTroubles> m_kinds;
    std::optional<std::chrono::steady_clock::time_point> m_since;
    bool m_isTold = false;
};

} // namespace conduit::broker
