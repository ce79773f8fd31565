// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/overview_page.h"

#include "ui/local_workers.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/first_steps.h"
#include "ui/pages/recent_operations.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/time_series_widget.h"
#include "ui/widgets/whole_height.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Charts and what stands beside them begin at the same heights.
constexpr int kRowGap = 10;
constexpr int kLinesMin = 4; // Of lists beside the charts.
constexpr int kUpperShare = 3;
constexpr int kLowerShare = 2;

wire::Series first(const wire::SeriesAnswer &answer)
{
    return answer.series.isEmpty() ? wire::Series() : answer.series.first();
}

/// With its name above it, as a chart has.
QWidget *section(const QString &name, QWidget *content)
{
    auto *box = new QWidget(content->parentWidget());
    auto *heading = elidingHeading(name, box);
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

} // namespace

OverviewPage::OverviewPage(client::Client &client, const QString &address, std::function<QDateTime()> now, LocalWorkers *local,
                           QWidget *parent)
    : QWidget(parent), m_local(local), m_feed(client, std::move(now)), m_tiles(new OverviewTiles(this))
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
    column->addWidget(m_tiles);
    column->addLayout(lower, 1);

    m_firstSteps = new FirstSteps(address, local, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(scrolled(board));
    m_stack->addWidget(m_firstSteps);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    setFocusProxy(m_tiles->tile(Waiting));

    connect(m_tiles, &OverviewTiles::tasksRequested, this, &OverviewPage::tasksRequested);
    connect(m_tiles, &OverviewTiles::filterRequested, this, &OverviewPage::filterRequested);
    connect(m_tiles, &OverviewTiles::workersRequested, this, &OverviewPage::workersRequested);
    connect(&m_feed, &OverviewFeed::chartsLoaded, this, &OverviewPage::showCharts);
    connect(&m_feed, &OverviewFeed::trendsLoaded, this, &OverviewPage::showTrends);
    connect(&m_feed, &OverviewFeed::factsLoaded, this, &OverviewPage::showFacts);
    connect(m_firstSteps, &FirstSteps::startRequested, this, &OverviewPage::startWorker);
    connect(m_firstSteps, &FirstSteps::enqueueRequested, this, &OverviewPage::enqueueRequested);
    connect(m_firstSteps, &FirstSteps::copied, this, [this] { Q_EMIT said(tr("Command copied")); });
}

void OverviewPage::continueFrom(const OverviewPage &before)
{
    const int chosen = before.m_ranges->checkedId();
    if (chosen != m_ranges->checkedId())
        m_ranges->button(chosen)->click();
}

QWidget *OverviewPage::buildRanges()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_ranges = new QButtonGroup(box);
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
        m_ranges->addButton(button, int(range.seconds));
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, range = range] { m_feed.setRange(range); });
    }
    return box;
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
    for (auto *chart : {m_throughput, m_runTimes, m_depth})
        connect(chart, &TimeSeriesWidget::copied, this, &OverviewPage::said);
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
    m_attention = new AttentionList(box);
    m_attention->setMinimumHeight(kLinesMin * fontMetrics().lineSpacing());
    connect(m_attention, &AttentionList::acted, this, &OverviewPage::act);
    column->addWidget(section(tr("Needs attention"), m_attention), kUpperShare);

    m_failingTable = new QTableView(box);
    styleTable(*m_failingTable, tr("Failing types"));
    m_failingTable->setModel(&m_failing);
    m_failingTable->setMinimumHeight(kLinesMin * fontMetrics().lineSpacing());
    m_failingTable->setColumnWidth(FailingModel::Type, 120);
    m_failingTable->setColumnWidth(FailingModel::Failures, 70);
    m_failingTable->setColumnWidth(FailingModel::Share, 60);
    m_recent = new RecentOperations(box);
    connect(m_recent, &RecentOperations::undoRequested, this, &OverviewPage::undoRequested);
    connect(m_recent, &RecentOperations::tasksRequested, this,
            [this](const QString &filter) { Q_EMIT filterRequested({.text = filter}); });
    connect(m_recent, &RecentOperations::allRequested, this, &OverviewPage::activityRequested);
    auto *lower = new QVBoxLayout;
    lower->setSpacing(kRowGap);
    lower->addWidget(section(tr("Failing types, last 5 min"), m_failingTable), 1);
    lower->addWidget(m_recent);
    column->addLayout(lower, kLowerShare);
    connect(m_failingTable, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT tasksRequested({u"retrying"_s, u"dead"_s}, {m_failing.typeAt(index.row()).type});
    });
    return box;
}

bool OverviewPage::showsFirstSteps() const { return m_stack->currentWidget() == m_firstSteps; }

void OverviewPage::setAddress(const QString &address) { m_firstSteps->setAddress(address); }

QWidget *OverviewPage::attention() const { return m_attention->rows(); }

void OverviewPage::setOnline(bool isOnline)
{
    setDimmed(!isOnline);
    m_recent->setOnline(isOnline);
}

void OverviewPage::setActivity(const QList<ActivityRow> &rows) { m_recent->setRows(rows); }

void OverviewPage::setDimmed(bool isDimmed)
{
    m_tiles->setDimmed(isDimmed);
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
    m_feed.setStats(stats);
    m_tiles->setStats(stats);
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
    m_tiles->showTrends(first(quarter), first(minute));
}

void OverviewPage::showFacts(const AttentionFacts &facts)
{
    m_tiles->showWorkers(facts);
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
    facts.oldestWait = m_tiles->oldestWait();
    facts.crashLoops = crashLoopsOf(m_local);
    facts.silentSince = m_silentSince;
    if (m_hasFacts)
        facts.skew = m_skew;
    m_attention->setRows(attentionFor(facts), m_hasFacts);
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
    case Attention::Act::ShowWorker:
        Q_EMIT workerRequested(row.worker);
        break;
    case Attention::Act::ShowQueues:
        Q_EMIT queuesRequested();
        break;
    case Attention::Act::ShowTasks:
        Q_EMIT tasksRequested(row.states, row.types);
        break;
    case Attention::Act::ShowOldest:
        m_tiles->tile(OldestWait)->click();
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
