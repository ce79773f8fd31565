// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/disk_room.h"

#include <QFile>

#include <sys/statvfs.h>

namespace conduit::broker {

std::optional<DiskRoom> diskRoomAt(const QString &path)
{
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(path).constData(), &disk) != 0)
        return std::nullopt;
    const auto blockBytes = static_cast<qint64>(disk.f_frsize);
    return DiskRoom {static_cast<qint64>(disk.f_bavail) * blockBytes, static_cast<qint64>(disk.f_blocks) * blockBytes};
}

} // namespace conduit::broker
