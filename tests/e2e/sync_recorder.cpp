// SPDX-License-Identifier: GPL-3.0-only
// Preloaded into a broker: notes in one order what it reads from sockets, writes to the log of its database, syncs, and writes to
// sockets. A line each, `NANOSECONDS WORD DESCRIPTOR marker…`, appended to the file that SYNC_RECORD names:
//     read 12 mark-0001     a socket gave these markers (after the call)
//     log 9 mark-0001       these markers were written to the -wal file (before the call)
//     sync 9                a sync of the -wal file begins
//     synced 9              … and has succeeded
//     write 12 201          a socket is given an answer with this status (before the call)
// Markers are what the test puts into its payloads. No Qt and no sanitizer in here: it runs inside somebody else's calls.
//
// SYNC_KILL_AT names a step in the life of the first marked change, at which the process ends itself by SIGKILL:
//     log       before its first write to the log
//     sync      before the sync of the log that holds it
//     synced    after that sync: it is committed
//     answer    before the first answer after that

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

constexpr char kMarker[] = "mark-";
constexpr std::size_t kMarkerSize = 9; // mark-0001
constexpr std::size_t kLineBytesMax = 16 * 1024;

enum class Kind { Other, Socket, Log };

template<typename Function>
Function original(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

int recordFile()
{
    static const int file = [] {
        const char *path = std::getenv("SYNC_RECORD");
        return path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    }();
    return file;
}

Kind kindOf(int descriptor)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return Kind::Other;
    if (S_ISSOCK(status.st_mode))
        return Kind::Socket;
    if (!S_ISREG(status.st_mode))
        return Kind::Other;
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link, path, sizeof path);
    const bool isLog = size > 4 && std::memcmp(path + size - 4, "-wal", 4) == 0;
    return isLog ? Kind::Log : Kind::Other;
}

/// One line at a time; the caller's errno is none of our business.
class Line
{
public:
    Line(const char *word, int descriptor) : m_cause(errno)
    {
        timespec now = {};
        clock_gettime(CLOCK_MONOTONIC, &now);
        m_size = static_cast<std::size_t>(std::snprintf(m_text, sizeof m_text, "%lld %s %d",
                                                        static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec, word,
                                                        descriptor));
    }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;
    ~Line()
    {
        m_text[m_size++] = '\n';
        // Not by write(), which is ours here. One call, so lines never mix.
        syscall(SYS_write, recordFile(), m_text, m_size);
        errno = m_cause;
    }

    void add(const char *word, std::size_t size)
    {
        if (m_size + size + 2 > sizeof m_text)
            return;
        m_text[m_size++] = ' ';
        std::memcpy(m_text + m_size, word, size);
        m_size += size;
    }

    /// Every marker in these bytes. One that two calls share would be missed, so the test sends requests in one piece.
    void addMarkers(const void *bytes, std::size_t size)
    {
        const char *at = static_cast<const char *>(bytes);
        const char *const end = at + size;
        while ((at = static_cast<const char *>(memmem(at, static_cast<std::size_t>(end - at), kMarker, sizeof kMarker - 1)))) {
            if (static_cast<std::size_t>(end - at) < kMarkerSize)
                return;
            m_hasMarkers = true;
            add(at, kMarkerSize);
            at += kMarkerSize;
        }
    }

    [[nodiscard]] bool hasMarkers() const { return m_hasMarkers; }

private:
    int m_cause;
    bool m_hasMarkers = false;
    std::size_t m_size;
    char m_text[kLineBytesMax];
};

// One lock around noting, so that the order of lines is an order of events.
std::mutex &order()
{
    static std::mutex mutex;
    return mutex;
}

/// How far the first marked change has come. Under order().
enum class Step { None, Logged, Synced } s_step = Step::None;

void dieAt(const char *step)
{
    static const char *const wanted = std::getenv("SYNC_KILL_AT");
    if (wanted && std::strcmp(wanted, step) == 0)
        kill(getpid(), SIGKILL);
}

void noteRead(int descriptor, const void *bytes, ssize_t size)
{
    if (size <= 0 || recordFile() < 0 || kindOf(descriptor) != Kind::Socket)
        return;
    const std::lock_guard lock(order());
    Line("read", descriptor).addMarkers(bytes, static_cast<std::size_t>(size));
}

void noteWrite(int descriptor, const void *bytes, std::size_t size)
{
    if (recordFile() < 0)
        return;
    const Kind kind = kindOf(descriptor);
    if (kind == Kind::Other)
        return;
    const std::lock_guard lock(order());
    if (kind == Kind::Log) {
        Line line("log", descriptor);
        line.addMarkers(bytes, size);
        if (line.hasMarkers() && s_step == Step::None) {
            dieAt("log");
            s_step = Step::Logged;
        }
        return;
    }
    constexpr std::size_t kStatusAt = sizeof "HTTP/1.1 " - 1;
    if (size >= kStatusAt + 3 && std::memcmp(bytes, "HTTP/1.1 ", kStatusAt) == 0) {
        if (s_step == Step::Synced)
            dieAt("answer");
        Line("write", descriptor).add(static_cast<const char *>(bytes) + kStatusAt, 3);
    }
}

