// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/broker_under_test.h"

namespace conduit::bench {

Result<Endpoint> BrokerUnderTest::fresh()
{
    if (m_settings.broker)
        return *m_settings.broker;
    m_process = std::make_unique<test::BrokerProcess>(m_settings.binFolder, m_settings.folder);
    if (!m_process->start())
        return QString::fromUtf8(m_process->log());
    Endpoint endpoint;
    endpoint.port = m_process->port();
    return endpoint;
}

} // namespace conduit::bench
