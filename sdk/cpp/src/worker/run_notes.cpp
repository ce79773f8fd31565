// SPDX-License-Identifier: MIT
#include "run_notes.h"

#include <QDeadlineTimer>
#include <QMutexLocker>

#include <utility>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLineCharactersMax = 4'000;
/// The share of a long log that is its beginning; the end says more about what went wrong.
constexpr qsizetype kHeadShare = 5;

} // namespace

void RunNotes::cancel(CancelReason reason)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_reason)
        m_reason = reason;
    m_cancelled.wakeAll();
}

std::optional<CancelReason> RunNotes::cancelReason() const
{
    const QMutexLocker lock(&m_mutex);
    return m_reason;
}

bool RunNotes::waitFor(std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(time);
    const QMutexLocker lock(&m_mutex);
    while (!m_reason && !deadline.hasExpired())
        m_cancelled.wait(&m_mutex, deadline);
    return !m_reason;
}

void RunNotes::setProgress(const wire::Progress &progress)
{
    const QMutexLocker lock(&m_mutex);
    m_beat.progress = progress;
}

void RunNotes::addLine(const QString &level, const QString &message)
{
    const wire::LogLine line {.level = level, .message = message.left(kLineCharactersMax), .time = m_clock()};
    const QMutexLocker lock(&m_mutex);
    m_beat.log.append(line);
    m_characters += line.message.size();
    trimLog();
}

void RunNotes::setCheckpoint(const QByteArray &json)
{
    const QMutexLocker lock(&m_mutex);
    m_beat.checkpoint = json;
}

wire::TaskHeartbeat RunNotes::take()
{
    const QMutexLocker lock(&m_mutex);
    wire::TaskHeartbeat beat = std::exchange(m_beat, {});
    m_characters = 0;
    if (const qsizetype dropped = std::exchange(m_dropped, 0); dropped > 0)
        beat.log.insert(m_gapAt, {.level = u"warning"_s, .message = u"(%1 lines left out)"_s.arg(dropped), .time = m_clock()});
    return beat;
}

void RunNotes::putBack(const wire::TaskHeartbeat &beat)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_beat.progress)
        m_beat.progress = beat.progress;
    if (m_beat.checkpoint.isEmpty())
        m_beat.checkpoint = beat.checkpoint;
    m_beat.log = beat.log + m_beat.log;
    m_gapAt += beat.log.size();
    for (const wire::LogLine &line : beat.log)
        m_characters += line.message.size();
    trimLog();
}

void RunNotes::trimLog()
{
    while (m_beat.log.size() > kLinesMax || m_characters > kCharactersMax) {
        m_gapAt = m_beat.log.size() / kHeadShare;
        m_characters -= m_beat.log.takeAt(m_gapAt).message.size();
        ++m_dropped;
    }
}

} // namespace conduit::worker
