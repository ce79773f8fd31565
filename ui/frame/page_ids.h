// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

/// How the pages are called in settings and by whoever leads there.
namespace conduit::ui {

inline const QString kOverview = QStringLiteral("overview");
inline const QString kTasks = QStringLiteral("tasks");
inline const QString kEnqueue = QStringLiteral("enqueue");
inline const QString kTypes = QStringLiteral("types");
inline const QString kWorkers = QStringLiteral("workers");
inline const QString kQueues = QStringLiteral("queues");
inline const QString kDead = QStringLiteral("dead");
inline const QString kEvents = QStringLiteral("events");

} // namespace conduit::ui
