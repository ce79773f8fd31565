// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database_file.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

namespace conduit::broker {

DatabaseFile::DatabaseFile(const QString &path)
    : m_path(QFile::encodeName(path)), m_logPath(m_path + "-wal"), m_file(identityOf(m_path))
{
}

void DatabaseFile::noteLog() { m_log = identityOf(m_logPath); }

bool DatabaseFile::isInPlace() const
{
    return (!m_file || identityOf(m_path) == m_file) && (!m_log || identityOf(m_logPath) == m_log);
}

std::optional<DatabaseFile::Identity> DatabaseFile::identityOf(const QByteArray &path)
{
    // Not stat(): since Linux 6.13 who asks for a file's time makes the next write note a new one, which the sync after it writes too.
    struct statx status = {};
    if (::statx(AT_FDCWD, path.constData(), 0, STATX_INO, &status) != 0)
        return std::nullopt;
    return Identity {status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
}

} // namespace conduit::broker
