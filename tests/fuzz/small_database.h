// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/storage/database.h"

namespace conduit::test {

/// The broker's own tables in memory, with a few tasks that differ in all that a filter may ask for. No input changes them.
broker::Database &smallDatabase();

/// A moment shortly after those of the tasks.
inline constexpr broker::Moment kSmallDatabaseNow {broker::Milliseconds {1'800'000'000'000}};

} // namespace conduit::test
