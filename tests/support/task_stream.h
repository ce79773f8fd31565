// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace conduit::test {

/// Enqueues `count` echo tasks over a few connections and completes them over others, as fast as the broker can, with no more
/// than some hundreds waiting at a time. Returns once all are Completed. Empty, or why that came to nothing.
[[nodiscard]] QByteArray streamTasks(quint16 port, int count);

} // namespace conduit::test
