// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/storage_health.h"

#include <algorithm>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

void StorageHealth::turnEnded(const Status &committed)
{
    const bool isProven = std::exchange(m_isProofUnderWay, false);
    if (!committed)
        m_failure = committed.error();
    else if (isProven)
        m_failure.reset();
}

void StorageHealth::roomIs(qint64 freeBytes, qint64 totalBytes)
{
    m_freeBytes = freeBytes;
    m_reserveBytes = std::min(totalBytes / 16, kReserveBytesMax);
    m_readyBytes = std::max(m_reserveBytes, std::min(totalBytes / 20, kReadyBytesMax));
}

Error StorageHealth::nearlyFull() const
{
    return {
        ErrorCode::StorageFull,
        u"The disk is nearly full (%1 MiB are free). What is left is kept for the results of running tasks; free some space "
        "and try again."_s.arg(m_freeBytes >> 20)};
}

std::optional<Error> StorageHealth::refusal() const
{
    return m_freeBytes < m_reserveBytes ? std::optional(nearlyFull()) : std::nullopt;
}

std::optional<Error> StorageHealth::obstacle() const
{
    if (m_failure)
        return m_failure;
    return m_freeBytes < m_readyBytes ? std::optional(nearlyFull()) : std::nullopt;
}

} // namespace conduit::broker
