// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/disk_book.h"

namespace conduit::broker {

void DiskBook::note(const Reading &reading, Moment now)
{
    m_latest = reading;
    m_latestAt = now;
    if (m_sizes.empty() || now - m_sizes.back().at >= kStep)
        m_sizes.push_back({now, reading.databaseBytes});
    while (now - m_sizes.front().at > kDay)
        m_sizes.pop_front();
}

DiskBook::Growth DiskBook::growth() const
{
    if (!m_latest)
        return {};
    return {m_latest->databaseBytes - m_sizes.front().bytes, m_latestAt - m_sizes.front().at};
}

} // namespace conduit::broker
