// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/tasks_page.h"

#include "ui/format/sizes.h"
#include "ui/format/time_format.h"
#include "ui/models/filter_text.h"
#include "ui/pages/state_chips.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_choices.h"
#include "ui/pages/task_columns.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/selection_bar.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr auto kSplitterKey = "tasks/panes"_L1;
constexpr auto kDetailsKey = "tasks/details"_L1;
constexpr auto kFacetsKey = "tasks/facets"_L1;

constexpr int kDetailsWidth = 350;
/// What the columns that are shown at first need.
constexpr int kListWidth = 720;

} // namespace

TasksPage::TasksPage(client::Client &client, const QString &address, std::function<QDateTime()> now, QSettings &settings,
                     QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_now(std::move(now)),
      m_settings(settings),
      m_model(m_now),
      m_feed(client, m_model),
      m_chips(new StateChips(this)),
      m_choices(new TaskChoices(this)),
      m_facets(new TaskFacets(client, settings, this)),
      m_details(new TaskDetailsPanel(client, address, m_now, this)),
      m_acts(new TaskActs(client, this)),
      m_filterBar(new TaskFilterBar(settings, address, this))
{
    buildActions();
    m_details->setActs(m_acts->actsOnOne());
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_facets);
    m_splitter->addWidget(buildList());
    setFocusProxy(m_stack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({TaskFacets::kWidth, kListWidth, kDetailsWidth});
    m_details->setMinimumWidth(300);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(m_filterBar);
    column->addWidget(m_chips);
    column->addWidget(m_splitter, 1);

    m_details->setVisible(m_settings.value(kDetailsKey, true).toBool());
    m_showDetails->setChecked(!m_details->isHidden());
    m_showFacets->setChecked(m_settings.value(kFacetsKey, true).toBool());
    m_splitter->restoreState(m_settings.value(kSplitterKey).toByteArray());

    connectTable();
    connectFilters();
    connect(&m_feed, &TaskFeed::loaded, this, [this] {
        showEmptiness();
        showTotals();
    });
    connect(&m_feed, &TaskFeed::failed, this, &TasksPage::showFailure);
    connect(&m_feed, &TaskFeed::searchingChanged, this, [this] {
        showEmptiness();
        showTotals();
    });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &TasksPage::showEmptiness);
    connect(&m_feed, &TaskFeed::endReached, m_table, &TaskTableView::goToBottom, Qt::QueuedConnection);
    connect(&m_feed, &TaskFeed::newRowsChanged, this, &TasksPage::showNewRows);
    connect(&m_feed, &TaskFeed::tasksChanged, this, [this](const QList<wire::Task> &tasks) {
        for (const auto &task : tasks)
            m_details->noteVersion(task.id, task.version);
        m_selection.noteChanged(tasks);
        showTargets();
    });
    connect(m_acts, &TaskActs::said, this, &TasksPage::said);
    connect(m_details, &TaskDetailsPanel::closed, this, [this] { m_showDetails->setChecked(false); });
    connect(m_details, &TaskDetailsPanel::stepRequested, this, &TasksPage::step);
    connect(m_details, &TaskDetailsPanel::copyRequested, this, &TasksPage::copyRequested);
    connect(m_details, &TaskDetailsPanel::originalRequested, this, &TasksPage::showTask);
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, &TasksPage::tick);
    connect(&TimeFormat::ours(), &TimeFormat::changed, m_details, &TaskDetailsPanel::noteTime);
    showEmptiness();
    showNewRows();
    arrange();
}

/// The table speaks of the model and of the selection, which go before children do.
TasksPage::~TasksPage() { delete m_table; }

void TasksPage::showTask(const QString &id)
{
    m_showDetails->setChecked(true);
    m_table->setCurrentId(id);
    m_details->showTask(id);
}

void TasksPage::setFilter(const TaskFilter &filter)
{
    const auto isSorted = m_feed.filter().sort == filter.sort;
    if (!isSorted) {
        auto sorted = m_feed.filter();
        sorted.sort = filter.sort;
        m_feed.setFilter(sorted);
    }
    m_filterBar->setLine(queryText(filter));
}

