// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/disk_room.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace conduit::broker {

std::optional<DiskRoom> diskRoomAt(const QString &path)
{
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(path).constData(), &disk) != 0)
        return std::nullopt;
    const auto blockBytes = static_cast<qint64>(disk.f_frsize);
    return DiskRoom {static_cast<qint64>(disk.f_bavail) * blockBytes, static_cast<qint64>(disk.f_blocks) * blockBytes};
}

qint64 databaseBytesAt(const QString &path) { return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size(); }

bool isQuotaUsedUp(const QString &path)
{
    const QByteArray trial = QFile::encodeName(path) + "-room";
    const int descriptor = ::open(trial.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return errno == EDQUOT;
    constexpr qint64 kTrialBytes = 64 * 1024;
    static const std::array<char, 4'096> bytes {};
    bool isRefused = false;
    for (qint64 end = 0; end < kTrialBytes && !isRefused; end += static_cast<qint64>(bytes.size()))
        isRefused = ::pwrite(descriptor, bytes.data(), bytes.size(), end) < 0;
    bool isUsedUp = isRefused && errno == EDQUOT;
    // Over a network it may come out only now.
    if (::close(descriptor) != 0)
        isUsedUp = isUsedUp || errno == EDQUOT;
    ::unlink(trial.constData());
    return isUsedUp;
}

} // namespace conduit::broker
