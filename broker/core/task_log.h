// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QLatin1String>
#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace conduit::broker {

enum class LogLevel { Debug, Info, Warning, Error };

inline constexpr std::array kLogLevels {
    std::pair {LogLevel::Debug, QLatin1String("debug")},
    std::pair {LogLevel::Info, QLatin1String("info")},
    std::pair {LogLevel::Warning, QLatin1String("warning")},
    std::pair {LogLevel::Error, QLatin1String("error")},
};

[[nodiscard]] inline QLatin1String wordFrom(LogLevel level) { return kLogLevels[static_cast<std::size_t>(level)].second; }
[[nodiscard]] inline std::optional<LogLevel> logLevelFromWord(QStringView word)
{
    for (const auto &[level, known] : kLogLevels)
        if (known == word)
            return level;
    return std::nullopt;
}

/// What a worker says while it works on a task.
struct LogLine
{
    LogLevel level = LogLevel::Info;
    Moment time; ///< On the worker's wall, or the broker's when it came.
    QString message;
};

// Of the log of one attempt the beginning and the end are kept: how it started, and what went wrong.
inline constexpr int kLogLinesMax = 10'000;
inline constexpr qint64 kLogBytesMax = 1024 * 1024; ///< Of messages, in UTF-8.
inline constexpr int kLogHeadPercent = 20;
/// A longer message is cut.
inline constexpr qsizetype kLogMessageCharactersMax = 10'000;

} // namespace conduit::broker
