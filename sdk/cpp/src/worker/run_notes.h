// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/handler.h>

#include <QMutex>
#include <QWaitCondition>

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

    /// The first reason stays.
    void cancel(CancelReason reason);
    [[nodiscard]] std::optional<CancelReason> cancelReason() const;
    [[nodiscard]] bool isCancelled() const { return cancelReason().has_value(); }
    /// Waits for so long; false, and at once, when the run is cancelled.
    [[nodiscard]] bool waitFor(std::chrono::milliseconds time);

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
    mutable QMutex m_mutex; ///< Of the members below.
    QWaitCondition m_cancelled;
    std::optional<CancelReason> m_reason;
    wire::TaskHeartbeat m_beat;
    qsizetype m_characters = 0; ///< Of the log.
    qsizetype m_dropped = 0;    ///< Lines.
    qsizetype m_gapAt = 0;      ///< Where they were.
};

} // namespace conduit::worker
