// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>

namespace conduit::ui {

/// A shell command that enqueues such a task, ready to paste. The token stays out of it: it names $CONDUIT_TOKEN.
/// A large payload travels through standard input, because a shell's argument may not exceed 128 KiB.
[[nodiscard]] QString enqueueCurl(const QString &address, const wire::NewTask &task);

/// A shell command that shows the task with this id.
[[nodiscard]] QString lookUpCurl(const QString &address, const QString &id);

/// A shell command that shows the schema of this type.
[[nodiscard]] QString schemaCurl(const QString &address, const QString &taskType);

/// A shell command that registers a schema, which is JSON text.
[[nodiscard]] QString registerSchemaCurl(const QString &address, const QByteArray &schema);

/// What makes another task of the same type, payload and options. Its meta names the original, as far as there is room. Two things stay
/// with the original: its unique key, which no other task may hold, and an end of its time that is over.
[[nodiscard]] wire::NewTask copyOf(const wire::Task &task, const QDateTime &now);

/// The id of the task that this one is a copy of; empty for any other task.
[[nodiscard]] QString originalOf(const wire::Task &task);

} // namespace conduit::ui
