// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <conduit/json_writer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSubjectsPerAnswerMax = 10;
constexpr qsizetype kSubjectCharactersMax = 210;
const ActivitySubject kBroker = u"broker"_s;

constexpr std::array kStepWords {std::pair {"second"_L1, ActivityStep::Second}, std::pair {"minute"_L1, ActivityStep::Minute},
                                 std::pair {"hour"_L1, ActivityStep::Hour}};

/// Steps of one length, from `first` up to but without `end`.
struct Span
{
    ActivityStep step = ActivityStep::Minute;
    qint64 first = 0;
    qint64 end = 0;
};

struct SeriesQuery
{
    QStringList subjects;
    Span span;
};

Result<SeriesQuery> seriesQueryFrom(const QByteArray &text, Moment now)
{
    QueryReader read(text);
    SeriesQuery query;
    query.subjects = read.list("of", kSubjectsPerAnswerMax, kSubjectCharactersMax);
    if (query.subjects.isEmpty())
        query.subjects.append(kBroker);
    for (const QString &subject : query.subjects)
        if (subject != kBroker && !subject.startsWith("queue:"_L1) && !subject.startsWith("type:"_L1))
            read.refuse(u"of takes broker, queue:NAME and type:NAME."_s);
    const QString word = read.text("by", 10).value_or(u"minute"_s);
    const auto step = std::find_if(kStepWords.begin(), kStepWords.end(), [&](const auto &one) { return one.first == word; });
    if (step == kStepWords.end())
        read.refuse(u"by takes second, minute and hour."_s);
    else
        query.span.step = step->second;
    const auto from = read.text("from", 40);
    const auto start = from ? momentFromText(*from) : std::nullopt;
    if (from && !start)
        read.refuse(u"from takes an RFC 3339 date-time with its zone, such as 2026-11-25T10:00:00Z."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    query.span.end = ActivityBook::numberOf(now, query.span.step) + 1;
    const qint64 oldest = query.span.end - ActivityBook::keptOf(query.span.step);
    query.span.first = start ? std::clamp(ActivityBook::numberOf(*start, query.span.step), oldest, query.span.end) : oldest;
    return query;
}

double secondsFrom(Milliseconds duration) { return static_cast<double>(duration.count()) / 1'000; }

/// One entry for each step: null where the broker did not run, zeros where nothing happened.
std::vector<std::optional<Activity>> stepsOf(const ActivityBook &book, const ActivitySubject &subject, const Span &span)
{
    std::vector<std::optional<Activity>> steps(static_cast<std::size_t>(span.end - span.first));
    const auto each = [&](const ActivitySubject &of, const auto &act) {
        const ActivityRing *ring = book.ring(of, span.step);
        if (!ring)
            return;
        for (const ActivityRing::Entry &entry : ring->entries())
            if (entry.number >= span.first && entry.number < span.end)
                act(steps[static_cast<std::size_t>(entry.number - span.first)], entry.activity);
    };
    each(kBroker, [](std::optional<Activity> &step, const Activity &) { step.emplace(); });
    each(subject, [](std::optional<Activity> &step, const Activity &activity) { step = activity; });
    return steps;
}

void writeOptionalSeconds(json::Writer &out, const std::optional<Milliseconds> &duration)
{
    if (duration)
        out.number(secondsFrom(*duration));
    else
        out.null();
}

/// `"name": [...]`, what `write` writes of each step.
template<typename Write>
void writeColumn(json::Writer &out, const char *name, const std::vector<std::optional<Activity>> &steps, Write write)
{
    out.name(name).beginArray();
    for (const auto &step : steps) {
        if (step)
            write(*step);
        else
            out.null();
    }
    out.endArray();
}

void writeDurations(json::Writer &out, const char *name, const std::vector<std::optional<Activity>> &steps,
                    DurationCounts Activity::*durations)
{
    out.name(name).beginObject();
    writeColumn(out, "n", steps, [&](const Activity &step) { out.integer((step.*durations).total()); });
    writeColumn(out, "p50", steps, [&](const Activity &step) { writeOptionalSeconds(out, (step.*durations).percentile(0.5)); });
    writeColumn(out, "p95", steps,
                [&](const Activity &step) { writeOptionalSeconds(out, (step.*durations).percentile(0.95)); });
    out.endObject();
}

constexpr std::array kCounts {std::pair {"enqueued", &Activity::enqueued}, std::pair {"started", &Activity::started},
                              std::pair {"completed", &Activity::completed}, std::pair {"failed", &Activity::failed},
                              std::pair {"dead", &Activity::dead}};

void writeTotalDurations(json::Writer &out, const char *name, const DurationCounts &durations)
{
    out.name(name).beginObject();
    out.name("n").integer(durations.total());
    for (const auto &[word, share] : {std::pair {"p50", 0.5}, std::pair {"p95", 0.95}, std::pair {"p99", 0.99}}) {
        out.name(word);
        writeOptionalSeconds(out, durations.percentile(share));
    }
    out.endObject();
}

void writeTotal(json::Writer &out, const std::vector<std::optional<Activity>> &steps)
{
    Activity total;
    for (const auto &step : steps)
        if (step)
            total.add(*step);
    out.name("total").beginObject();
    for (const auto &[name, count] : kCounts)
        out.name(name).integer(total.*count);
    writeTotalDurations(out, "wait", total.waits);
    writeTotalDurations(out, "run", total.runs);
    out.endObject();
}

void writeSeries(json::Writer &out, const ActivitySubject &subject, const std::vector<std::optional<Activity>> &steps)
{
    out.beginObject();
    out.name("of").string(subject);
    for (const auto &entry : kCounts)
        writeColumn(out, entry.first, steps, [&](const Activity &step) { out.integer(step.*entry.second); });
    writeColumn(out, "ready", steps, [&](const Activity &step) { out.integer(step.ready); });
    writeColumn(out, "oldest_wait", steps, [&](const Activity &step) { out.number(secondsFrom(step.oldestWait)); });
    writeDurations(out, "wait", steps, &Activity::waits);
    writeDurations(out, "run", steps, &Activity::runs);
    writeTotal(out, steps);
    out.endObject();
}

} // namespace

Outcome showSeries(const ApiCall &call, Engine &engine)
{
    const Moment now = engine.clock.now();
    const auto query = seriesQueryFrom(call.request.query, now);
    if (!query)
        return query.error();
    const Span &span = query->span;
    json::Writer out;
    out.beginObject();
    out.name("step").integer(lengthOf(span.step).count());
    out.name("from").plain(textFromMoment(ActivityBook::startOf(span.first, span.step)));
    out.name("now").plain(textFromMoment(now));
    out.name("series").beginArray();
    for (const QString &subject : query->subjects)
        writeSeries(out, subject, stepsOf(engine.activity, subject, span));
    out.endArray();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

} // namespace conduit::broker
