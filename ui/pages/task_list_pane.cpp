// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_list_pane.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/models/filter_text.h"
#include "ui/models/task_counts.h"
#include "ui/pages/empty_task_list.h"
#include "ui/pages/task_columns.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/go_to_time_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/search_bar.h"
#include "ui/widgets/selection_bar.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/time_rail.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

TaskListPane::TaskListPane(client::Client &client, std::function<QDateTime()> now, QSettings &settings, QWidget *parent)
    : QWidget(parent), m_now(std::move(now)), m_model(m_now), m_feed(client, m_model), m_railFeed(client)
{
    build(settings);
    connectTable();
    connectFeeds();
    showEmptiness();
    showNewRows();
    showRail();
}

/// The table speaks of the model and of the selection, which go before children do.
TaskListPane::~TaskListPane() { delete m_table; }

void TaskListPane::build(QSettings &settings)
{
    m_goToTime = new GoToTimeBar(m_now, this);
    m_newRows = new QPushButton(glyphIcon(Glyph::Up), {}, this);
    m_newRows->setFlat(true);
    auto *list = new QWidget(this);
    m_table = new TaskTableView(m_model, m_selection, list);
    m_columns = new TaskColumns(*m_table, settings);
    m_rail = new TimeRail(list);
    auto *row = new QHBoxLayout(list);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_table, 1);
    row->addWidget(m_rail);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(list);
    m_stack->addWidget(m_empty);
    m_searchBar = new SearchBar(this);
    m_bar = new SelectionBar(this);
    m_totals = new ElidingLabel({}, this);
    m_totals->setForegroundRole(QPalette::PlaceholderText);
    m_totals->setContentsMargins(16, 5, 16, 5);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_goToTime);
    column->addWidget(m_newRows);
    column->addWidget(m_stack, 1);
    column->addWidget(m_searchBar);
    column->addWidget(m_bar);
    column->addWidget(m_totals);
    list->setFocusProxy(m_table);
    setFocusProxy(m_stack);

    connect(m_columns, &TaskColumns::clicked, this, &TaskListPane::sortBy);
    connect(m_empty, &EmptyState::actionTriggered, this, &TaskListPane::act);
    connect(m_newRows, &QPushButton::clicked, this, &TaskListPane::goToNewest);
    connect(m_searchBar, &SearchBar::stopRequested, &m_feed, &TaskFeed::stopSearching);
    connect(m_searchBar, &SearchBar::goOnRequested, &m_feed, &TaskFeed::searchOn);
    connect(m_rail, &TimeRail::momentChosen, &m_feed, &TaskFeed::jumpTo);
    connect(m_goToTime, &GoToTimeBar::chosen, this, &TaskListPane::goTo);
    connect(m_goToTime, &GoToTimeBar::left, this, [this] { setFocus(Qt::OtherFocusReason); });
}

void TaskListPane::connectTable()
{
    connect(m_table, &TaskTableView::selectAllRequested, this, &TaskListPane::selectAll);
    connect(&m_selection, &TaskSelection::changed, this, &TaskListPane::showSelection);
    connect(&m_selection, &TaskSelection::statesChanged, this, &TaskListPane::targetsChanged);
    connect(&m_selection, &TaskSelection::lostChanged, this, &TaskListPane::offerRestore);
    connect(m_bar, &SelectionBar::allRequested, this, &TaskListPane::selectAll);
    connect(m_bar, &SelectionBar::restoreRequested, &m_selection, &TaskSelection::restore);
    connect(m_bar, &SelectionBar::restoreExpired, &m_selection, &TaskSelection::forgetLost);
    connect(m_bar, &SelectionBar::clearRequested, &m_selection, &TaskSelection::clear);
    connect(m_table, &TaskTableView::atTopChanged, this, &TaskListPane::showNewRows);
    connect(m_table, &TaskTableView::visibleRowsChanged, &m_feed, &TaskFeed::setVisibleRows);
    connect(m_table, &TaskTableView::visibleRowsChanged, this, &TaskListPane::showShownTime);
    // A question may be answered while the view is still busy with the rows that caused it.
    connect(m_table, &TaskTableView::nearTop, &m_feed, &TaskFeed::readAbove, Qt::QueuedConnection);
    connect(m_table, &TaskTableView::nearBottom, &m_feed, qOverload<>(&TaskFeed::readBelow), Qt::QueuedConnection);
    connect(m_table, &TaskTableView::homeRequested, this, &TaskListPane::goToNewest);
    connect(m_table, &TaskTableView::endRequested, this, &TaskListPane::goToOldest);
}

