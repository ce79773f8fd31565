// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <chrono>

/// What the kernel says of a process. All give 0 for one that is gone.
namespace conduit::test {

[[nodiscard]] qint64 residentBytes(qint64 pid);
/// The most it ever had resident.
[[nodiscard]] qint64 residentBytesPeak(qint64 pid);
[[nodiscard]] int openDescriptors(qint64 pid);
/// How many of its descriptors are this file. Of a database: one for each connection.
[[nodiscard]] int openDescriptors(qint64 pid, const QString &path);
/// Time on processors, user and system, of all its threads; counted in ticks of 10 ms.
[[nodiscard]] std::chrono::milliseconds processorTime(qint64 pid);

} // namespace conduit::test
