// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

#include <cstdio>
#include <cstdlib>

namespace conduit::test {

/// What each target defines: takes bytes that nobody has checked, and requires what must hold for all of them.
/// Called many times in one process, so nothing may be left over from one input to the next.
void tryInput(QByteArrayView input);

/// A property of the code under test. Aborts where it does not hold, which is what the fuzzer looks for.
inline void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

} // namespace conduit::test
