// SPDX-License-Identifier: GPL-3.0-only
// Preloaded into a broker: a disk that fails when it is told to. The file that DISK_FAULTS names holds words, read anew at each call:
//     sync-fails    every fsync and fdatasync of the database's files fails with EIO
//     full          writes that would make one of the database's files longer fail with ENOSPC
//     over-quota    the same with EDQUOT
//     nearly-full   statvfs tells of a disk of 1 GiB with 8 MiB free
//     read-only     the database's files cannot be opened for writing (EACCES)
// The database's files are those with `conduit.db` in their path. No Qt and no sanitizer in here: it runs inside somebody else's calls.

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

template<typename Function>
Function original(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// By system calls, since open() and read() may be ours or another's here.
bool isTold(const char *fault)
{
    static const char *const path = std::getenv("DISK_FAULTS");
    if (!path)
        return false;
    const int cause = errno;
    const long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    char words[256] = {};
    if (file >= 0) {
        syscall(SYS_read, file, words, sizeof words - 1);
        syscall(SYS_close, file);
    }
    errno = cause;
    const char *const at = std::strstr(words, fault);
    // `full` is also the end of `nearly-full`.
    return at && (at == words || at[-1] == ' ');
}

bool isDatabase(int descriptor)
{
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0)
        return false;
    path[size] = '\0';
    return std::strstr(path, "conduit.db") != nullptr;
}

int syncOrFail(int descriptor, int (*call)(int))
{
    if (isTold("sync-fails") && isDatabase(descriptor)) {
        errno = EIO;
        return -1;
    }
    return call(descriptor);
}

using Write = ssize_t (*)(int, const void *, size_t, off_t);
static_assert(sizeof(off_t) == sizeof(off64_t));

ssize_t writeOrFail(Write call, int descriptor, const void *bytes, size_t size, off_t offset)
{
    const int fault = isTold("full") ? ENOSPC : isTold("over-quota") ? EDQUOT : 0;
    struct stat status = {};
    if (fault == 0 || !isDatabase(descriptor) || fstat(descriptor, &status) != 0
        || offset + static_cast<off_t>(size) <= status.st_size)
        return call(descriptor, bytes, size, offset);
    errno = fault;
    return -1;
}

template<typename Disk>
int lessRoom(int result, Disk *disk)
{
    if (result == 0 && isTold("nearly-full")) {
        disk->f_frsize = 4096;
        disk->f_blocks = (1U << 30) / 4096;
        disk->f_bavail = (8U << 20) / 4096;
    }
    return result;
}

bool mayNotOpen(const char *path, int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY && std::strstr(path, "conduit.db") && !std::strstr(path, ".lock")
        && isTold("read-only");
}

using Open = int (*)(const char *, int, ...);

/// `more` holds the mode of a file that may have to be made.
int openOrFail(Open call, const char *path, int flags, va_list more)
{
    if (mayNotOpen(path, flags)) {
        errno = EACCES;
        return -1;
    }
    return call(path, flags, (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0);
}

} // namespace

extern "C" {

int fsync(int descriptor)
{
    static const auto call = original<int (*)(int)>("fsync");
    return syncOrFail(descriptor, call);
}

int fdatasync(int descriptor)
{
    static const auto call = original<int (*)(int)>("fdatasync");
    return syncOrFail(descriptor, call);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    static const auto call = original<Write>("pwrite");
    return writeOrFail(call, descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    static const auto call = original<Write>("pwrite64");
    return writeOrFail(call, descriptor, bytes, size, offset);
}

int statvfs(const char *path, struct statvfs *disk)
{
    static const auto call = original<int (*)(const char *, struct statvfs *)>("statvfs");
    return lessRoom(call(path, disk), disk);
}

int statvfs64(const char *path, struct statvfs64 *disk)
{
    static const auto call = original<int (*)(const char *, struct statvfs64 *)>("statvfs64");
    return lessRoom(call(path, disk), disk);
}

int open(const char *path, int flags, ...)
{
    static const auto call = original<Open>("open");
    va_list more;
    va_start(more, flags);
    const int descriptor = openOrFail(call, path, flags, more);
    va_end(more);
    return descriptor;
}

int open64(const char *path, int flags, ...)
{
    static const auto call = original<Open>("open64");
    va_list more;
    va_start(more, flags);
    const int descriptor = openOrFail(call, path, flags, more);
    va_end(more);
    return descriptor;
}

} // extern "C"