void TasksPage::showLine(const QString &line)
{
    auto filter = filterFromLine(line);
    // Only the order of creation goes with a filter that no index serves.
    filter.sort = filterTerms(filter).isEmpty() ? m_feed.filter().sort : TaskFilter::kNewestFirst;
    m_feed.setFilter(filter);
    m_columns->showSort(filter.sort);
    m_chips->setLine(line);
    m_choices->setLine(line);
    m_facets->setLine(line);
    m_clear->setText(filter.tag.isEmpty() ? tr("Clear filters") : tr("Clear filter: tag %1").arg(filter.tag));
    m_clear->setVisible(!filter.isEmpty());
    showEmptiness();
    showTotals();
}

void TasksPage::setStats(const wire::Stats &stats)
{
    m_stats = stats;
    m_chips->setCounts(stats.states);
    showNames();
    showTotals();
}

void TasksPage::setTypeNames(const QStringList &names)
{
    m_typeNames = names;
    showNames();
}

void TasksPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_acts->setOnline(isOnline);
    m_facets->setOnline(isOnline);
    showEmptiness();
    if (isOnline && isVisible())
        m_feed.poll();
}

void TasksPage::setLive(bool isLive)
{
    m_feed.setLive(isLive);
    m_facets->setLive(isLive);
    showTotals();
}

void TasksPage::reload()
{
    m_feed.reload();
    m_facets->reload();
    m_details->reload();
}

void TasksPage::resetLayout()
{
    m_showDetails->setChecked(true);
    m_showFacets->setChecked(true);
    m_splitter->setSizes({TaskFacets::kWidth, kListWidth, kDetailsWidth});
    arrange();
}

void TasksPage::saveSettings() const
{
    m_columns->saveSettings();
    m_facets->saveSettings();
    m_settings.setValue(kFacetsKey, m_showFacets->isChecked());
    m_settings.setValue(kSplitterKey, m_splitter->saveState());
    m_settings.setValue(kDetailsKey, m_showDetails->isChecked());
}

void TasksPage::continueFrom(const TasksPage &before)
{
    setFilter(before.filter());
    m_filterBar->setLine(before.m_filterBar->line());
    if (const auto &task = before.m_details->task()) {
        m_table->setCurrentId(task->id);
        m_details->showTask(task->id);
        m_details->tabs()->setCurrentIndex(before.m_details->tabs()->currentIndex());
    }
    m_selection.continueFrom(before.m_selection);
}

QList<QAction *> TasksPage::taskActions() const
{
    return m_acts->actsOnChosen() + m_acts->actsOnAll() + m_details->stepActions() + m_details->copyActions()
        << m_details->enqueueCopyAction();
}

QList<QAction *> TasksPage::viewActions() const
{
    return {m_showDetails, m_showFacets, m_filterBar->findAction(), m_filterBar->backAction(), m_filterBar->forwardAction()};
}

void TasksPage::showEvent(QShowEvent *)
{
    m_feed.setVisible(true);
    showTargets();
}

/// The acts have keys, and nobody sees any more what they would be about.
void TasksPage::hideEvent(QHideEvent *)
{
    m_feed.setVisible(false);
    showTargets();
}

void TasksPage::resizeEvent(QResizeEvent *) { arrange(); }

void TasksPage::buildActions()
{
    const auto add = [this](Glyph glyph, const QString &text, const QString &keys) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setShortcut(QKeySequence(keys));
        return action;
    };
    m_showDetails = add(Glyph::Right, tr("Show details"), u"Ctrl+I"_s);
    m_showDetails->setObjectName(u"view.details"_s);
    m_showDetails->setCheckable(true);
    connect(m_showDetails, &QAction::toggled, this, [this](bool isShown) {
        m_details->setVisible(isShown);
        arrange();
    });
    m_showFacets = add(Glyph::Types, tr("Show facets"), u"Ctrl+Shift+F"_s);
    m_showFacets->setObjectName(u"view.facets"_s);
    m_showFacets->setCheckable(true);
    m_showFacets->setChecked(true);
    connect(m_showFacets, &QAction::toggled, this, &TasksPage::arrange);
}

QWidget *TasksPage::buildTop()
{
    auto *top = new QWidget(this);
    m_clear = new QPushButton(glyphIcon(Glyph::Close), tr("Clear filters"), top);
    m_clear->hide();
    connect(m_clear, &QPushButton::clicked, this, &TasksPage::clearFilter);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(16, 12, 16, 4);
    row->setSpacing(8);
    row->addWidget(titleLabel(tr("Tasks"), top));
    row->addSpacing(12);
    row->addWidget(m_choices);
    row->addWidget(m_clear);
    row->addStretch();
    row->addWidget(buildAllListed(top));
    return top;
}

