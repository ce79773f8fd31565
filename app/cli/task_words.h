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

} // namespace conduit::cli
