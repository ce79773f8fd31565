// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/clock.h"

#include "broker/core/steady_line.h"

#include <QLoggingCategory>

#include <mutex>

#include <ctime>

namespace conduit::broker {

namespace {

Q_LOGGING_CATEGORY(lcClock, "conduit.clock")

/// Time that really went by. Unlike CLOCK_MONOTONIC it goes on while the machine sleeps, and so do the waits of clients.
std::chrono::nanoseconds elapsed()
{
    timespec time {};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds {time.tv_sec} + std::chrono::nanoseconds {time.tv_nsec};
}

void warnAbout(Milliseconds gap)
{
    qCWarning(
        lcClock,
        "The system clock was set and is now %.1f s %s the time by which leases and waits run. They go on undisturbed; dates "
        "that clients name are followed slowly (3 s a minute). A restart of the broker takes the new time at once.",
        static_cast<double>(std::chrono::abs(gap).count()) / 1000.0, gap > Milliseconds::zero() ? "ahead of" : "behind");
}

} // namespace

struct SystemClock::Line
{
    std::mutex mutex;
    SteadyLine steady {elapsed(), std::chrono::system_clock::now()};
};

SystemClock::SystemClock() : m_line(std::make_unique<Line>()) { }

SystemClock::~SystemClock() = default;

Moment SystemClock::now() const { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

Moment SystemClock::steadyNow() const
{
    SteadyLine::Reading reading;
    {
        // Both clocks are read inside, so that no thread brings an older reading than the last one's.
        const std::lock_guard lock(m_line->mutex);
        reading = m_line->steady.at(elapsed(), std::chrono::system_clock::now());
    }
    if (reading.newGap)
        warnAbout(*reading.newGap);
    return reading.moment;
}

} // namespace conduit::broker
