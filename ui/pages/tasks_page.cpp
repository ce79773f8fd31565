// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/tasks_page.h"

#include "ui/format/time_format.h"
#include "ui/models/filter_text.h"
#include "ui/models/task_counts.h"
#include "ui/pages/cell_actions.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/filter_tabs.h"
#include "ui/pages/saved_filter_menu.h"
#include "ui/pages/state_chips.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_change_acts.h"
#include "ui/pages/task_choices.h"
#include "ui/pages/task_columns.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_exports.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/task_list_actions.h"
#include "ui/pages/task_list_memory.h"
#include "ui/pages/task_panes.h"
#include "ui/pages/task_targets.h"
#include "ui/pages/tasks_head.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/selection_bar.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

TasksPage::TasksPage(client::Client &client, const QString &address, const std::function<QDateTime()> &now, QSettings &settings,
                     QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_connection(address),
      m_actor(client.actor()),
      m_chips(new StateChips(this)),
      m_facets(new TaskFacets(client, now, settings, this)),
      m_list(new TaskListPane(client, now, settings, this)),
      m_details(new TaskDetailsPanel(client, address, now, this)),
      m_acts(new TaskActs(client, this)),
      m_changes(new TaskChangeActs(this, now)),
      m_filterBar(new TaskFilterBar(settings, address, this)),
      m_listActions(new TaskListActions(*m_list)),
      m_memory(new TaskListMemory(*m_list)),
      m_panes(new TaskPanes(m_facets, m_list, m_details, settings, this)),
      m_tabs(new FilterTabs([this] { return FilterTab {m_filterBar->history(), m_memory->view()}; }, this)),
      m_cells(new CellActions(*m_list->table(), m_list->model(), m_list->selection())),
      m_exports(new TaskExports(client, this)),
      m_head(new TasksHead(m_acts->actsOnAll(), this)),
      m_targets(new TaskTargets({client, *m_list, *m_details, *m_acts, *m_changes, *m_cells, *m_exports, *m_listActions}))
{
    m_details->setActs(m_acts->actsOnOne());
    selectionBar()->setActs(m_acts->actsOnChosen(), m_acts->deleteChosen());
    setFocusProxy(m_list);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_tabs);
    column->addWidget(m_filterBar);
    column->addWidget(m_chips);
    column->addWidget(m_panes, 1);
    column->addWidget(m_exports->bar());

    connectList();
    connectDetails();
    connectFilters();
    connectTabs();
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, &TasksPage::tick);
    connect(&TimeFormat::ours(), &TimeFormat::changed, m_details, &TaskDetailsPanel::noteTime);
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, &TasksPage::noteZone);
    connect(m_panes, &TaskPanes::arranged, this, &TasksPage::arrange);
    arrange();
}

/// The same dates are other moments now.
void TasksPage::noteZone()
{
    m_facets->noteTime();
    if (!hasPlainDate(m_filterBar->line()))
        return;
    m_filterBar->setHistory(m_filterBar->history());
    reload();
}

void TasksPage::showTask(const QString &id)
{
    m_panes->detailsAction()->setChecked(true);
    table()->setCurrentId(id);
    m_details->showTask(id);
}

void TasksPage::narrow(const QString &term) { m_filterBar->setLine(lineWithExtraTerm(m_filterBar->line(), term)); }

void TasksPage::setFilter(const TaskFilter &filter)
{
    m_nextSort = filter.sort;
    m_filterBar->setLine(queryText(filter));
}

void TasksPage::showLine(const QString &line)
{
    auto filter = filterFromLine(line);
    const auto next = std::exchange(m_nextSort, {});
    filter.sort = fittingSort(filter, next.isEmpty() ? this->filter().sort : next);
    m_list->setFilter(filter);
    m_tabs->setLine(line);
    m_head->setLine(line);
    m_chips->setLine(line);
    m_facets->setLine(line);
    m_cells->setLine(line);
}

void TasksPage::openTab(const FilterTab &tab)
{
    m_memory->show(tab.view);
    m_details->showTask(tab.view.currentId);
    m_filterBar->setHistory(tab.history);
}

void TasksPage::openSaved(const SavedFilter &saved)
{
    m_list->columns()->setPlaces(saved.columns);
    m_nextSort = saved.sort;
    m_filterBar->setLine(saved.line);
}

void TasksPage::showSaved()
{
    const auto filters = m_filterBar->savedMenu()->filters();
    m_facets->setSaved(filters);
    m_tabs->setSaved(filters);
}

void TasksPage::restoreTabs(int windowNumber)
{
    m_windowNumber = windowNumber;
    m_tabs->setList(SavedFilterTabs(m_settings, m_connection, windowNumber).read());
}