void noteVectorRead(int descriptor, const iovec *parts, int count, ssize_t size)
{
    for (int i = 0; i < count && size > 0; ++i) {
        const auto part = size < static_cast<ssize_t>(parts[i].iov_len) ? size : static_cast<ssize_t>(parts[i].iov_len);
        noteRead(descriptor, parts[i].iov_base, part);
        size -= part;
    }
}

void noteVectorWrite(int descriptor, const iovec *parts, int count)
{
    for (int i = 0; i < count; ++i)
        noteWrite(descriptor, parts[i].iov_base, parts[i].iov_len);
}

int syncNoted(int descriptor, int (*call)(int))
{
    if (recordFile() < 0 || kindOf(descriptor) != Kind::Log)
        return call(descriptor);
    {
        const std::lock_guard lock(order());
        Line("sync", descriptor);
        if (s_step == Step::Logged)
            dieAt("sync");
    }
    const int result = call(descriptor);
    if (result == 0) {
        const std::lock_guard lock(order());
        Line("synced", descriptor);
        if (s_step == Step::Logged) {
            dieAt("synced");
            s_step = Step::Synced;
        }
    }
    return result;
}

} // namespace

extern "C" {

int fsync(int descriptor)
{
    static const auto call = original<int (*)(int)>("fsync");
    return syncNoted(descriptor, call);
}

int fdatasync(int descriptor)
{
    static const auto call = original<int (*)(int)>("fdatasync");
    return syncNoted(descriptor, call);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    static const auto call = original<ssize_t (*)(int, void *, size_t)>("read");
    const ssize_t got = call(descriptor, bytes, size);
    noteRead(descriptor, bytes, got);
    return got;
}

ssize_t recv(int descriptor, void *bytes, size_t size, int flags)
{
    static const auto call = original<ssize_t (*)(int, void *, size_t, int)>("recv");
    const ssize_t got = call(descriptor, bytes, size, flags);
    noteRead(descriptor, bytes, got);
    return got;
}

ssize_t recvfrom(int descriptor, void *bytes, size_t size, int flags, sockaddr *address, socklen_t *addressSize)
{
    static const auto call = original<ssize_t (*)(int, void *, size_t, int, sockaddr *, socklen_t *)>("recvfrom");
    const ssize_t got = call(descriptor, bytes, size, flags, address, addressSize);
    noteRead(descriptor, bytes, got);
    return got;
}

ssize_t recvmsg(int descriptor, msghdr *message, int flags)
{
    static const auto call = original<ssize_t (*)(int, msghdr *, int)>("recvmsg");
    const ssize_t got = call(descriptor, message, flags);
    noteVectorRead(descriptor, message->msg_iov, static_cast<int>(message->msg_iovlen), got);
    return got;
}

ssize_t readv(int descriptor, const iovec *parts, int count)
{
    static const auto call = original<ssize_t (*)(int, const iovec *, int)>("readv");
    const ssize_t got = call(descriptor, parts, count);
    noteVectorRead(descriptor, parts, count, got);
    return got;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    static const auto call = original<ssize_t (*)(int, const void *, size_t)>("write");
    noteWrite(descriptor, bytes, size);
    return call(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    static const auto call = original<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
    noteWrite(descriptor, bytes, size);
    return call(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    static const auto call = original<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    noteWrite(descriptor, bytes, size);
    return call(descriptor, bytes, size, offset);
}

ssize_t writev(int descriptor, const iovec *parts, int count)
{
    static const auto call = original<ssize_t (*)(int, const iovec *, int)>("writev");
    noteVectorWrite(descriptor, parts, count);
    return call(descriptor, parts, count);
}

ssize_t send(int descriptor, const void *bytes, size_t size, int flags)
{
    static const auto call = original<ssize_t (*)(int, const void *, size_t, int)>("send");
    noteWrite(descriptor, bytes, size);
    return call(descriptor, bytes, size, flags);
}

ssize_t sendto(int descriptor, const void *bytes, size_t size, int flags, const sockaddr *address, socklen_t addressSize)
{
    static const auto call = original<ssize_t (*)(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto");
    noteWrite(descriptor, bytes, size);
    return call(descriptor, bytes, size, flags, address, addressSize);
}

ssize_t sendmsg(int descriptor, const msghdr *message, int flags)
{
    static const auto call = original<ssize_t (*)(int, const msghdr *, int)>("sendmsg");
    noteVectorWrite(descriptor, message->msg_iov, static_cast<int>(message->msg_iovlen));
    return call(descriptor, message, flags);
}

} // extern "C"