void TaskListPane::connectFeeds()
{
    const auto showAll = [this] {
        showEmptiness();
        showSearch();
        showTotals();
    };
    connect(&m_feed, &TaskFeed::loaded, this, showAll);
    connect(&m_feed, &TaskFeed::loaded, this, &TaskListPane::comeBackToTask);
    connect(&m_feed, &TaskFeed::searchingChanged, this, showAll);
    connect(&m_feed, &TaskFeed::failed, this, [this, showAll](const client::Failure &failure) {
        showAll();
        Q_EMIT failed(failure);
    });
    connect(&m_feed, &TaskFeed::endReached, m_table, &TaskTableView::goToBottom, Qt::QueuedConnection);
    connect(&m_feed, &TaskFeed::jumped, m_table, &TaskTableView::goToTop);
    connect(&m_feed, &TaskFeed::newRowsChanged, this, &TaskListPane::showNewRows);
    connect(&m_feed, &TaskFeed::tasksChanged, this, [this](const QList<wire::Task> &tasks) {
        m_selection.noteChanged(tasks);
        m_railFeed.noteChanged();
        showTotals();
    });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &TaskListPane::showEmptiness);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TaskListPane::showEmptiness);
    connect(&m_railFeed, &TimeRailFeed::changed, this, [this] { m_rail->setHistogram(m_railFeed.histogram()); });
}

void TaskListPane::setFilter(const TaskFilter &filter)
{
    m_feed.setFilter(filter);
    m_railFeed.setFilter(filter);
    m_columns->showSort(filter.sort);
    showRail();
    showEmptiness();
    showSearch();
    showTotals();
}

void TaskListPane::setStats(const wire::Stats &stats)
{
    m_stats = stats;
    showTotals();
}

void TaskListPane::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showEmptiness();
    showTotals();
    if (isOnline && isVisible())
        m_feed.poll();
}

void TaskListPane::setLive(bool isLive)
{
    m_feed.setLive(isLive);
    m_railFeed.setLive(isLive);
    showTotals();
}

void TaskListPane::setShown(bool isShown)
{
    m_feed.setVisible(isShown);
    m_railFeed.setVisible(isShown);
}

void TaskListPane::reload()
{
    m_feed.reload();
    m_railFeed.reload();
}

void TaskListPane::saveSettings() const { m_columns->saveSettings(); }

/// Only what is visible is painted anew: ages grow every second.
void TaskListPane::noteTime()
{
    const auto isInGesture = QApplication::mouseButtons() != Qt::NoButton || QApplication::activePopupWidget();
    m_feed.setTakesNewRows(m_table->isAtTop() && !isInGesture);
    m_table->viewport()->update();
}

bool TaskListPane::isSortedByCreation() const
{
    return filter().sort == TaskFilter::kNewestFirst || filter().sort == reversedSort(TaskFilter::kNewestFirst);
}

QString TaskListPane::whyNoTime() const
{
    return isSortedByCreation() ? QString() : tr("Sort by Created first: the times are those at which tasks were made.");
}

void TaskListPane::askForTime() { m_goToTime->open(); }

/// The first task of that time, in the order of the list.
void TaskListPane::goTo(const MomentSpan &span)
{
    if (isSortedByCreation())
        m_feed.jumpTo(filter().sort == TaskFilter::kNewestFirst ? span.to : span.from);
}