void TasksPage::setStats(const wire::Stats &stats)
{
    m_stats = stats;
    m_chips->setCounts(stats.states);
    m_list->setStats(stats);
    showNames();
}

void TasksPage::setTypeNames(const QStringList &names)
{
    m_typeNames = names;
    showNames();
}

void TasksPage::setSchema(const wire::Schema &schema) { m_filterBar->setSchema(schema); }

void TasksPage::setAddress(const QString &address) { m_details->setAddress(address); }

void TasksPage::setOnline(bool isOnline)
{
    m_acts->setOnline(isOnline);
    m_changes->setOnline(isOnline);
    m_exports->setOnline(isOnline);
    m_facets->setOnline(isOnline);
    m_list->setOnline(isOnline);
}

void TasksPage::setLive(bool isLive)
{
    m_list->setLive(isLive);
    m_facets->setLive(isLive);
}

void TasksPage::reload()
{
    m_list->reload();
    m_facets->reload();
    m_details->reload();
}

void TasksPage::resetLayout() { m_panes->reset(); }

void TasksPage::saveSettings() const
{
    SavedFilterTabs(m_settings, m_connection, m_windowNumber).write(m_tabs->list());
    m_list->saveSettings();
    m_facets->saveSettings();
    m_panes->saveSettings();
}

void TasksPage::continueFrom(const TasksPage &before)
{
    m_tabs->setList(before.m_tabs->list());
    m_details->tabs()->setCurrentIndex(before.m_details->tabs()->currentIndex());
    m_exports->continueFrom(*before.m_exports);
    m_acts->continueFrom(*before.m_acts);
}

QAction *TasksPage::facetsAction() const { return m_panes->facetsAction(); }

QMenu *TasksPage::contextMenu() const { return m_targets->menu(); }

QList<QAction *> TasksPage::taskActions() const
{
    return m_acts->actsOnChosen() + QList<QAction *> {m_acts->removeChosen()} + m_changes->actions() + m_acts->actsOnAll()
        + m_details->stepActions() + m_details->copyActions()
        << m_details->enqueueCopyAction() << m_details->windowAction() << m_exports->action();
}

QList<QAction *> TasksPage::viewActions() const
{
    return QList<QAction *> {m_panes->detailsAction(), m_panes->facetsAction(), m_filterBar->findAction(),
                             m_filterBar->backAction(), m_filterBar->forwardAction()}
    + m_tabs->tabActions() + m_listActions->ways();
}

QList<QAction *> TasksPage::editActions() const
{
    return m_listActions->choices() + m_cells->copyActions() + m_cells->filterActions();
}

void TasksPage::showEvent(QShowEvent *) { setShown(true); }

void TasksPage::hideEvent(QHideEvent *) { setShown(false); }

void TasksPage::setShown(bool isShown)
{
    m_list->setShown(isShown);
    m_tabs->setShown(isShown);
    m_targets->setShown(isShown);
}

/// Keys of the window, too: the list says by itself why its own cannot be done.
void TasksPage::keyPressEvent(QKeyEvent *event)
{
    if (const auto *grey = greyActionOf(m_tabs->tabActions(), *event))
        Q_EMIT refused(actionTip(*grey));
    else
        QWidget::keyPressEvent(event);
}

