// SPDX-License-Identifier: GPL-3.0-only
#include "tests/counts/meter.h"

#include <cstdlib>
#include <valgrind/callgrind.h>

// The C library's own functions under their second names, which ours below stand in front of. Everything in the process calls ours:
// Qt, SQLite and operator new as well. What asks for alignment is not counted, since nothing in the broker does.
extern "C" {
void *__libc_malloc(std::size_t size);                    // NOLINT
void *__libc_calloc(std::size_t count, std::size_t size); // NOLINT
void *__libc_realloc(void *memory, std::size_t size);     // NOLINT
}

namespace {

bool s_isCounting = false;
qint64 s_allocations = 0;

void noteAllocation()
{
    if (s_isCounting)
        ++s_allocations;
}

} // namespace

extern "C" {
void *malloc(std::size_t size) noexcept
{
    noteAllocation();
    return __libc_malloc(size);
}

void *calloc(std::size_t count, std::size_t size) noexcept
{
    noteAllocation();
    return __libc_calloc(count, size);
}

void *realloc(void *memory, std::size_t size) noexcept
{
    noteAllocation();
    return __libc_realloc(memory, size);
}
}

namespace conduit::counts {

Meter::Meter()
{
    s_allocations = 0;
    CALLGRIND_ZERO_STATS;
}

qint64 Meter::finish(const QString &name)
{
    CALLGRIND_DUMP_STATS_AT(name.toUtf8().constData());
    return s_allocations;
}

void Meter::resume()
{
    s_isCounting = true;
    CALLGRIND_TOGGLE_COLLECT;
}

void Meter::pause()
{
    CALLGRIND_TOGGLE_COLLECT;
    s_isCounting = false;
}

} // namespace conduit::counts
