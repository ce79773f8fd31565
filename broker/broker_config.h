// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_limits.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace conduit::broker {

/// Everything a broker is told at its start. app/app_config.cpp fills it from flags, environment and file.
struct BrokerConfig
{
    QString databasePath; ///< The SQLite file; its folder must exist.
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8080; ///< 0: any free one.
    QByteArray token;    ///< Empty: none is asked for.
    QStringList allowedHosts;
    QStringList allowedOrigins;
    HttpLimits http;
    bool logsRequests = false; ///< A line for each in the log.
    qint64 payloadBytesMax = 7 * 1024 * 1024;
    int parkedMax = 1'000; ///< Waiting claims and task waits together; more are 429.
    std::chrono::milliseconds lease {30'000};
    std::chrono::milliseconds bareLease {300'000};      ///< Of a claim without any query, which cannot renew.
    std::chrono::milliseconds priorityStep {3'600'000}; ///< Waiting time that one step of priority is worth.
    std::chrono::milliseconds stopGrace {10'000};       ///< For an attempt that is asked to stop, until it is stopped by force.
    // Of tasks whose type and queue say nothing else; of what was deleted, always.
    std::chrono::milliseconds keepCompleted {3 * 86'400'000LL}; ///< And cancelled ones.
    std::chrono::milliseconds keepDead {90 * 86'400'000LL};
    std::chrono::milliseconds keepTrash {7 * 86'400'000LL};
    std::chrono::milliseconds keepAudit {90 * 86'400'000LL}; ///< The record of what people and programs did to the broker.
    std::chrono::milliseconds grace {25'000};                ///< From the polite stop to the end.
};

} // namespace conduit::broker
