// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_activity_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// As it is stored: its length in seconds.
qint64 sqlFromStep(ActivityStep step) { return lengthOf(step).count(); }

ActivityRow activityFromRow(const Row &row)
{
    ActivityRow stored;
    stored.step = row.integer(0) == sqlFromStep(ActivityStep::Hour) ? ActivityStep::Hour : ActivityStep::Minute;
    stored.start = row.moment(1);
    stored.subject = row.text(2);
    Activity &activity = stored.activity;
    activity.enqueued = row.integer(3);
    activity.started = row.integer(4);
    activity.completed = row.integer(5);
    activity.failed = row.integer(6);
    activity.dead = row.integer(7);
    activity.ready = row.integer(8);
    activity.oldestWait = Milliseconds {row.integer(9)};
    activity.waits = DurationCounts::fromText(row.text(10).toLatin1());
    activity.runs = DurationCounts::fromText(row.text(11).toLatin1());
    return stored;
}

} // namespace

Result<std::vector<ActivityRow>> SqlActivityStore::load()
{
    return m_database.readAll(u"activity.list"_s, {}, activityFromRow);
}

Status SqlActivityStore::save(const ActivityRow &row)
{
    const Activity &activity = row.activity;
    const auto done = m_database.write(u"activity.save"_s,
                                       {{u":step"_s, sqlFromStep(row.step)},
                                        {u":start"_s, sqlFrom(row.start)},
                                        {u":subject"_s, row.subject},
                                        {u":enqueued"_s, activity.enqueued},
                                        {u":started"_s, activity.started},
                                        {u":completed"_s, activity.completed},
                                        {u":failed"_s, activity.failed},
                                        {u":dead"_s, activity.dead},
                                        {u":ready"_s, activity.ready},
                                        {u":oldest_wait"_s, static_cast<qint64>(activity.oldestWait.count())},
                                        {u":waits"_s, sqlFromOptional(QString::fromLatin1(activity.waits.text()))},
                                        {u":runs"_s, sqlFromOptional(QString::fromLatin1(activity.runs.text()))}});
    if (!done)
        return done.error();
    return Unit {};
}

Result<int> SqlActivityStore::forget(ActivityStep step, Moment moment, int max)
{
    const auto done = m_database.write(u"activity.forget"_s,
                                       {{u":step"_s, sqlFromStep(step)}, {u":moment"_s, sqlFrom(moment)}, {u":max"_s, max}});
    if (!done)
        return done.error();
    return (*done)->rowsChanged();
}

} // namespace conduit::broker
