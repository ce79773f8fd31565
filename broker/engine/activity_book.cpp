// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/activity_book.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

const ActivitySubject kBroker = u"broker"_s;
constexpr qint64 kLateSecondsMax = 10;

ActivitySubject queueSubject(const QString &queue) { return u"queue:"_s + queue; }
ActivitySubject typeSubject(const QString &type) { return u"type:"_s + type; }

std::size_t index(ActivityStep step) { return static_cast<std::size_t>(step); }

} // namespace

void ActivityBook::commit()
{
    // Tasks of one turn are mostly of one kind: the place is looked up once for all of them.
    auto place = m_second.end();
    for (const Note &note : m_turnNotes) {
        if (place == m_second.end() || place->first.queue != note.place.queue || place->first.type != note.place.type)
            place = m_second.try_emplace(note.place).first;
        Activity &activity = place->second;
        ++(activity.*note.count);
        if (note.count == &Activity::started)
            activity.waits.add(note.took);
        else if (note.count == &Activity::completed || note.count == &Activity::failed)
            activity.runs.add(note.took);
    }
    m_turnNotes.clear();
    m_savedBefore = m_savingBefore;
}

void ActivityBook::rollback()
{
    m_turnNotes.clear();
    m_savingBefore = m_savedBefore;
}

qint64 ActivityBook::numberOf(Moment moment, ActivityStep step) { return moment.time_since_epoch() / lengthOf(step); }

Moment ActivityBook::startOf(qint64 number, ActivityStep step) { return Moment {number * lengthOf(step)}; }

Result<int> ActivityBook::runOnce()
{
    const Moment now = m_clock.now();
    const qint64 second = numberOf(now, ActivityStep::Second);
    if (second == m_lastSecond)
        return 0;
    std::map<ActivitySubject, Activity> bySubject;
    bySubject.try_emplace(kBroker); // Also when nothing happened: a step without the broker is one in which it did not run.
    for (const auto &[place, activity] : m_second) {
        for (const ActivitySubject &subject : {kBroker, queueSubject(place.queue), typeSubject(place.type)})
            bySubject[subject].add(activity);
    }
    if (const Status done = addGauges(bySubject); !done)
        return done.error();
    m_second.clear();
    // What happened since the last look belongs to the second that is over.
    const qint64 over = m_lastSecond == 0 ? second - 1 : std::min(m_lastSecond, second);
    for (const auto &[subject, activity] : bySubject)
        addToRings(subject, activity, over);
    // A busy lane looks late; the seconds in between were not dark.
    Activity quiet;
    quiet.ready = bySubject[kBroker].ready;
    quiet.oldestWait = bySubject[kBroker].oldestWait;
    for (qint64 late = over + 1; late < std::min(second, over + kLateSecondsMax); ++late)
        addToRings(kBroker, quiet, late);
    m_lastSecond = second;
    forgetOld(now);
    return 0;
}

Status ActivityBook::addGauges(std::map<ActivitySubject, Activity> &bySubject)
{
    const Moment now = m_clock.steadyNow();
    std::map<ActivitySubject, qint64> ready;
    int asked = 0;
    for (const auto &[place, count] : m_ledger.ready()) {
        Milliseconds wait {0};
        if (asked++ < kPlacesAskedMax) {
            const auto due = m_store.nextDue(place.queue, place.type);
            if (!due)
                return due.error();
            wait = std::max(wait, now - due->value_or(now));
        }
        for (const ActivitySubject &subject : {kBroker, queueSubject(place.queue), typeSubject(place.type)}) {
            ready[subject] += count;
            bySubject[subject].oldestWait = std::max(bySubject[subject].oldestWait, wait);
        }
    }
    for (const auto &[subject, count] : ready)
        bySubject[subject].ready = count;
    return Unit {};
}

void ActivityBook::addToRings(const ActivitySubject &subject, const Activity &activity, qint64 second)
{
    auto rings = m_rings.find(subject);
    if (rings == m_rings.end()) {
        if (m_rings.size() > kSubjectsMax && subject != kBroker)
            return;
        rings = m_rings.try_emplace(subject).first;
    }
    for (const ActivityStep step : kSteps)
        rings->second[index(step)].add(second / lengthOf(step).count(), activity);
}

void ActivityBook::forgetOld(Moment now)
{
    const qint64 minute = numberOf(now, ActivityStep::Minute);
    for (auto rings = m_rings.begin(); rings != m_rings.end();) {
        // The busiest ring each time; the others need it less often.
        rings->second[index(ActivityStep::Second)].forgetBefore(numberOf(now, ActivityStep::Second)
                                                                - keptOf(ActivityStep::Second));
        bool isEmpty = false;
        if (minute != m_lastSweep) {
            for (const ActivityStep step : kSteps)
                rings->second[index(step)].forgetBefore(numberOf(now, step) - keptOf(step));
            isEmpty = rings->second[index(ActivityStep::Hour)].entries().empty();
        }
        rings = isEmpty ? m_rings.erase(rings) : std::next(rings);
    }
    m_lastSweep = minute;
}

const ActivityRing *ActivityBook::ring(const ActivitySubject &subject, ActivityStep step) const
{
    const auto rings = m_rings.find(subject);
    return rings == m_rings.end() ? nullptr : &rings->second[index(step)];
}

std::vector<ActivityRow> ActivityBook::takeUnsaved()
{
    std::vector<ActivityRow> rows;
    const qint64 running = m_lastSecond / lengthOf(ActivityStep::Minute).count();
    m_savedBefore = std::min(m_savedBefore, running); // The clock may have been set back.
    if (running <= m_savedBefore)
        return rows;
    const qint64 firstHour = std::max(m_savedBefore, running - keptOf(ActivityStep::Minute)) / 60;
    const auto takeFrom = [&](const ActivitySubject &subject, const Rings &rings, ActivityStep step, qint64 first, qint64 end) {
        const auto &entries = rings[index(step)].entries();
        for (auto entry = entries.rbegin(); entry != entries.rend() && entry->number >= first; ++entry)
            if (entry->number < end)
                rows.push_back({subject, step, startOf(entry->number, step), entry->activity});
    };
    for (const auto &[subject, rings] : m_rings) {
        takeFrom(subject, rings, ActivityStep::Minute, m_savedBefore, running);
        takeFrom(subject, rings, ActivityStep::Hour, firstHour, running / 60 + 1);
    }
    m_savingBefore = running;
    return rows;
}

void ActivityBook::restore(const std::vector<ActivityRow> &rows)
{
    const qint64 running = numberOf(m_clock.now(), ActivityStep::Minute);
    for (const ActivityRow &row : rows)
        m_rings[row.subject][index(row.step)].add(numberOf(row.start, row.step), row.activity);
    m_savedBefore = running;
    m_savingBefore = running;
}

} // namespace conduit::broker
