// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/console/figure.h"
#include "tests/bench/http_connection.h"
#include "tests/support/broker_process.h"

#include <chrono>
#include <functional>

namespace conduit::bench {

/// P16 over a long time: the console is wandered through while tasks come in, and workers and the broker are killed.
struct Soak
{
    test::BrokerProcess &broker; ///< Running.
    QString binFolder;
    std::chrono::seconds time;
    quint32 seed = 1;                          ///< Of the way through the console, and of when something dies.
    std::function<void(const QString &)> tell; ///< How it goes: once a minute, and each warning of Qt's.
};

/// Memory, its trend once the console has been warm, the slowest event and the warnings of Qt.
[[nodiscard]] Result<Figures> measureSoak(const Soak &soak);

} // namespace conduit::bench
