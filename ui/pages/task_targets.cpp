// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_targets.h"

#include "ui/pages/cell_actions.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_change_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_exports.h"
#include "ui/pages/task_list_actions.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/task_table_view.h"

#include <QMenu>

namespace conduit::ui {

TaskTargets::TaskTargets(const TaskParts &parts)
    : QObject(&parts.list), m_parts(parts), m_count(parts.client), m_menu(new QMenu(parts.list.table()))
{
    fillMenu();
    // An act is triggered only after its menu has closed.
    connect(m_menu, &QMenu::aboutToHide, this, &TaskTargets::show, Qt::QueuedConnection);
    auto *table = parts.list.table();
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QWidget::customContextMenuRequested, this, &TaskTargets::openMenu);
    connect(&m_count, &ChoiceCount::changed, this, &TaskTargets::show);
    connect(&parts.list, &TaskListPane::targetsChanged, this, &TaskTargets::show);
    connect(table->selectionModel(), &QItemSelectionModel::currentColumnChanged, this, &TaskTargets::show);
    show();
}

void TaskTargets::fillMenu()
{
    m_menu->setToolTipsVisible(true);
    m_menu->addActions(m_parts.acts.actsOnChosen());
    m_menu->addSeparator();
    m_menu->addActions(m_parts.changes.actions());
    m_menu->addSeparator();
    m_menu->addActions(m_parts.cells.filterActions());
    m_menu->addSeparator();
    auto *copies = m_menu->addMenu(tr("Copy"));
    copies->setToolTipsVisible(true);
    copies->addActions(m_parts.cells.copyActions() << m_parts.listActions.choices().last());
    copies->addSeparator();
    copies->addActions(m_parts.details.copyActions());
    m_menu->addActions({m_parts.details.windowAction(), m_parts.details.enqueueCopyAction()});
    m_menu->addAction(m_parts.exports.action());
}

void TaskTargets::setShown(bool isShown)
{
    m_isShown = isShown;
    show();
}

void TaskTargets::show()
{
    if (m_menu->isVisible())
        return;
    auto &[client, list, details, acts, changes, cells, exports, listActions] = m_parts;
    const auto &chosen = list.selection().chosen();
    listActions.setShown(m_isShown);
    cells.setShown(m_isShown);
    exports.setTarget(list.filter(), chosen);
    if (!m_isShown) {
        acts.setChoice({});
        changes.setChoice({});
        acts.setFilter({}, 0);
        return;
    }
    const int row = list.currentRow();
    details.setPlace(list.model().placeOf(row), list.countedTasks());
    const auto task = row < 0 ? std::nullopt : std::optional(list.model().taskAt(row));
    acts.setTask(task);
    changes.setTask(task);
    const auto counted = m_count.counted(chosen);
    acts.setChoice(counted);
    changes.setChoice(counted);
    acts.setFilter(list.filter(), list.feed().revision());
}

void TaskTargets::openMenu(QPoint place)
{
    show();
    m_menu->popup(m_parts.list.table()->viewport()->mapToGlobal(place));
}

} // namespace conduit::ui
