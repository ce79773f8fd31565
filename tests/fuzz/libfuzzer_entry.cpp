// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/fuzz_target.h"

#include <cstddef>
#include <cstdint>

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size) // NOLINT(readability-identifier-naming)
{
    conduit::test::tryInput(QByteArrayView(bytes, static_cast<qsizetype>(size)));
    return 0;
}
