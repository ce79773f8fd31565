// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database_lock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

QString holderOf(int descriptor)
{
    QByteArray pid(32, '\0');
    const auto length = ::pread(descriptor, pid.data(), static_cast<size_t>(pid.size()), 0);
    return length > 0 ? QString::fromLatin1(pid.left(length)).trimmed() : u"unknown"_s;
}

} // namespace

conduit::Result<DatabaseLock, DatabaseLock::Refusal> DatabaseLock::acquire(const QString &databasePath)
{
    const QString path = databasePath + u".lock"_s;
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Refusal {false,
                        u"Cannot open %1: %2. Let this user write its folder, or use another data folder (--data-dir)."_s.arg(
                            path, qt_error_string(errno))};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int cause = errno;
        const QString holder = holderOf(descriptor);
        ::close(descriptor);
        if (cause == EWOULDBLOCK)
            return Refusal {true,
                            u"%1 belongs to a running broker (pid %2). Stop it first, or use another data folder."_s.arg(
                                databasePath, holder)};
        return Refusal {false, u"Cannot lock %1: %2."_s.arg(path, qt_error_string(cause))};
    }
    DatabaseLock lock(descriptor);
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return Refusal {false, u"Cannot write %1: %2."_s.arg(path, qt_error_string(errno))};
    return lock;
}

DatabaseLock::DatabaseLock(DatabaseLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }

DatabaseLock &DatabaseLock::operator=(DatabaseLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DatabaseLock::~DatabaseLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace conduit::broker
