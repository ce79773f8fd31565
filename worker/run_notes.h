// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QMutex>

#include <atomic>
#include <functional>

namespace conduit::worker {

/// What the two threads of a run have to tell each other: the handler its progress, log and checkpoint, which a heartbeat
/// carries to the broker; the worker's main thread that nobody wants the outcome any more. Bounded however long the broker is
/// away: the last progress and checkpoint count, and a log that is too long loses its middle.
class RunNotes
{
public:
    using WallClock = std::function<QDateTime()>;
    static constexpr qsizetype kLinesMax = 1'000;
    static constexpr qsizetype kCharactersMax = 256 * 1024;

    /// The clock is asked on the handler's thread.
    explicit RunNotes(WallClock clock) : m_clock(std::move(clock)) { }

    void cancel() { m_isCancelled = true; }
    [[nodiscard]] bool isCancelled() const { return m_isCancelled; }

    void setProgress(const wire::Progress &progress);
    void addLine(const QString &level, const QString &message);
    void setCheckpoint(const QByteArray &json);

    /// Whatever has not been taken yet.
    [[nodiscard]] wire::TaskHeartbeat take();
    /// It could not be delivered; what was said since is newer.
    void putBack(const wire::TaskHeartbeat &beat);

private:
    void trimLog();

    const WallClock m_clock;
    std::atomic_bool m_isCancelled = false;
    QMutex m_mutex; ///< Of the members below.
    wire::TaskHeartbeat m_beat;
    qsizetype m_characters = 0; ///< Of the log.
    qsizetype m_dropped = 0;    ///< Lines.
    qsizetype m_gapAt = 0;      ///< Where they were.
};

} // namespace conduit::worker
