// SPDX-License-Identifier: GPL-3.0-only
// Preloaded into conduit-worker, and without effect in every other program that inherits it:
//     a process that reads the text "end-by-signal-11" from its broker ends by that signal, before it knows what it has read;
//     "end-by-code-03" makes it exit with that code;
//     a JPEG picture is decoded once somebody opens the FIFO for writing that PICTURE_GATE names; a file with the process's number
//     behind the FIFO's name says that it waits.
// No Qt and no sanitizer in here: it runs inside somebody else's calls.

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

constexpr char kEndBySignal[] = "end-by-signal-";
constexpr char kEndByCode[] = "end-by-code-";

bool isWorker() { return std::strcmp(program_invocation_short_name, "conduit-worker") == 0; }

/// The two digits after the words; 0 when they do not occur.
int numberAfter(const char *words, const void *bytes, std::size_t size)
{
    const std::size_t length = std::strlen(words);
    const auto *found = static_cast<const char *>(memmem(bytes, size, words, length));
    if (!found || found + length + 2 > static_cast<const char *>(bytes) + size)
        return 0;
    return (found[length] - '0') * 10 + found[length + 1] - '0';
}

void endAsTold(const void *bytes, ssize_t size)
{
    if (size <= 0 || !isWorker())
        return;
    if (const int code = numberAfter(kEndByCode, bytes, static_cast<std::size_t>(size)))
        _exit(code);
    if (const int number = numberAfter(kEndBySignal, bytes, static_cast<std::size_t>(size))) {
        const rlimit none {0, 0};
        setrlimit(RLIMIT_CORE, &none); // Nobody wants a core file of this.
        std::signal(number, SIG_DFL);  // A sanitizer would turn it into a mere exit.
        std::raise(number);
    }
}

void leaveSign(const char *gate)
{
    char path[PATH_MAX] = {};
    std::snprintf(path, sizeof(path), "%s.%d", gate, static_cast<int>(getpid()));
    close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

} // namespace

extern "C" {

ssize_t read(int descriptor, void *bytes, size_t size)
{
    static const auto original = reinterpret_cast<ssize_t (*)(int, void *, size_t)>(dlsym(RTLD_NEXT, "read"));
    const ssize_t got = original(descriptor, bytes, size);
    endAsTold(bytes, got);
    return got;
}

ssize_t recv(int descriptor, void *bytes, size_t size, int flags)
{
    static const auto original = reinterpret_cast<ssize_t (*)(int, void *, size_t, int)>(dlsym(RTLD_NEXT, "recv"));
    const ssize_t got = original(descriptor, bytes, size, flags);
    endAsTold(bytes, got);
    return got;
}

/// Qt's plug-in calls it on the handler's thread. The library comes with the plug-in, so "next" does not find it.
int jpeg_start_decompress(void *picture)
{
    static const auto original =
        reinterpret_cast<int (*)(void *)>(dlsym(dlopen("libjpeg.so.62", RTLD_LAZY | RTLD_NOLOAD), "jpeg_start_decompress"));
    if (const char *gate = std::getenv("PICTURE_GATE"); gate && *gate && isWorker()) {
        leaveSign(gate);
        int descriptor = -1;
        do {
            descriptor = open(gate, O_RDONLY | O_CLOEXEC);
        } while (descriptor < 0 && errno == EINTR);
        close(descriptor);
    }
    return original(picture);
}

} // extern "C"
