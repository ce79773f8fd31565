// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/overview_feed.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kQueuesShown = 6;
constexpr int kTypesAsked = 10;
constexpr int kTicksPerRound = 5;
constexpr int kTicksPerStuckRound = 60;
constexpr int kRunningAsked = 50;
constexpr int kDay = 24 * 60 * 60;
constexpr int kQuarter = 15 * 60;

/// The names with the largest counts, those with none left out.
template<typename CountOf>
QStringList largest(const QMap<QString, QMap<QString, qint64>> &counts, qsizetype max, CountOf countOf)
{
    QList<std::pair<qint64, QString>> names;
    for (auto entry = counts.cbegin(); entry != counts.cend(); ++entry)
        if (const qint64 count = countOf(entry.value()); count > 0)
            names.append({-count, entry.key()});
    std::sort(names.begin(), names.end());
    QStringList found;
    for (const auto &name : names.first(std::min(max, names.size())))
        found.append(name.second);
    return found;
}

} // namespace

OverviewFeed::OverviewFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now)), m_watch(1s, [this] { tick(); }, [this] { reload(); })
{
}

void OverviewFeed::setRange(const OverviewRange &range)
{
    m_range = range;
    ++m_round;
    m_isReadingCharts = false;
    if (m_watch.isWatched())
        readCharts();
}

void OverviewFeed::reload()
{
    readCharts();
    readTrends();
    readFacts();
    readStuck();
}

void OverviewFeed::tick()
{
    const bool isRound = ++m_ticks % kTicksPerRound == 0;
    if (m_ticks % kTicksPerStuckRound == 0)
        readStuck();
    if (isRound || m_range.by == u"second")
        readCharts();
    if (!isRound)
        return;
    readTrends();
    readFacts();
}

wire::SeriesQuery OverviewFeed::lately(const QStringList &of, const QString &by, int seconds) const
{
    return {.of = of, .by = by, .from = m_now().addSecs(-seconds)};
}

QStringList OverviewFeed::largestQueues() const
{
    return largest(m_stats.queues, kQueuesShown, [](const QMap<QString, qint64> &states) {
        return 1'000'000 * (states.value(u"ready"_s) + states.value(u"running"_s)) + states.value(u"completed"_s);
    });
}

QStringList OverviewFeed::failingCandidates() const
{
    return largest(m_stats.types, kTypesAsked,
                   [](const QMap<QString, qint64> &states) { return states.value(u"retrying"_s) + states.value(u"dead"_s); });
}

void OverviewFeed::readCharts()
{
    if (m_isReadingCharts)
        return;
    m_isReadingCharts = true;
    QStringList of {u"broker"_s};
    for (const QString &queue : largestQueues())
        of.append(u"queue:"_s + queue);
    m_client.loadSeries(lately(of, m_range.by, m_range.seconds), this,
                        [this, round = m_round](const client::Result<wire::SeriesAnswer> &answer) {
                            if (round != m_round)
                                return;
                            m_isReadingCharts = false;
                            if (answer)
                                Q_EMIT chartsLoaded(*answer);
                        });
}

void OverviewFeed::readTrends()
{
    if (m_isReadingTrends)
        return;
    m_isReadingTrends = true;
    m_client.loadSeries(lately({u"broker"_s}, u"minute"_s, kQuarter), this,
                        [this](const client::Result<wire::SeriesAnswer> &quarter) {
                            if (!quarter) {
                                m_isReadingTrends = false;
                                return;
                            }
                            m_client.loadSeries(lately({u"broker"_s}, u"second"_s, 60), this,
                                                [this, quarter = *quarter](const client::Result<wire::SeriesAnswer> &minute) {
                                                    m_isReadingTrends = false;
                                                    if (minute)
                                                        Q_EMIT trendsLoaded(quarter, *minute);
                                                });
                        });
}

void OverviewFeed::readFacts()
{
    if (m_factsAwaited > 0)
        return;
    const QStringList candidates = failingCandidates();
    const auto awaited = [this](const auto &answer, auto &place) {
        if (answer)
            place = *answer;
        m_hasFacts |= bool(answer);
        // Of a broker that has answered nothing nothing is known, not even that all is well.
        if (--m_factsAwaited == 0 && m_hasFacts) {
            m_facts.dead = m_stats.states.value(u"dead"_s);
            m_facts.disk = m_stats.disk;
            m_facts.now = m_now();
            Q_EMIT factsLoaded(m_facts);
        }
    };
    m_factsAwaited = candidates.isEmpty() ? 2 : 4;
    m_client.listQueues(this, [this, awaited](const auto &answer) { awaited(answer, m_facts.queues); });
    m_client.listWorkers(this, [this, awaited](const auto &answer) { awaited(answer, m_facts.workers); });
    if (candidates.isEmpty()) {
        m_facts.types.clear();
        m_facts.deaths.clear();
        return;
    }
    QStringList of;
    for (const QString &type : candidates)
        of.append(u"type:"_s + type);
    m_client.loadSeries(lately(of, u"minute"_s, 5 * 60), this,
                        [this, awaited](const client::Result<wire::SeriesAnswer> &answer) {
                            const auto series = answer ? client::Result<QList<wire::Series>>(answer->series)
                                                       : client::Result<QList<wire::Series>>(answer.error());
                            awaited(series, m_facts.types);
                        });
    m_client.loadDeathGroups({}, {}, this, [this, awaited](const client::Result<wire::DeathGroups> &answer) {
        const auto groups = answer ? client::Result<QList<wire::DeathGroup>>(answer->groups)
                                   : client::Result<QList<wire::DeathGroup>>(answer.error());
        awaited(groups, m_facts.deaths);
    });
}

/// Of those that were made first, which are told with the next facts.
void OverviewFeed::readStuck()
{
    if (m_stats.states.value(u"running"_s) == 0) {
        m_facts.stuck.clear();
        return;
    }
    m_client.listTasks({.states = {u"running"_s}, .limit = kRunningAsked, .sort = u"created"_s}, this,
                       [this](const client::Result<wire::TaskPage> &running) {
                           if (!running)
                               return;
                           QStringList of;
                           for (const wire::Task &task : running->tasks)
                               if (const QString name = u"type:"_s + task.taskType;
                                   !of.contains(name) && of.size() < kTypesAsked)
                                   of.append(name);
                           if (of.isEmpty())
                               return;
                           m_client.loadSeries(lately(of, u"hour"_s, kDay), this,
                                               [this, tasks = running->tasks](const client::Result<wire::SeriesAnswer> &types) {
                                                   if (types)
                                                       m_facts.stuck = stuckTypes(tasks, types->series, m_now());
                                               });
                       });
}

} // namespace conduit::ui
