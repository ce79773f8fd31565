// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/pool_definition.h"

#include <QProcessEnvironment>

#include <chrono>

namespace conduit::app {

/// The program that the workers of a pool run, and how they work. Whoever runs with another one is outdated.
struct WorkerProgram
{
    QString program;
    bool isBundled = true;    ///< It is conduit-worker, which takes all by flags; any other has it in its environment.
    QString workingDirectory; ///< One without an `.env` of somebody else's.
    QStringList arguments;    ///< Behind ours.
    QList<PoolVariable> environment;
    QStringList types;      ///< Empty: all it can.
    QStringList queues;     ///< Empty: all.
    QString handlersFolder; ///< Of executables; empty: none.
    QString pluginsFolder;  ///< Of shared libraries; empty: none.
    int concurrency = 1;
    int generation = 0; ///< Grows when everybody shall start anew.

    friend bool operator==(const WorkerProgram &, const WorkerProgram &) = default;
};

/// How a worker program is called. The pool fills it; a worker takes it at its next start.
struct WorkerCommand
{
    WorkerProgram work;
    PoolRestart restart = PoolRestart::Always;
    QString brokerUrl;                            ///< Empty as long as no broker serves: then nobody starts.
    QString tokenFile;                            ///< Empty: no token is asked for.
    std::chrono::milliseconds lease {30'000};     ///< What it claims its tasks for.
    std::chrono::milliseconds grace {20'000};     ///< What a stopping worker gets to finish its tasks; then it releases them.
    std::chrono::milliseconds killAfter {22'500}; ///< From the request to stop to the kill.
};

/// For the worker called `name`.
[[nodiscard]] QStringList argumentsFrom(const WorkerCommand &command, const QString &name);
/// This program's own without what is meant for it or for another worker, and with what the pool adds. Reads the token's file for a program
/// that is not conduit-worker.
[[nodiscard]] QProcessEnvironment environmentFrom(const WorkerCommand &command, const QString &name);

} // namespace conduit::app