void TasksPage::connectList()
{
    connect(m_list, &TaskListPane::enqueueRequested, this, &TasksPage::enqueueRequested);
    connect(m_list, &TaskListPane::clearFilterRequested, this, &TasksPage::clearFilter);
    connect(m_list, &TaskListPane::hinted, m_filterBar, &TaskFilterBar::showHint);
    connect(m_list, &TaskListPane::failed, this, [this](const client::Failure &failure) {
        if (feed().isRefused())
            m_filterBar->showFault(failure, filter().text);
    });
    connect(&feed(), &TaskFeed::tasksChanged, this, [this](const QList<wire::Task> &tasks) {
        for (const auto &task : tasks)
            m_details->noteVersion(task.id, task.version);
        m_targets->show();
    });
    connect(table(), &TaskTableView::currentIdChanged, this, [this](const QString &id) {
        m_details->showTask(id);
        m_targets->show();
    });
    connect(table(), &QAbstractItemView::activated, this, [this] { m_panes->detailsAction()->setChecked(true); });
    // Keys of the window, too: where they cannot be done, the list says why.
    table()->addActions(taskActions());
    connect(table(), &TaskTableView::refused, this, [this](const QAction *action) { Q_EMIT refused(actionTip(*action)); });
    connect(m_cells, &CellActions::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    connect(m_listActions, &TaskListActions::peekRequested, m_panes->detailsAction(), &QAction::trigger);
}

void TasksPage::connectDetails()
{
    connect(m_acts, &TaskActs::said, this, &TasksPage::said);
    connect(m_acts, &TaskActs::refused, this, &TasksPage::refused);
    connect(m_changes, &TaskChangeActs::chosen, m_acts, &TaskActs::start);
    connect(m_listActions, &TaskListActions::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_cells, &CellActions::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_exports, &TaskExports::said, this, &TasksPage::said);
    connect(m_exports, &TaskExports::refused, this, &TasksPage::refused);
    connect(m_details, &TaskDetailsPanel::closed, this, [this] { m_panes->detailsAction()->setChecked(false); });
    connect(m_details, &TaskDetailsPanel::stepRequested, this, &TasksPage::step);
    connect(m_details, &TaskDetailsPanel::copyRequested, this, &TasksPage::copyRequested);
    connect(m_details, &TaskDetailsPanel::originalRequested, this, &TasksPage::showTask);
    connect(m_details, &TaskDetailsPanel::filterRequested, this, &TasksPage::narrow);
    connect(m_details, &TaskDetailsPanel::windowRequested, this, &TasksPage::windowRequested);
}

void TasksPage::connectFilters()
{
    connect(m_filterBar, &TaskFilterBar::chosen, this, &TasksPage::showLine);
    auto *saved = m_filterBar->savedMenu();
    saved->setActor(m_actor);
    if (!m_actor.isEmpty())
        m_filterBar->setValues(u"by"_s, {m_actor});
    saved->setLook([this] {
        return SavedFilter {
            .name = {}, .line = m_filterBar->line(), .sort = filter().sort, .columns = m_list->columns()->places()};
    });
    connect(saved, &SavedFilterMenu::chosen, this, &TasksPage::openSaved);
    connect(saved, &SavedFilterMenu::changed, this, &TasksPage::showSaved);
    connect(saved, &SavedFilterMenu::said, this, &TasksPage::said);
    connect(saved, &SavedFilterMenu::refused, this, &TasksPage::refused);
    connect(m_facets, &TaskFacets::savedChosen, this, &TasksPage::openSaved);
    const auto focusList = [this] { m_list->setFocus(Qt::OtherFocusReason); };
    connect(m_head, &TasksHead::clearRequested, this, &TasksPage::clearFilter);
    connect(m_head->choices(), &TaskChoices::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    connect(m_facets, &TaskFacets::counted, this, [this](const QString &key, const wire::FacetValues &counted) {
        QStringList values;
        for (const auto &[value, tasks] : counted.values)
            values.append(value);
        if (key == u"worker")
            m_filterBar->setValues(key, values);
    });
    connect(m_facets, &TaskFacets::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    connect(m_facets, &TaskFacets::left, this, focusList);
    connect(m_chips, &StateChips::lineChosen, m_filterBar, &TaskFilterBar::setLine);
    // After a click the arrow keys are about the list; whoever came with the keys stays.
    connect(m_chips, &StateChips::lineChosen, this, [this, focusList] {
        if (!m_chips->isAncestorOf(QApplication::focusWidget()))
            focusList();
    });
}

void TasksPage::connectTabs()
{
    showSaved();
    connect(m_tabs, &FilterTabs::opened, this, &TasksPage::openTab);
    connect(m_tabs, &FilterTabs::added, m_filterBar->findAction(), &QAction::trigger);
    connect(m_tabs, &FilterTabs::closed, this,
            [this](const QString &text, const std::function<void()> &reopen) { Q_EMIT said(text, Toast::undoWord(), reopen); });
}

void TasksPage::arrange()
{
    m_chips->setHidden(m_panes->showsFacets());
    m_head->choices()->setHidden(m_panes->showsFacets());
}

void TasksPage::clearFilter() { m_filterBar->setLine({}); }

/// The types that have tasks and those with a schema, and the queues.
void TasksPage::showNames()
{
    auto types = m_stats.types.keys() + m_typeNames;
    types.sort();
    types.removeDuplicates();
    m_head->choices()->setNames(types, m_stats.queues.keys());
    m_filterBar->setValues(u"type"_s, mostFrequentFirst(types, m_stats.types));
    m_filterBar->setValues(u"queue"_s, mostFrequentFirst(m_stats.queues.keys(), m_stats.queues));
    m_changes->setQueues(m_stats.queues.keys());
}

/// From the task in the details to its neighbour in the list.
void TasksPage::step(int by)
{
    const int row = m_list->currentRow() + by;
    if (table()->currentId().isEmpty() || row < 0 || row >= model().rowCount())
        return;
    const auto id = model().taskAt(row).id;
    table()->setCurrentId(id);
    m_details->showTask(id);
    m_targets->show();
}

void TasksPage::tick()
{
    if (!isVisible())
        return;
    m_list->noteTime();
    m_facets->noteTime();
    m_details->noteTime();
}

} // namespace conduit::ui