QPushButton *TasksPage::buildAllListed(QWidget *parent) const
{
    auto *all = new QPushButton(tr("All listed"), parent);
    all->setObjectName("all"_L1);
    setPlainToolTip(all, tr("Do something to all tasks that fit the filters"));
    auto *menu = new QMenu(all);
    menu->setToolTipsVisible(true);
    menu->addActions(m_acts->actsOnAll());
    all->setMenu(menu);
    return all;
}

QWidget *TasksPage::buildList()
{
    auto *list = new QWidget(this);
    m_table = new TaskTableView(m_model, m_selection, list);
    m_bar = new SelectionBar(list);
    m_bar->setActs(m_acts->actsOnChosen(), m_acts->deleteChosen());
    m_empty = new EmptyState(list);
    m_newRows = new QPushButton(glyphIcon(Glyph::Up), {}, list);
    m_newRows->setFlat(true);
    m_totals = quietLabel({}, list);
    m_stack = new QStackedWidget(list);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_columns = new TaskColumns(*m_table, m_settings);
    connect(m_columns, &TaskColumns::clicked, this, &TasksPage::sortBy);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_feed.isSearching())
            m_feed.stopSearching();
        else if (m_feed.filter().isEmpty())
            Q_EMIT enqueueRequested();
        else
            clearFilter();
    });
    connect(m_newRows, &QPushButton::clicked, this, [this] {
        m_table->goToTop();
        m_feed.reload();
    });

    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(16, 5, 16, 5);
    footer->addWidget(m_totals, 1);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_newRows);
    column->addWidget(m_stack, 1);
    column->addWidget(m_bar);
    column->addLayout(footer);
    return list;
}

void TasksPage::connectTable()
{
    m_menu = new QMenu(m_table);
    m_menu->setToolTipsVisible(true);
    m_menu->addActions(m_acts->actsOnChosen());
    m_menu->addSeparator();
    m_menu->addMenu(tr("Copy"))->addActions(m_details->copyActions());
    m_menu->addAction(m_details->enqueueCopyAction());
    // An act is triggered only after its menu has closed.
    connect(m_menu, &QMenu::aboutToHide, this, &TasksPage::showTargets, Qt::QueuedConnection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &TasksPage::openContextMenu);
    connect(m_table, &TaskTableView::selectAllRequested, this, &TasksPage::selectAll);
    connect(&m_selection, &TaskSelection::changed, this, &TasksPage::showSelection);
    connect(&m_selection, &TaskSelection::statesChanged, this, &TasksPage::showTargets);
    connect(&m_selection, &TaskSelection::lostChanged, this, &TasksPage::offerRestore);
    connect(m_bar, &SelectionBar::allRequested, this, &TasksPage::selectAll);
    connect(m_bar, &SelectionBar::restoreRequested, &m_selection, &TaskSelection::restore);
    connect(m_bar, &SelectionBar::restoreExpired, &m_selection, &TaskSelection::forgetLost);
    connect(m_bar, &SelectionBar::clearRequested, &m_selection, &TaskSelection::clear);
    connect(m_table, &TaskTableView::currentIdChanged, this, [this](const QString &id) {
        m_details->showTask(id);
        showTargets();
    });
    connect(m_table, &QAbstractItemView::activated, this, [this] { m_showDetails->setChecked(true); });
    connect(m_table, &TaskTableView::atTopChanged, this, &TasksPage::showNewRows);
    connect(m_table, &TaskTableView::visibleRowsChanged, &m_feed, &TaskFeed::setVisibleRows);
    // A question may be answered while the view is still busy with the rows that caused it.
    connect(m_table, &TaskTableView::nearTop, &m_feed, &TaskFeed::readAbove, Qt::QueuedConnection);
    connect(m_table, &TaskTableView::nearBottom, &m_feed, &TaskFeed::readBelow, Qt::QueuedConnection);
    connect(m_table, &TaskTableView::homeRequested, this, [this] {
        if (!m_model.cursorAbove().isEmpty() || m_feed.newRows() > 0)
            m_feed.reload();
        m_table->goToTop();
    });
    connect(m_table, &TaskTableView::endRequested, &m_feed, &TaskFeed::jumpToEnd);
}

