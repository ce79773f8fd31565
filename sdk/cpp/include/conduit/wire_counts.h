// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

// Counts over many tasks, and over time.

namespace conduit::wire {

/// What `GET /stats/series` is asked for.
struct SeriesQuery
{
    QStringList of = {QStringLiteral("broker")}; ///< `broker`, `queue:NAME`, `type:NAME`; at most ten.
    QString by = QStringLiteral("minute");       ///< `second`, `minute` or `hour`.
    QDateTime from = {};                         ///< Invalid: everything that is kept.
};

/// How long something took; times are seconds, absent without any.
struct Durations
{
    qint64 n = 0; ///< Of how many.
    std::optional<double> p50 = {};
    std::optional<double> p95 = {};
    std::optional<double> p99 = {};
};

/// One value for each step; absent where the broker did not run, or where there is nothing to tell.
using Steps = QList<std::optional<double>>;

/// What happened in each step.
struct Series
{
    QString of = {};
    Steps enqueued = {};
    Steps started = {}; ///< Attempts.
    Steps completed = {};
    Steps failed = {}; ///< Attempts.
    Steps dead = {};
    Steps ready = {};      ///< Tasks that waited for a worker.
    Steps oldestWait = {}; ///< Seconds.
    Steps waitP50 = {};    ///< Seconds from due to start.
    Steps waitP95 = {};
    Steps runN = {};   ///< Of how many attempts the next two tell.
    Steps runP50 = {}; ///< Seconds from start to end.
    Steps runP95 = {};
    QMap<QString, qint64> total = {}; ///< Sums of the five counts over all steps, by name.
    Durations totalWait = {};
    Durations totalRun = {};
};

struct SeriesAnswer
{
    int step = 0;        ///< Seconds.
    QDateTime from = {}; ///< Where the first step begins.
    QDateTime now = {};  ///< The broker's time; the last step still runs.
    QList<Series> series = {};
};

/// Dead tasks of one type that died of the same.
struct DeathGroup
{
    QString type = {};
    QString signature = {}; ///< The first line of their errors, with what differs replaced.
    qint64 n = 0;
    QDateTime firstSeen = {};
    QDateTime lastSeen = {};
    QString example = {}; ///< The id of the latest.
    QString filter = {};  ///< Of the filter language: exactly these tasks.
};

struct DeathGroups
{
    QList<DeathGroup> groups = {}; ///< The largest first.
    qint64 lookedAt = 0;
    bool isExact = true; ///< False: there are older deaths, behind `next`.
    QString next = {};
};

/// What `GET /task/facets` is asked for.
struct FacetQuery
{
    QStringList states = {};
    QStringList types = {};
    QStringList queues = {};
    QString filter = {};
    QStringList facets = {QStringLiteral("state"), QStringLiteral("queue"), QStringLiteral("type")};
    int top = 20;
    QString after = {};
};

struct FacetValues
{
    QList<std::pair<QString, qint64>> values = {}; ///< The most frequent first.
    qint64 others = 0;
};

struct Facets
{
    QMap<QString, FacetValues> facets = {};
    qint64 n = 0;
    bool isExact = true; ///< False: more tasks lie behind `next`.
    QString next = {};
};

/// What `GET /task/histogram` is asked for.
struct HistogramQuery
{
    FacetQuery tasks = {}; ///< Which tasks; what it says of facets does not matter.
    bool isOfEnds = false; ///< Else of the times at which they were made.
    int bucket = 60;       ///< Seconds.
    int limit = 0;         ///< Tasks that one answer counts at most, 1–100,000; 0: as many as the broker does by itself.
};

struct Histogram
{
    QList<std::pair<QDateTime, qint64>> buckets = {}; ///< Oldest first, without empty ones.
    qint64 n = 0;
    bool isExact = true;
    QString next = {};
};

} // namespace conduit::wire