void TaskListPane::goToNewest()
{
    if (!m_model.cursorAbove().isEmpty() || m_feed.newRows() > 0)
        m_feed.reload();
    m_table->goToTop();
}

void TaskListPane::goToOldest() { m_feed.jumpToEnd(); }

int TaskListPane::currentRow() const { return m_model.rowOf(m_table->currentId()); }

qint64 TaskListPane::countedTasks() const
{
    return std::max<qint64>(m_model.fittingRows(), matchingTasks(m_stats, filter()).value_or(0));
}

QString TaskListPane::totalsText() const { return m_totals->fullText(); }

/// What the button of the empty state says.
void TaskListPane::act()
{
    if (m_feed.isSearching())
        m_feed.stopSearching();
    else if (m_feed.isSearchOpen())
        m_feed.searchOn();
    else if (filter().isEmpty())
        Q_EMIT enqueueRequested();
    else
        Q_EMIT clearFilterRequested();
}

/// A click on the column that is sorted by turns the order round. Columns that the broker cannot sort by leave all as it is.
void TaskListPane::sortBy(int column)
{
    const auto word = TaskWindowModel::sortWord(column);
    auto sorted = filter();
    const auto wanted = sorted.sort == u'-' + word ? word : u'-' + word;
    if (!word.isEmpty() && fittingSort(sorted, wanted) == wanted)
        sorted.sort = wanted;
    else if (!word.isEmpty())
        Q_EMIT hinted(tr("A filter that looks into payload, result or meta lists tasks in the order of creation. Take that "
                         "term out to sort."));
    const int row = currentRow();
    const bool isSeen = row >= 0 && m_table->visualRect(m_model.index(row, 0)).intersects(m_table->viewport()->rect());
    m_kept = isSeen && m_selection.count() == 1 && m_selection.contains(m_model.taskAt(row))
        ? std::optional(m_model.taskAt(row))
        : std::nullopt;
    m_isSorting = sorted != filter();
    setFilter(sorted);
    Q_EMIT targetsChanged();
}

/// To the one task that somebody had chosen and saw before the list was sorted otherwise; else to the top. Beyond the first page a task
/// can be found by its time only.
void TaskListPane::comeBackToTask()
{
    const auto task = std::exchange(m_kept, {});
    if (!std::exchange(m_isSorting, false))
        return;
    if (!task || task->id != m_table->currentId())
        m_table->goToTop();
    else if (currentRow() >= 0)
        m_table->scrollTo(m_model.index(currentRow(), std::max(0, m_table->currentIndex().column())));
    else if (isSortedByCreation())
        m_feed.jumpTo(task->createdAt);
}

void TaskListPane::selectAll()
{
    QList<wire::Task> loaded;
    bool isChosen = true;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        loaded.append(m_model.taskAt(row));
        isChosen = isChosen && m_selection.contains(loaded.last());
    }
    if (!isChosen || m_selection.chosen().isEverything)
        m_selection.add(loaded);
    else if (!filter().isEmpty())
        m_selection.chooseEverything(filter(), m_feed.revision(), m_feed.newestCreated(), knownMatches());
    else if (hasMore())
        Q_EMIT hinted(
            tr("All tasks of the broker cannot be selected at once. Filter first, for example by a state or a type."));
}

void TaskListPane::showSelection()
{
    const auto &chosen = m_selection.chosen();
    QString text;
    QString all;
    if (chosen.isEverything) {
        const auto line = queryText(chosen.filter);
        text = chosen.matching ? tr("All %1 tasks that match %2").arg(countText(*chosen.matching), line)
                               : tr("All tasks that match %1").arg(line);
        if (!chosen.except.isEmpty())
            text = tr("%1, except %2").arg(text, countText(chosen.except.size()));
    } else if (m_selection.count() > 1) {
        text = tr("%1 selected").arg(countText(m_selection.count()));
        const auto matches = knownMatches();
        if (hasMore() && !filter().isEmpty() && m_selection.count() >= m_model.rowCount())
            all = matches ? tr("Select all %1 that match").arg(countText(*matches)) : tr("Select all that match");
    }
    m_bar->showSelection(text, all);
    Q_EMIT targetsChanged();
}

