// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/settings.h"
#include "tests/support/broker_process.h"

#include <memory>

namespace conduit::bench {

/// The broker that is measured: one that runs already, or a new one with an empty data folder for each run, so that runs
/// do not weigh on each other.
class BrokerUnderTest
{
public:
    explicit BrokerUnderTest(const Settings &settings) : m_settings(settings) { }

    /// A broker that serves; a new one unless the command line named one.
    Result<Endpoint> fresh();
    /// 0 when it is not ours: then nothing is known of its memory and processor.
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->pid() : 0; }

private:
    const Settings &m_settings;
    std::unique_ptr<test::BrokerProcess> m_process;
};

} // namespace conduit::bench
