// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace conduit::app {

/// One variable of a pool's environment.
struct PoolVariable
{
    QString name;
    QString value;
    bool isSecret = false; ///< Shown to nobody, and in no command line.

    friend bool operator==(const PoolVariable &, const PoolVariable &) = default;
};

/// What to do when a process ends by itself.
enum class PoolRestart { Always, OnFailure, Never };

/// A named pool of local workers, as a person has defined it.
struct PoolDefinition
{
    QString name = {};
    QString command = {};       ///< A path, or a name to find in PATH; empty: the conduit-worker beside this program.
    QStringList arguments = {}; ///< One each; no shell takes them apart.
    QString folder = {};        ///< Absolute: where the processes work; empty: the data folder.
    QList<PoolVariable> environment = {};
    QStringList types = {};  ///< Empty: all it can.
    QStringList queues = {}; ///< Empty: all.
    int processes = 1;       ///< 0…AppConfig::kWorkersMax.
    int concurrency = 1;     ///< Tasks that each runs at a time, 1…AppConfig::kConcurrencyMax.
    bool isStartedByItself = true;
    PoolRestart restart = PoolRestart::Always;

    friend bool operator==(const PoolDefinition &, const PoolDefinition &) = default;
};

/// Why a definition is not taken.
enum class PoolFault {
    None,
    BadName,
    NameTaken,
    BadNumber,
    BadFolder,
    BadVariable,
    BadList,
    TooMany,
    ChangedElsewhere,
    CannotWrite
};

} // namespace conduit::app