void TaskListPane::offerRestore()
{
    const auto lost = m_selection.lost();
    m_bar->offerRestore(lost == 0      ? QString()
                            : lost < 0 ? tr("Restore the selection")
                                       : tr("Restore %1 selected").arg(countText(lost)));
}

void TaskListPane::showRail()
{
    m_rail->setNewestFirst(filter().sort == TaskFilter::kNewestFirst);
    m_rail->setWhyNot(whyNoTime());
    showShownTime();
}

void TaskListPane::showShownTime()
{
    const int rows = m_model.rowCount();
    if (rows == 0 || !isSortedByCreation())
        return m_rail->setShown({}, {});
    const int offset = m_table->verticalScrollBar()->value();
    const auto createdAt = [&](int pixel) {
        return m_model.taskAt(std::clamp(pixel / m_table->rowHeight(), 0, rows - 1)).createdAt;
    };
    m_rail->setShown(createdAt(offset), createdAt(offset + m_table->viewport()->height()));
}

bool TaskListPane::hasMore() const { return !m_model.cursorAbove().isEmpty() || !m_model.cursorBelow().isEmpty(); }

/// Counts that came before some of the rows are of no use.
std::optional<qint64> TaskListPane::knownMatches() const
{
    const auto counted = matchingTasks(m_stats, filter());
    return counted && *counted >= m_model.fittingRows() ? counted : std::nullopt;
}

void TaskListPane::showSearch()
{
    const bool isNewestFirst = filter().sort == TaskFilter::kNewestFirst;
    const bool isUnderWay = m_feed.isSearching() || m_feed.isSearchOpen();
    const auto found = countText(m_model.rowCount());
    const auto to = momentText(m_feed.searchedTo());
    const auto text = !isUnderWay || m_model.rowCount() == 0 ? QString()
        : to.isEmpty()                                       ? tr("Searching…  ·  found: %1").arg(found)
        : isNewestFirst                                      ? tr("Searched back to %1  ·  found: %2").arg(to, found)
                                                             : tr("Searched up to %1  ·  found: %2").arg(to, found);
    m_searchBar->showProgress(text, m_feed.isSearching(), isNewestFirst ? tr("Search older") : tr("Search newer"));
}

void TaskListPane::showTotals()
{
    Q_EMIT targetsChanged();
    QStringList parts;
    if (matchingTasks(m_stats, filter()))
        parts.append(tr("Tasks: %1").arg(countText(countedTasks())));
    else
        parts.append(tr("Tasks read: %1").arg(countText(m_model.fittingRows())));
    parts.append(filter().sort == TaskFilter::kNewestFirst ? tr("newest first")
                                                           : tr("sorted by %1").arg(m_columns->sortedBy().toLower()));
    if (m_columns->isSlow())
        parts.append(tr("slow, as there is no index"));
    parts.append(!m_isOnline ? tr("not live, as the broker is away") : m_feed.isLive() ? tr("live") : tr("not live"));
    m_totals->setFullText(parts.join(u"  ·  "_s));
}

void TaskListPane::showEmptiness()
{
    const auto isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_stack->setFocusProxy(m_stack->currentWidget());
    if (isEmpty)
        tellWhyEmpty(*m_empty, m_feed, m_isOnline, sumOfStates(m_stats.states));
}

void TaskListPane::showNewRows()
{
    m_feed.setTakesNewRows(m_table->isAtTop());
    const auto count = m_feed.newRows();
    const auto isOffered = count > 0 && !(m_table->isAtTop() && filter().sort == TaskFilter::kNewestFirst);
    m_newRows->setText(tr("%1 newer · show them (Home)").arg(countText(count)));
    m_newRows->setVisible(isOffered);
}

} // namespace conduit::ui
