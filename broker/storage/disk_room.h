// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

namespace conduit::broker {

/// What is free for us, in bytes, on the disk that holds a file, and how large that disk is.
struct DiskRoom
{
    qint64 freeBytes = 0;
    qint64 totalBytes = 0;
};

/// Nothing when the system does not say.
[[nodiscard]] std::optional<DiskRoom> diskRoomAt(const QString &path);

/// What a database takes on its disk: its file and the log beside it, which keeps its size when it has been taken over.
[[nodiscard]] qint64 databaseBytesAt(const QString &path);

/// Whether a quota lets us write nothing more beside this file. Only who writes gets to know: it is tried with a small file.
[[nodiscard]] bool isQuotaUsedUp(const QString &path);

} // namespace conduit::broker
