// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/gathered_log.h"

#include <QByteArray>

#include <sqlite3.h>

#include <memory>
#include <new>
#include <utility>

namespace conduit::broker {

namespace {

/// A commit of more is written in pieces. SQLite writes no more than this by one call, and takes a rest of 0 bytes for a full disk.
constexpr qsizetype kGatheredBytesMax = 0x1'ffff;

/// SQLite's own file, which lies behind ours in the memory that SQLite gives to each.
sqlite3_file *behind(sqlite3_file *file);

/// The log as SQLite sees it. It is made and ended in memory that is not ours, by open() and close().
struct LogFile
{
    sqlite3_file base; ///< First, since SQLite knows no more of us.
    QByteArray gathered;
    sqlite3_int64 start = 0; ///< Where in the file `gathered` begins.

    static LogFile &of(sqlite3_file *file) { return *std::launder(reinterpret_cast<LogFile *>(file)); }

    int writeOut()
    {
        if (gathered.isEmpty())
            return SQLITE_OK;
        sqlite3_file *file = behind(&base);
        const int result = file->pMethods->xWrite(file, gathered.constData(), static_cast<int>(gathered.size()), start);
        gathered.resize(
            0); // Keeps its room. What could not be written is the caller's to write again, as with any write that failed.
        return result;
    }
};

/// How far behind our file SQLite's begins: aligned as any object may have to be.
constexpr std::size_t kOwnSize =
    (sizeof(LogFile) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

sqlite3_file *behind(sqlite3_file *file) { return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + kOwnSize); }

int closeLog(sqlite3_file *file)
{
    LogFile &log = LogFile::of(file);
    // Whatever is left belongs to no commit.
    sqlite3_file *own = behind(file);
    const int result = own->pMethods->xClose(own);
    log.~LogFile();
    return result;
}

int writeLog(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    LogFile &log = LogFile::of(file);
    const bool follows = offset == log.start + log.gathered.size() && log.gathered.size() + size <= kGatheredBytesMax;
    if (!follows) {
        if (const int result = log.writeOut(); result != SQLITE_OK)
            return result;
        log.start = offset;
    }
    log.gathered.append(static_cast<const char *>(bytes), size);
    return SQLITE_OK;
}

/// What SQLite's own file does by `act`, after what was gathered is in it.
template<auto act, typename... Args>
int afterWriteOut(sqlite3_file *file, Args... args)
{
    if (const int result = LogFile::of(file).writeOut(); result != SQLITE_OK)
        return result;
    sqlite3_file *own = behind(file);
    return (own->pMethods->*act)(own, args...);
}

/// The same for what does not ask about the file's bytes.
template<auto act, typename... Args>
int forward(sqlite3_file *file, Args... args)
{
    sqlite3_file *own = behind(file);
    return (own->pMethods->*act)(own, args...);
}

/// Version 1: a log is never mapped, and shares no memory of its own.
constexpr sqlite3_io_methods kLogMethods {
    1,
    &closeLog,
    &afterWriteOut<&sqlite3_io_methods::xRead, void *, int, sqlite3_int64>,
    &writeLog,
    &afterWriteOut<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
    &afterWriteOut<&sqlite3_io_methods::xSync, int>,
    &afterWriteOut<&sqlite3_io_methods::xFileSize, sqlite3_int64 *>,
    &forward<&sqlite3_io_methods::xLock, int>,
    &forward<&sqlite3_io_methods::xUnlock, int>,
    &forward<&sqlite3_io_methods::xCheckReservedLock, int *>,
    &afterWriteOut<&sqlite3_io_methods::xFileControl, int, void *>,
    &forward<&sqlite3_io_methods::xSectorSize>,
    &forward<&sqlite3_io_methods::xDeviceCharacteristics>,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

sqlite3_vfs *systemVfs()
{
    static sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    if (!(flags & SQLITE_OPEN_WAL))
        return systemVfs()->xOpen(systemVfs(), name, file, flags, flagsOut);
    sqlite3_file *own = behind(file);
    file->pMethods = nullptr;
    const int result = systemVfs()->xOpen(systemVfs(), name, own, flags, flagsOut);
    // SQLite closes what has methods, also when it could not be opened.
    if (own->pMethods)
        (new (file) LogFile {})->base.pMethods = &kLogMethods;
    return result;
}

sqlite3_vfs gatheringVfs()
{
    sqlite3_vfs vfs = *systemVfs();
    vfs.pNext = nullptr;
    vfs.zName = "conduit";
    vfs.szOsFile += static_cast<int>(kOwnSize);
    vfs.xOpen = &open;
    return vfs;
}

} // namespace

void gatherLogWrites()
{
    static sqlite3_vfs vfs = gatheringVfs();
    static const int result = sqlite3_vfs_register(&vfs, 1);
    Q_UNUSED(result)
}

} // namespace conduit::broker