void TasksPage::connectFilters()
{
    connect(m_filterBar, &TaskFilterBar::chosen, this, &TasksPage::showLine);
    connect(m_filterBar, &TaskFilterBar::savedChanged, m_facets, &TaskFacets::setSaved);
    m_facets->setSaved(m_filterBar->savedFilters());
    const auto focusList = [this] { m_table->setFocus(Qt::OtherFocusReason); };
    connect(m_choices, &TaskChoices::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    connect(m_facets, &TaskFacets::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    connect(m_facets, &TaskFacets::left, this, focusList);
    connect(m_chips, &StateChips::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    // After a click the arrow keys are about the list; whoever came with the keys stays.
    connect(m_chips, &StateChips::lineChosen, this, [this, focusList] {
        if (!m_chips->isAncestorOf(QApplication::focusWidget()))
            focusList();
    });
}

void TasksPage::arrange()
{
    const auto details = m_details->isHidden() ? 0 : std::max(m_details->minimumWidth(), m_splitter->sizes().value(2));
    const bool fits = width() >= TaskFacets::kWidth + kListWidth + details;
    const bool isShown = fits && m_showFacets->isChecked();
    offer(*m_showFacets, fits ? QString() : tr("The facets need more room: make the window wider, or hide the details."));
    m_facets->setVisible(isShown);
    m_chips->setVisible(!isShown);
    m_choices->setVisible(!isShown);
}

void TasksPage::clearFilter() { m_filterBar->setLine({}); }

/// A click on the column that is sorted by turns the order round. Columns that the broker cannot sort by leave all as it is.
void TasksPage::sortBy(int column)
{
    const auto word = TaskWindowModel::sortWord(column);
    auto filter = m_feed.filter();
    if (!word.isEmpty() && (filterTerms(filter).isEmpty() || word == u"created"))
        filter.sort = filter.sort == u'-' + word ? word : u'-' + word;
    else if (!word.isEmpty())
        m_filterBar->showHint(
            tr("With this filter tasks come in the order of creation. Filter by states, types or queues alone to sort."));
    m_feed.setFilter(filter);
    m_columns->showSort(filter.sort);
    showEmptiness();
    showTotals();
}

/// The types that have tasks and those with a schema, and the queues.
void TasksPage::showNames()
{
    auto types = m_stats.types.keys() + m_typeNames;
    types.sort();
    types.removeDuplicates();
    m_choices->setNames(types, m_stats.queues.keys());
    m_filterBar->setValues(u"type"_s, types);
    m_filterBar->setValues(u"queue"_s, m_stats.queues.keys());
}

std::optional<qint64> TasksPage::matchingTasks() const
{
    const auto &filter = m_feed.filter();
    if (!filter.text.isEmpty() || !filter.tag.isEmpty() || (!filter.types.isEmpty() && !filter.queues.isEmpty()))
        return {};
    if (filter.types.isEmpty() && filter.queues.isEmpty())
        return sumOfStates(m_stats.states, filter.states);
    qint64 sum = 0;
    for (const auto &type : filter.types)
        sum += sumOfStates(m_stats.types.value(type), filter.states);
    for (const auto &queue : filter.queues)
        sum += sumOfStates(m_stats.queues.value(queue), filter.states);
    return sum;
}

/// From the task in the details to its neighbour in the list.
void TasksPage::step(int by)
{
    const int row = m_model.rowOf(m_table->currentId()) + by;
    if (m_table->currentId().isEmpty() || row < 0 || row >= m_model.rowCount())
        return;
    const auto id = m_model.taskAt(row).id;
    m_table->setCurrentId(id);
    m_details->showTask(id);
    showTargets();
}

void TasksPage::showTargets()
{
    if (m_menu->isVisible())
        return;
    if (!isVisible()) {
        m_acts->setChoice({});
        m_acts->setFilter({}, 0);
        return;
    }
    const int row = m_model.rowOf(m_table->currentId());
    m_details->setPlace(row + 1, std::max<qint64>(m_model.rowCount(), matchingTasks().value_or(0)));
    m_acts->setTask(row < 0 ? std::nullopt : std::optional(m_model.taskAt(row)));
    m_acts->setChoice(m_selection.chosen());
    m_acts->setFilter(m_feed.filter(), m_feed.revision());
}

void TasksPage::showSelection()
{
    const auto &chosen = m_selection.chosen();
    QString text;
    QString all;
    if (chosen.isEverything) {
        text = tr("All tasks that match %1").arg(queryText(chosen.filter));
        if (!chosen.except.isEmpty())
            text = tr("%1, except %2").arg(text, countText(chosen.except.size()));
    } else if (m_selection.count() > 1) {
        text = tr("%1 selected").arg(countText(m_selection.count()));
        const bool hasMore = !m_model.cursorAbove().isEmpty() || !m_model.cursorBelow().isEmpty();
        if (hasMore && !m_feed.filter().isEmpty() && m_selection.count() >= m_model.rowCount())
            all = tr("Select all that match");
    }
    m_bar->showSelection(text, all);
    showTargets();
}

void TasksPage::offerRestore()
{
    const auto lost = m_selection.lost();
    m_bar->offerRestore(lost == 0      ? QString()
                            : lost < 0 ? tr("Restore the selection")
                                       : tr("Restore %1 selected").arg(countText(lost)));
}

void TasksPage::selectAll()
{
    QList<wire::Task> loaded;
    bool isChosen = true;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        loaded.append(m_model.taskAt(row));
        isChosen = isChosen && m_selection.contains(loaded.last());
    }
    if (isChosen && !m_selection.chosen().isEverything && !m_feed.filter().isEmpty())
        m_selection.chooseEverything(m_feed.filter(), m_feed.revision(), m_feed.newestCreated());
    else
        m_selection.add(loaded);
}

void TasksPage::openContextMenu(QPoint place)
{
    showTargets();
    m_menu->popup(m_table->viewport()->mapToGlobal(place));
}

void TasksPage::showTotals()
{
    showTargets();
    const auto matching = matchingTasks();
    QStringList parts;
    if (matching)
        parts.append(tr("Tasks: %1").arg(countText(std::max<qint64>(*matching, m_model.rowCount()))));
    else
        parts.append(tr("Tasks read: %1").arg(countText(m_model.rowCount())));
    parts.append(m_feed.filter().sort == TaskFilter::kNewestFirst ? tr("newest first")
                                                                  : tr("sorted by %1").arg(m_columns->sortedBy().toLower()));
    parts.append(m_feed.isLive() ? tr("live") : tr("not live"));
    if (m_feed.isSearching())
        parts.append(tr("searching…"));
    m_totals->setText(parts.join(u"  ·  "_s));
}

void TasksPage::showEmptiness()
{
    const auto isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    m_stack->setFocusProxy(m_stack->currentWidget());
    if (!isEmpty)
        return;
    if (!m_isOnline)
        m_empty->setContent(Glyph::Offline, tr("The broker is away"),
                            tr("The list comes back by itself when the broker does."));
    else if (m_feed.isRefused())
        m_empty->setContent(Glyph::Lens, tr("This filter cannot be read"), tr("What is wrong with it stands above."),
                            tr("Clear filters"));
    else if (m_feed.isSearching())
        m_empty->setContent(Glyph::Lens, tr("Searching…"), tr("Nothing yet; the newest tasks are looked through first."),
                            tr("Stop"));
    else if (!m_feed.isLoaded())
        m_empty->setContent(Glyph::Clock, tr("Loading…"), {});
    else if (!m_feed.filter().isEmpty())
        m_empty->setContent(Glyph::Lens, tr("No task matches"),
                            tr("There are %Ln task(s) in all.", nullptr, static_cast<int>(sumOfStates(m_stats.states))),
                            tr("Clear filters"));
    else
        m_empty->setContent(Glyph::Tasks, tr("No tasks yet"),
                            tr("Tasks appear here as soon as somebody enqueues one: with the form, with curl, or with an SDK."),
                            tr("Enqueue a task"));
}

void TasksPage::showNewRows()
{
    m_feed.setTakesNewRows(m_table->isAtTop());
    const auto count = m_feed.newRows();
    const auto isOffered = count > 0 && !(m_table->isAtTop() && m_feed.filter().sort == TaskFilter::kNewestFirst);
    m_newRows->setText(tr("%1 newer · show them (Home)").arg(countText(count)));
    m_newRows->setVisible(isOffered);
}

void TasksPage::showFailure(const client::Failure &failure)
{
    showEmptiness();
    showTotals();
    if (m_feed.isRefused())
        m_filterBar->showFault(failure, m_feed.filter().text);
}

/// Only what is visible is painted anew: ages grow every second.
void TasksPage::tick()
{
    if (!isVisible())
        return;
    const auto isInGesture = QApplication::mouseButtons() != Qt::NoButton || QApplication::activePopupWidget();
    m_feed.setTakesNewRows(m_table->isAtTop() && !isInGesture);
    m_details->noteTime();
}

} // namespace conduit::ui
