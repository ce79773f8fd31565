// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"

#include <optional>

namespace conduit::broker {

/// Whether new tasks should come, as far as storage decides it. On the lane.
///
/// A turn that failed makes storage bad until a turn has written something: one that had nothing to write proves nothing. And the last
/// room on the disk is kept for the results of tasks that run already.
class StorageHealth
{
public:
    /// Room below which new tasks are refused: a sixteenth of the disk, but no more than this.
    static constexpr qint64 kReserveBytesMax = 64LL << 20;
    /// Room below which the broker is not ready: a twentieth of the disk, but no more than this, and never less than the reserve.
    static constexpr qint64 kReadyBytesMax = 1LL << 30;

    void turnEnded(const Status &committed);
    /// The running turn has written something, only to see whether it can.
    void proofIsUnderWay() { m_isProofUnderWay = true; }
    [[nodiscard]] bool needsProof() const { return m_failure.has_value(); }

    void roomIs(qint64 freeBytes, qint64 totalBytes);
    /// Why no new task is taken now; nothing when one is.
    [[nodiscard]] std::optional<Error> refusal() const;
    /// Why the broker is not ready; nothing when it is.
    [[nodiscard]] std::optional<Error> obstacle() const;

private:
    [[nodiscard]] Error nearlyFull() const;

    std::optional<Error> m_failure;
    bool m_isProofUnderWay = false;
    qint64 m_freeBytes = 0;
    qint64 m_reserveBytes = 0; ///< 0 as long as the room is not known.
    qint64 m_readyBytes = 0;
};

} // namespace conduit::broker
