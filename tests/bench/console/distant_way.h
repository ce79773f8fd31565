// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QThread>

#include <chrono>

namespace conduit::bench {

struct Distance
{
    std::chrono::milliseconds roundTrip;
    int packetsPerLoss = 0; ///< Every so-many-th is lost, and comes again later; 0: none.
};

/// A long way to the broker at a port of this machine, as TCP goes it: a connection takes a round trip to open, a burst begins with
/// ten packets and has twice as many in each round trip that follows, what is lost holds up what comes behind it. Has a thread of
/// its own, so that it takes no time of who speaks through it.
class DistantWay
{
public:
    DistantWay(quint16 brokerPort, Distance distance);
    ~DistantWay();

    /// Where the way begins.
    [[nodiscard]] QString address() const;

private:
    QThread m_thread;
    QObject *m_beginning;
    quint16 m_port = 0;
};

} // namespace conduit::bench
