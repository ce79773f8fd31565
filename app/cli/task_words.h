// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

namespace conduit::cli {

/// The contract's states in the order of a task's life.
[[nodiscard]] inline const QStringList &taskStates()
{
    static const QStringList kStates {QStringLiteral("scheduled"), QStringLiteral("blocked"),  QStringLiteral("ready"),
                                      QStringLiteral("retrying"),  QStringLiteral("running"),  QStringLiteral("completed"),
                                      QStringLiteral("dead"),      QStringLiteral("cancelled")};
    return kStates;
}

/// What tasks may be sorted by; with `-` in front for falling.
[[nodiscard]] inline const QStringList &taskOrders()
{
    static const QStringList kOrders {QStringLiteral("created"), QStringLiteral("run_at"),    QStringLiteral("priority"),
                                      QStringLiteral("started"), QStringLiteral("completed"), QStringLiteral("duration")};
    return kOrders;
}

/// How a task rests between its attempts.
[[nodiscard]] inline const QStringList &backoffKinds()
{
    static const QStringList kKinds {QStringLiteral("polynomial"), QStringLiteral("exponential"), QStringLiteral("fixed"),
                                     QStringLiteral("list")};
    return kKinds;
}

/// How long a task holds its unique key, where that is no number of seconds.
[[nodiscard]] inline const QStringList &uniqueScopes()
{
    static const QStringList kScopes {QStringLiteral("done"), QStringLiteral("start")};
    return kScopes;
}

/// What happens to a task whose unique key another one holds.
[[nodiscard]] inline const QStringList &conflictWords()
{
    static const QStringList kWords {QStringLiteral("return"), QStringLiteral("reject"), QStringLiteral("replace"),
                                     QStringLiteral("keep_last")};
    return kWords;
}

} // namespace conduit::cli
