// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/overview_tiles.h"

#include "ui/format/sizes.h"
#include "ui/models/chart_lines.h"
#include "ui/models/worker_presence.h"
#include "ui/widgets/stat_tile.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString secondsText(std::optional<double> seconds)
{
    ChartLines chart;
    chart.unit = ChartUnit::Seconds;
    return chart.valueText(seconds);
}

/// A drop of the last minutes' share, as a number.
qint64 sumOfLast(const wire::Steps &steps, qsizetype count)
{
    double sum = 0;
    for (qsizetype at = std::max<qsizetype>(0, steps.size() - count); at < steps.size(); ++at)
        sum += steps.at(at).value_or(0);
    return std::llround(sum);
}

} // namespace

OverviewTiles::OverviewTiles(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    const std::array names {tr("Waiting"),      tr("Oldest wait"), tr("Running"), tr("Done / min"),
                            tr("Failed 5 min"), tr("95 % ran in"), tr("Dead"),    tr("Workers")};
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles.at(i) = new StatTile(names.at(i), this);
        m_grid->addWidget(m_tiles.at(i), 0, static_cast<int>(i));
    }
    const auto leadsTo = [this](Tile tile, const QStringList &states) {
        connect(m_tiles.at(tile), &StatTile::clicked, this, [this, states] { Q_EMIT tasksRequested(states, {}); });
    };
    leadsTo(Waiting, {u"ready"_s});
    leadsTo(Running, {u"running"_s});
    leadsTo(Done, {u"completed"_s});
    leadsTo(Failed, {u"retrying"_s, u"dead"_s});
    leadsTo(RunTime, {u"completed"_s});
    leadsTo(Dead, {u"dead"_s});
    connect(m_tiles.at(OldestWait), &StatTile::clicked, this,
            [this] { Q_EMIT filterRequested({.states = {u"ready"_s}, .sort = reversedSort(TaskFilter::kNewestFirst)}); });
    connect(m_tiles.at(Workers), &StatTile::clicked, this, &OverviewTiles::workersRequested);
}

/// Side by side as long as their names have room.
void OverviewTiles::resizeEvent(QResizeEvent *)
{
    const auto count = static_cast<int>(m_tiles.size());
    const auto *widest = *std::max_element(m_tiles.begin(), m_tiles.end(), [](const StatTile *one, const StatTile *other) {
        return one->minimumSizeHint().width() < other->minimumSizeHint().width();
    });
    const int columns = count * (widest->minimumSizeHint().width() + m_grid->spacing()) <= width() ? count : count / 2;
    if (m_grid->itemAtPosition(0, columns - 1) && !m_grid->itemAtPosition(0, columns))
        return;
    for (int i = 0; i < count; ++i)
        m_grid->addWidget(m_tiles.at(static_cast<std::size_t>(i)), i / columns, i % columns);
}

void OverviewTiles::setDimmed(bool isDimmed)
{
    for (StatTile *tile : m_tiles)
        tile->setDimmed(isDimmed);
}

void OverviewTiles::setStats(const wire::Stats &stats)
{
    const qint64 dead = stats.states.value(u"dead"_s);
    m_tiles.at(Waiting)->setValue(countText(stats.states.value(u"ready"_s)));
    m_tiles.at(Dead)->setValue(countText(dead), {}, dead > 0 ? std::optional(Tone::Dead) : std::nullopt);
}

void OverviewTiles::showTrends(const wire::Series &slow, const wire::Series &fast)
{
    m_tiles.at(Waiting)->setTrend(slow.ready);
    const auto wait = fast.oldestWait.size() > 1 ? fast.oldestWait.at(fast.oldestWait.size() - 2) : std::nullopt;
    m_tiles.at(OldestWait)->setValue(wait.value_or(0) > 0 ? secondsText(wait) : tr("none"));
    m_tiles.at(OldestWait)->setTrend(slow.oldestWait);
    m_oldestWait = std::chrono::seconds(std::llround(wait.value_or(0)));
    m_tiles.at(Done)->setValue(countText(fast.total.value(u"completed"_s)));
    m_tiles.at(Done)->setTrend(slow.completed);
    const qint64 failed = sumOfLast(slow.failed, 5);
    const qint64 ended = failed + sumOfLast(slow.completed, 5);
    m_tiles.at(Failed)->setValue(
        countText(failed),
        failed == 0 ? QString() : tr("%1 %").arg(QLocale().toString(100.0 * double(failed) / double(ended), 'f', 1)),
        failed > 0 ? std::optional(Tone::Bad) : std::nullopt);
    m_tiles.at(Failed)->setTrend(slow.failed);
    m_tiles.at(RunTime)->setValue(secondsText(slow.totalRun.p95),
                                  slow.totalRun.n > 0 && slow.totalRun.n < 20 ? tr("of %1").arg(slow.totalRun.n) : QString());
    m_tiles.at(RunTime)->setTrend(slow.runP95);
}

void OverviewTiles::showWorkers(const AttentionFacts &facts)
{
    int slots = 0;
    int running = 0;
    int up = 0;
    for (const wire::Worker &worker : facts.workers) {
        running += worker.running;
        if (!isThere(worker, facts.now))
            continue;
        ++up;
        slots += worker.concurrency;
    }
    m_tiles.at(Running)->setValue(countText(running), slots > 0 ? tr("of %1").arg(countText(slots)) : QString());
    m_tiles.at(Workers)->setValue(countText(up), {}, up == 0 ? std::optional(Tone::Retrying) : std::nullopt);
}

} // namespace conduit::ui
