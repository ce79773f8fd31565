// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/overview_page.h"

#include "ui/format/sizes.h"
#include "ui/local_workers.h"
#include "ui/pages/first_steps.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/time_series_widget.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowsShownMax = 6;
constexpr int kGoneAfterSecs = 90;
/// Charts and what stands beside them begin at the same heights.
constexpr int kRowGap = 10;
constexpr int kUpperShare = 3;
constexpr int kLowerShare = 2;

wire::Series first(const wire::SeriesAnswer &answer)
{
    return answer.series.isEmpty() ? wire::Series() : answer.series.first();
}

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

/// With its name above it, as a chart has.
QWidget *section(const QString &name, QWidget *content)
{
    auto *box = new QWidget(content->parentWidget());
    auto *heading = headingLabel(name, box);
    heading->setMinimumHeight(ConsoleStyle::kHitTarget);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(heading);
    column->addWidget(content, 1);
    return box;
}

int crashLoopsOf(const LocalWorkers *workers)
{
    const auto processes = workers ? workers->processes() : QList<LocalWorkerProcess>();
    return static_cast<int>(std::count_if(processes.begin(), processes.end(), [](const LocalWorkerProcess &process) {
        return process.state == LocalWorkerProcess::State::CrashLooping;
    }));
}

void clearLayout(QVBoxLayout &layout)
{
    while (auto *item = layout.takeAt(0)) {
        if (auto *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

} // namespace

OverviewPage::OverviewPage(client::Client &client, const QString &address, std::function<QDateTime()> now, LocalWorkers *local,
                           QWidget *parent)
    : QWidget(parent), m_local(local), m_feed(client, std::move(now))
{
    auto *head = new QHBoxLayout;
    head->addWidget(titleLabel(tr("Overview"), this));
    head->addStretch();
    head->addWidget(buildRanges());
    auto *lower = new QHBoxLayout;
    lower->setSpacing(16);
    lower->addWidget(buildCharts(), 3);
    lower->addWidget(buildSide(), 2);
    auto *board = new QWidget(this);
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(buildTiles());
    column->addLayout(lower, 1);

    m_firstSteps = new FirstSteps(address, local, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(board);
    m_stack->addWidget(m_firstSteps);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    setFocusProxy(m_tiles.front());

    connect(&m_feed, &OverviewFeed::chartsLoaded, this, &OverviewPage::showCharts);
    connect(&m_feed, &OverviewFeed::trendsLoaded, this, &OverviewPage::showTrends);
    connect(&m_feed, &OverviewFeed::factsLoaded, this, &OverviewPage::showFacts);
    connect(m_firstSteps, &FirstSteps::startRequested, this, &OverviewPage::startWorker);
    connect(m_firstSteps, &FirstSteps::enqueueRequested, this, &OverviewPage::enqueueRequested);
    connect(m_firstSteps, &FirstSteps::copied, this, [this] { Q_EMIT said(tr("Command copied")); });
}

QWidget *OverviewPage::buildRanges()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *group = new QButtonGroup(box);
    const std::array ranges {std::pair {tr("1 min"), OverviewRange {u"second"_s, 60}},
                             std::pair {tr("15 min"), OverviewRange {u"minute"_s, 15 * 60}},
                             std::pair {tr("1 h"), OverviewRange {u"minute"_s, 3'600}},
                             std::pair {tr("24 h"), OverviewRange {u"hour"_s, 24 * 3'600}},
                             std::pair {tr("7 d"), OverviewRange {u"hour"_s, 7 * 24 * 3'600}}};
    for (const auto &[name, range] : ranges) {
        auto *button = new QToolButton(box);
        button->setText(name);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setChecked(range.seconds == 15 * 60);
        button->setAccessibleName(tr("Charts of the last %1").arg(name));
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, range = range] { m_feed.setRange(range); });
    }
    return box;
}

QWidget *OverviewPage::buildTiles()
{
    auto *box = new QWidget(this);
    m_tileGrid = new QGridLayout(box);
    m_tileGrid->setContentsMargins(0, 0, 0, 0);
    m_tileGrid->setSpacing(8);
    const std::array names {tr("Waiting"),      tr("Oldest wait"), tr("Running"), tr("Done / min"),
                            tr("Failed 5 min"), tr("95 % ran in"), tr("Dead"),    tr("Workers")};
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles.at(i) = new StatTile(names.at(i), box);
        m_tileGrid->addWidget(m_tiles.at(i), 0, static_cast<int>(i));
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
    connect(m_tiles.at(Workers), &StatTile::clicked, this, &OverviewPage::workersRequested);
    return box;
}

/// Side by side as long as their names have room.
void OverviewPage::resizeEvent(QResizeEvent *)
{
    const auto count = static_cast<int>(m_tiles.size());
    const auto *widest = *std::max_element(m_tiles.begin(), m_tiles.end(), [](const StatTile *one, const StatTile *other) {
        return one->minimumSizeHint().width() < other->minimumSizeHint().width();
    });
    const int columns = count * (widest->minimumSizeHint().width() + m_tileGrid->spacing()) <= width() ? count : count / 2;
    if (m_tileGrid->itemAtPosition(0, columns - 1) && !m_tileGrid->itemAtPosition(0, columns))
        return;
    for (int i = 0; i < count; ++i)
        m_tileGrid->addWidget(m_tiles.at(static_cast<std::size_t>(i)), i / columns, i % columns);
}

QWidget *OverviewPage::buildCharts()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kRowGap);
    m_throughput = new TimeSeriesWidget(tr("Throughput"), box);
    m_runTimes = new TimeSeriesWidget(tr("Run time"), box);
    m_depth = new TimeSeriesWidget(tr("Waiting by queue"), box);
    for (auto *chart : {m_throughput, m_runTimes}) {
        chart->canvas()->setSpanTip(tr("A click or a drag shows the tasks that ended then."));
        connect(chart->canvas(), &ChartCanvas::spanChosen, this, &OverviewPage::showTime);
    }
    column->addWidget(m_throughput, kUpperShare);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(16);
    pair->addWidget(m_runTimes, 1);
    pair->addWidget(m_depth, 1);
    column->addLayout(pair, kLowerShare);
    return box;
}

QWidget *OverviewPage::buildSide()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kRowGap);
    m_attention = new QWidget(box);
    m_attentionRows = new QVBoxLayout(m_attention);
    m_attentionRows->setContentsMargins(0, 0, 0, 0);
    m_attentionRows->setSpacing(6);
    auto *scroll = new QScrollArea(box);
    scroll->setFocusPolicy(Qt::NoFocus); // What lies in it takes the keyboard, and is scrolled to.
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_attention);
    scroll->viewport()->setAutoFillBackground(false);
    m_attention->setAutoFillBackground(false);
    column->addWidget(section(tr("Needs attention"), scroll), kUpperShare);

    m_failingTable = new QTableView(box);
    styleTable(*m_failingTable, tr("Failing types"));
    m_failingTable->setModel(&m_failing);
    m_failingTable->setColumnWidth(FailingModel::Type, 120);
    m_failingTable->setColumnWidth(FailingModel::Failures, 70);
    m_failingTable->setColumnWidth(FailingModel::Share, 60);
    column->addWidget(section(tr("Failing types, last 5 min"), m_failingTable), kLowerShare);
    connect(m_failingTable, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT tasksRequested({u"retrying"_s, u"dead"_s}, {m_failing.typeAt(index.row()).type});
    });
    showAttention({});
    return box;
}

bool OverviewPage::showsFirstSteps() const { return m_stack->currentWidget() == m_firstSteps; }

void OverviewPage::setAddress(const QString &address) { m_firstSteps->setAddress(address); }

void OverviewPage::setOnline(bool isOnline) { setDimmed(!isOnline); }

void OverviewPage::setDimmed(bool isDimmed)
{
    for (StatTile *tile : m_tiles)
        tile->setDimmed(isDimmed);
    for (TimeSeriesWidget *chart : {m_throughput, m_runTimes, m_depth})
        chart->setDimmed(isDimmed);
}

void OverviewPage::setLive(bool isLive)
{
    m_isLive = isLive;
    follow();
}

void OverviewPage::follow() { m_feed.setVisible(isVisible() && m_isLive); }

void OverviewPage::showEvent(QShowEvent *) { follow(); }

void OverviewPage::hideEvent(QHideEvent *) { follow(); }

void OverviewPage::setStats(const wire::Stats &stats)
{
    const auto count = [&](const QString &state) { return stats.states.value(state); };
    m_feed.setStats(stats);
    m_tiles.at(Waiting)->setValue(countText(count(u"ready"_s)));
    m_tiles.at(Dead)->setValue(countText(count(u"dead"_s)), {},
                               count(u"dead"_s) > 0 ? std::optional(Tone::Dead) : std::nullopt);
    qint64 tasks = 0;
    for (const qint64 some : stats.states)
        tasks += some;
    m_stack->setCurrentIndex(tasks == 0 ? 1 : 0);
}

void OverviewPage::setSkew(std::chrono::milliseconds skew)
{
    m_skew = skew;
    showNeeds();
}

void OverviewPage::setSilentSince(const QDateTime &moment)
{
    if (std::exchange(m_silentSince, moment) != moment)
        showNeeds();
}

void OverviewPage::showCharts(const wire::SeriesAnswer &answer)
{
    const wire::Series broker = first(answer);
    ChartLines chart {.from = answer.from, .step = answer.step, .unit = ChartUnit::Count, .isStacked = true, .lines = {}};
    chart.lines = {{tr("Completed"), ChartInk::Good, broker.completed}, {tr("Failed"), ChartInk::Bad, broker.failed}};
    m_throughput->setLines(chart);
    chart.isStacked = false;
    chart.unit = ChartUnit::Seconds;
    chart.lines = {{tr("Half within"), ChartInk::Running, broker.runP50},
                   {tr("95 % within"), ChartInk::Waiting, broker.runP95}};
    m_runTimes->setLines(chart);
    chart.unit = ChartUnit::Count;
    chart.lines.clear();
    constexpr std::array kInks {ChartInk::Running, ChartInk::Waiting, ChartInk::Good, ChartInk::Bad};
    for (qsizetype at = 1; at < std::min<qsizetype>(answer.series.size(), 1 + qsizetype(kInks.size())); ++at)
        chart.lines.append(
            {answer.series.at(at).of.section(u':', 1), kInks.at(std::size_t(at - 1)), answer.series.at(at).ready});
    m_depth->setLines(chart);
}

void OverviewPage::showTrends(const wire::SeriesAnswer &quarter, const wire::SeriesAnswer &minute)
{
    const wire::Series slow = first(quarter);
    const wire::Series fast = first(minute);
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

void OverviewPage::showFacts(const AttentionFacts &facts)
{
    int slots = 0;
    int running = 0;
    int up = 0;
    for (const wire::Worker &worker : facts.workers) {
        running += worker.running;
        if (worker.lastSeenAt.secsTo(facts.now) > kGoneAfterSecs)
            continue;
        ++up;
        slots += worker.concurrency;
    }
    m_tiles.at(Running)->setValue(countText(running), slots > 0 ? tr("of %1").arg(countText(slots)) : QString());
    m_tiles.at(Workers)->setValue(countText(up), {}, up == 0 ? std::optional(Tone::Retrying) : std::nullopt);
    m_failing.setTypes(failingTypes(facts));
    m_hasFacts = true;
    m_facts = facts;
    showNeeds();
}

/// Of what was read last, and of what others know of the broker.
void OverviewPage::showNeeds()
{
    AttentionFacts facts = m_facts;
    facts.canStartWorkers = m_local && m_local->count() == 0;
    facts.oldestWait = m_oldestWait;
    facts.crashLoops = crashLoopsOf(m_local);
    facts.silentSince = m_silentSince;
    if (m_hasFacts)
        facts.skew = m_skew;
    showAttention(attentionFor(facts));
}

void OverviewPage::showAttention(const QList<Attention> &rows)
{
    // Whoever is about to press a button must not lose it to a repetition of the same.
    if (rows == m_shownRows && m_attentionRows->count() > 0 && (!rows.isEmpty() || !m_hasFacts))
        return;
    m_shownRows = rows;
    clearLayout(*m_attentionRows);
    for (const Attention &row : rows.first(std::min<qsizetype>(rows.size(), kRowsShownMax))) {
        auto *line = new QWidget(m_attention);
        auto *mark = new StateLabel(line);
        mark->setState(row.isBad ? Glyph::Cross : Glyph::Warning, row.isBad ? Tone::Bad : Tone::Retrying, {});
        auto *text = plainLabel(row.text, line);
        text->setWordWrap(true);
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 2, 0, 2);
        layout->setSpacing(8);
        // The first line stands beside the middle of the button, however many there are.
        const int above = std::max(0, (ConsoleStyle::kHitTarget - fontMetrics().lineSpacing()) / 2);
        mark->setMinimumHeight(ConsoleStyle::kHitTarget);
        text->setContentsMargins(0, above, 0, 0);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeading);
        layout->addWidget(mark, 0, Qt::AlignTop);
        layout->addWidget(text, 1);
        if (!row.actText.isEmpty()) {
            auto *button = new QPushButton(row.actText, line);
            button->setAccessibleDescription(row.text);
            connect(button, &QPushButton::clicked, this, [this, row] { act(row); });
            layout->addWidget(button, 0, Qt::AlignTop);
        }
        m_attentionRows->addWidget(line);
    }
    if (rows.size() > kRowsShownMax)
        m_attentionRows->addWidget(quietLabel(tr("%Ln more", nullptr, int(rows.size()) - kRowsShownMax), m_attention));
    if (rows.isEmpty())
        m_attentionRows->addWidget(quietLabel(m_hasFacts ? tr("Nothing needs attention.") : tr("Loading…"), m_attention));
    m_attentionRows->addStretch();
}

void OverviewPage::act(const Attention &row)
{
    switch (row.act) {
    case Attention::Act::AskAgain:
        Q_EMIT askRequested();
        break;
    case Attention::Act::StartWorker:
        startWorker();
        break;
    case Attention::Act::ShowWorkers:
        Q_EMIT workersRequested();
        break;
    case Attention::Act::ShowQueues:
        Q_EMIT queuesRequested();
        break;
    case Attention::Act::ShowTasks:
        Q_EMIT tasksRequested(row.states, row.types);
        break;
    case Attention::Act::ShowOldest:
        m_tiles.at(OldestWait)->click();
        break;
    }
}

/// A moment stands for all of its second, so that the last one before the end is the end.
void OverviewPage::showTime(const QDateTime &from, const QDateTime &to)
{
    const auto text = [](const QDateTime &moment) { return moment.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s); };
    Q_EMIT filterRequested({.text = u"finished:%1..%2"_s.arg(text(from), text(to.addSecs(-1)))});
}

void OverviewPage::startWorker()
{
    if (!m_local) {
        Q_EMIT workersRequested();
        return;
    }
    if (m_local->count() == 0)
        m_local->setCount(1);
    Q_EMIT said(tr("A worker starts"));
}

} // namespace conduit::ui
