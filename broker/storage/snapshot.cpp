// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/snapshot.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error cannot(const QString &act, const QString &path, int cause)
{
    const bool isFull = cause == ENOSPC || cause == EDQUOT;
    return {isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"Cannot %1 %2: %3."_s.arg(act, path, qt_error_string(cause))};
}

Status makeEmpty(const QString &path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return cannot(u"write"_s, path, errno);
    ::close(descriptor);
    return Unit {};
}

/// A file's content, or a folder's names, are on the disk.
Status sync(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannot(u"open"_s, path, errno);
    const int result = ::fsync(descriptor);
    const int cause = errno;
    ::close(descriptor);
    return result == 0 ? Status(Unit {}) : cannot(u"sync"_s, path, cause);
}

Status verify(const QString &path)
{
    const auto copy = Database::open(path, Database::Mode::ReadOnly);
    if (!copy)
        return copy.error();
    const auto word =
        (*copy)->readOne(u"snapshot check"_s, u"PRAGMA quick_check(1)"_s, {}, [](const Row &row) { return row.text(0); });
    if (!word)
        return word.error();
    return *word == u"ok"_s ? Status(Unit {}) : errorFrom(StorageTrouble::Damaged);
}

Status rename(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return cannot(u"name"_s, to, errno);
    return sync(QFileInfo(to).absolutePath());
}

Status fill(Database &database, const QString &part)
{
    if (const auto copied = database.runText(u"snapshot.copy"_s, u"VACUUM INTO ?"_s, {part}); !copied)
        return copied.error();
    if (const Status good = verify(part); !good)
        return good;
    return sync(part);
}

} // namespace

Status takeSnapshot(Database &database, const QString &target)
{
    const QString part = target + u".part"_s;
    if (const Status made = makeEmpty(part); !made)
        return made;
    if (const Status filled = fill(database, part); !filled) {
        QFile::remove(part);
        return filled;
    }
    return rename(part, target);
}

} // namespace conduit::broker
