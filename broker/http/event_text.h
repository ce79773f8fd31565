// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/turn_news.h"

#include <QByteArray>

namespace conduit::broker {

// Server-sent events as text, as the HTML standard has them.

/// One event. `data` has no line breaks, as JSON of ours has none.
[[nodiscard]] QByteArray eventText(QByteArrayView name, const QByteArray &data);
/// What a client that comes back names as the last event; the line belongs before the event's end, and so before its text.
[[nodiscard]] QByteArray eventIdText(qint64 revision);

/// `{"revision"}`
[[nodiscard]] QByteArray revisionData(qint64 revision);
/// `{"tasks": [{"id", "state", "queue", "type", "revision"}]}`
[[nodiscard]] QByteArray tasksData(const std::vector<const TaskNews *> &tasks);
/// `{"entries": […]}`
[[nodiscard]] QByteArray entriesData(const std::vector<const AuditEntry *> &entries);
/// `{"queues": […], "broker"}`: an empty name stands for the broker.
[[nodiscard]] QByteArray queuesData(const QStringList &names);
/// `{"workers": […]}` and the like.
[[nodiscard]] QByteArray namesData(QByteArrayView member, const QStringList &names);

} // namespace conduit::broker
