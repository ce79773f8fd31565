// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/operation_pace.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationPace)
};

/// Below this a pace is guesswork.
constexpr qint64 kMeasuredMsMin = 1'000;

QString rateText(double perSecond)
{
    return perSecond >= 1 ? Words::tr("%1 tasks/s").arg(countText(qRound64(perSecond)))
                          : Words::tr("%1 tasks a minute").arg(countText(qRound64(60 * perSecond)));
}

} // namespace

void OperationPace::note(const wire::ListedOperation &listed, const QDateTime &now)
{
    const wire::Operation &operation = listed.operation;
    const bool isUndoing = operation.state == u"undoing";
    const Sight sight {now, isUndoing ? operation.done : operation.done + operation.skipped + operation.failed,
                       listed.progress.value_or(0)};
    Course &course = m_courses[operation.id];
    if (course.state != operation.state)
        course = {operation.state, sight, sight};
    else if (sight.tasks != course.newest.tasks || sight.progress != course.newest.progress)
        course.newest = sight;
}

void OperationPace::keepOnly(const QSet<QString> &ids)
{
    m_courses.removeIf([&](const auto &course) { return !ids.contains(course.key()); });
}

QString OperationPace::text(const QString &id) const
{
    const Course course = m_courses.value(id);
    const qint64 ms = course.first.at.msecsTo(course.newest.at);
    const qint64 tasks = std::abs(course.newest.tasks - course.first.tasks);
    if (ms < kMeasuredMsMin || tasks == 0 || course.state == u"paused")
        return {};
    QString rate = rateText(1000.0 * static_cast<double>(tasks) / static_cast<double>(ms));
    const double moved = course.newest.progress - course.first.progress;
    const double left = course.state == u"undoing" ? static_cast<double>(course.newest.tasks) / static_cast<double>(tasks)
        : moved > 0                                ? (1 - course.newest.progress) / moved
                                                   : 0;
    if (left <= 0)
        return rate;
    const std::chrono::milliseconds time(qRound64(left * static_cast<double>(ms)));
    return Words::tr("%1, about %2 left").arg(rate, durationText(time));
}

} // namespace conduit::ui
