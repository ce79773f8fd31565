// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/broker_line.h"
#include "app/cli/given.h"
#include "app/cli/output.h"

#include <QCommandLineOption>
#include <QDateTime>
#include <QList>

#include <limits>

namespace conduit::cli {

/// What a verb has at hand.
struct Errand
{
    const Given &given;
    BrokerLine &broker;
    Output &out;
    QDateTime now; ///< When the program was started.

    [[nodiscard]] bool wantsJson() const { return given.isSet(QStringLiteral("json")); }
};

/// One verb of the command line: its name, what it takes, what it does. Help and completion are made of this.
struct Verb
{
    static constexpr int kAnyNumber = std::numeric_limits<int>::max();

    QString name;
    QString synopsis; ///< The words that follow it: `TYPE [PAYLOAD|-|@FILE]`.
    QString summary;  ///< What it does, in a sentence.
    int wordsMin = 0;
    int wordsMax = 0;
    QList<QCommandLineOption> options; ///< Beside those that all verbs have.
    bool hasJson = true;               ///< Takes --json.
    QString patience;                  ///< The option that limits the time of the whole command.
    QString examples;                  ///< Lines for --help, each with its end.
    ExitCode (*run)(Errand &errand);
};

} // namespace conduit::cli
