// SPDX-License-Identifier: MIT
#include "count_reader.h"

#include "member_reading.h"

#include <array>

namespace conduit::client {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

constexpr std::array kCounts {u"enqueued", u"started", u"completed", u"failed", u"dead"};

std::optional<double> optionalNumber(const Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->toNumber() : std::nullopt;
}

wire::Steps steps(const Value &object, QStringView name)
{
    wire::Steps steps;
    if (const auto member = given(object, name)) {
        for (const Value &step : member->elements())
            steps.append(step.toNumber());
    }
    return steps;
}

wire::Steps stepsIn(const Value &object, QStringView outer, QStringView name)
{
    const auto member = given(object, outer);
    return member ? steps(*member, name) : wire::Steps();
}

wire::Durations durations(const Value &object, QStringView name)
{
    const auto member = given(object, name);
    if (!member)
        return {};
    return {.n = integer<qint64>(*member, u"n"),
            .p50 = optionalNumber(*member, u"p50"),
            .p95 = optionalNumber(*member, u"p95"),
            .p99 = optionalNumber(*member, u"p99")};
}

Reading<wire::Series> oneSeriesFrom(const Value &value)
{
    wire::Series series;
    series.of = text(value, u"of");
    series.enqueued = steps(value, u"enqueued");
    series.started = steps(value, u"started");
    series.completed = steps(value, u"completed");
    series.failed = steps(value, u"failed");
    series.dead = steps(value, u"dead");
    series.ready = steps(value, u"ready");
    series.oldestWait = steps(value, u"oldest_wait");
    series.waitP50 = stepsIn(value, u"wait", u"p50");
    series.waitP95 = stepsIn(value, u"wait", u"p95");
    series.runN = stepsIn(value, u"run", u"n");
    series.runP50 = stepsIn(value, u"run", u"p50");
    series.runP95 = stepsIn(value, u"run", u"p95");
    if (const auto total = given(value, u"total")) {
        for (const QStringView name : kCounts)
            series.total.insert(name.toString(), integer<qint64>(*total, name));
        series.totalWait = durations(*total, u"wait");
        series.totalRun = durations(*total, u"run");
    }
    if (series.of.isEmpty())
        return Misread {u"a series with its \"of\" was expected"_s};
    return series;
}

Reading<wire::DeathGroup> deathGroupFrom(const Value &value)
{
    return wire::DeathGroup {.type = text(value, u"type"),
                             .signature = text(value, u"signature"),
                             .n = integer<qint64>(value, u"n"),
                             .firstSeen = time(value, u"first_seen"),
                             .lastSeen = time(value, u"last_seen"),
                             .example = text(value, u"example"),
                             .filter = text(value, u"q")};
}

using Count = std::pair<QString, qint64>;
Reading<Count> countFrom(const Value &value) { return Count {text(value, u"value"), integer<qint64>(value, u"n")}; }

using Bucket = std::pair<QDateTime, qint64>;
Reading<Bucket> bucketFrom(const Value &value) { return Bucket {time(value, u"from"), integer<qint64>(value, u"n")}; }

} // namespace

Reading<wire::SeriesAnswer> seriesFrom(const Value &value)
{
    const auto series = list<wire::Series>(value, u"series", oneSeriesFrom);
    if (!series)
        return series.error();
    return wire::SeriesAnswer {
        .step = integer(value, u"step"), .from = time(value, u"from"), .now = time(value, u"now"), .series = *series};
}

Reading<wire::Facets> facetsFrom(const Value &value)
{
    wire::Facets facets {.n = integer<qint64>(value, u"n"), .isExact = flag(value, u"exact"), .next = text(value, u"next")};
    const auto members = given(value, u"facets");
    if (!members)
        return Misread {u"facets were expected"_s};
    for (const auto &facet : members->members()) {
        const auto member = given(*members, facet.name);
        const auto values = list<Count>(*member, u"values", countFrom);
        if (!values)
            return values.error();
        facets.facets.insert(facet.name, {.values = *values, .others = integer<qint64>(*member, u"others")});
    }
    return facets;
}

Reading<wire::DeathGroups> deathGroupsFrom(const Value &value)
{
    const auto groups = list<wire::DeathGroup>(value, u"groups", deathGroupFrom);
    if (!groups)
        return groups.error();
    return wire::DeathGroups {.groups = *groups,
                              .lookedAt = integer<qint64>(value, u"looked_at"),
                              .isExact = flag(value, u"exact"),
                              .next = text(value, u"next")};
}

Reading<wire::Histogram> histogramFrom(const Value &value)
{
    const auto buckets = list<Bucket>(value, u"buckets", bucketFrom);
    if (!buckets)
        return buckets.error();
    return wire::Histogram {
        .buckets = *buckets, .n = integer<qint64>(value, u"n"), .isExact = flag(value, u"exact"), .next = text(value, u"next")};
}

} // namespace conduit::client
