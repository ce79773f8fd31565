// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database_file.h"

#include <QFile>

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
    struct stat status = {};
    if (::stat(path.constData(), &status) != 0)
        return std::nullopt;
    return Identity {status.st_dev, status.st_ino};
}

} // namespace conduit::broker
