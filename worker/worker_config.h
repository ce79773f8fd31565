// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <variant>

namespace conduit::worker {

/// What a worker is told at its start. Each setting comes from a flag, else from the environment, else from a `.env` file.
struct WorkerConfig
{
    QUrl brokerUrl;
    QString name;
    std::chrono::milliseconds pollInterval {1'000};
    int concurrency = 1;
    QStringList types;     ///< Among those with a handler.
    QStringList queues;    ///< Empty: any. A weight follows its queue: `mail:3`.
    bool isStrict = false; ///< The queues in their order, not by weight.
    QByteArray token;      ///< Empty: none.
    std::chrono::milliseconds lease {30'000};
    std::chrono::milliseconds grace {10'000};
    bool diesWithParent = false;
};

/// `--help` or `--version`: print this and end well.
struct Notice
{
    QString text;
};

/// Bad usage: one sentence that says what to change.
struct Refusal
{
    QString message;
};

using Invocation = std::variant<WorkerConfig, Notice, Refusal>;

/// What decides a worker's configuration, gathered by main.
struct Surroundings
{
    QStringList arguments; ///< The first one is the program's name.
    QProcessEnvironment environment;
    QByteArray dotEnv; ///< The text of `.env` in the current folder; empty when there is none.
    QStringList types; ///< Those with a handler.
    QString name;      ///< For a worker that nobody names.
    int cores = 1;
};

/// Where handlers lie that are no part of the program; empty: nowhere.
struct HandlerFolders
{
    QString executables;
    QString plugins;
};

/// Said apart, since the types of `surroundings` depend on it.
HandlerFolders handlerFoldersFrom(const Surroundings &surroundings);

/// Reads the file that `--token-file` names; touches nothing else.
Invocation invocationFrom(const Surroundings &surroundings);

} // namespace conduit::worker
