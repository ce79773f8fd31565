// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::bench {

/// What the command line asks for.
struct Settings
{
    QStringList works;
    int runs = 5;
    double scale = 1; ///< Factor on the number of tasks.
    std::size_t connections = 16;
    qint64 backlog = 1'000'000;
    int idle = 5'000;   ///< Connections of W6 that say nothing.
    int parked = 1'000; ///< Workers of W7.
    int seconds = 60;   ///< Of tail.
    int restSeconds = 10;
    QString binFolder;              ///< Where `conduit` and `conduit-worker` lie.
    QString folder;                 ///< Where data folders are made; on the disk that is to be measured.
    std::optional<Endpoint> broker; ///< One that runs already; otherwise each run starts its own.

    [[nodiscard]] std::size_t scaled(std::size_t tasks) const;
};

/// Reads the program's arguments; prints and exits by itself for --help and --version.
Result<Settings> settingsFromCommandLine();

} // namespace conduit::bench
