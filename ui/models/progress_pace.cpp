// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/progress_pace.h"

#include "ui/format/times.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProgressPace)
};

/// Below this a pace is guesswork.
constexpr qint64 kMeasuredMsMin = 2'000;

} // namespace

void ProgressPace::note(const wire::Task &task, const QDateTime &now)
{
    const auto isOther =
        task.id != m_id || task.attempt != m_attempt || !task.progress || (m_last && task.progress->percent < m_last->percent);
    const auto isNews = task.progress
        && (!m_last || m_last->percent != task.progress->percent || m_last->message != task.progress->message
            || m_last->data != task.progress->data);
    m_id = task.id;
    m_attempt = task.attempt;
    if (isOther) {
        m_hasMoved = false;
        m_last = task.progress;
        m_first = {now, task.progress ? task.progress->percent : 0};
        m_newest = m_first;
        return;
    }
    if (!isNews)
        return;
    m_hasMoved = m_last.has_value();
    m_last = task.progress;
    m_newest = {now, task.progress->percent};
}

QString ProgressPace::text(const QDateTime &now) const
{
    if (!m_last)
        return {};
    QStringList parts {u"%1 %"_s.arg(qRound(m_last->percent))};
    if (!m_last->message.isEmpty())
        parts.append(m_last->message);
    if (const auto pace = paceText(); !pace.isEmpty())
        parts.append(pace);
    parts.append(m_hasMoved
                     ? Words::tr("last report %1").arg(ageText(m_newest.at, now))
                     : Words::tr("no report since %1").arg(durationText(std::chrono::milliseconds(m_first.at.msecsTo(now)))));
    return parts.join(u"  ·  "_s);
}

QString ProgressPace::paceText() const
{
    const auto ms = m_first.at.msecsTo(m_newest.at);
    const auto moved = m_newest.percent - m_first.percent;
    if (ms < kMeasuredMsMin || moved <= 0)
        return {};
    const auto msLeft = (100 - m_newest.percent) / moved * static_cast<double>(ms);
    const auto perMinute = moved / static_cast<double>(ms) * 60'000;
    return Words::tr("%1 % a minute, about %2 left")
        .arg(QString::number(perMinute, 'g', 2), durationText(std::chrono::milliseconds(qRound64(msLeft))));
}

} // namespace conduit::ui
