// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_columns.h"

#include "ui/format/task_words.h"
#include "ui/models/task_window_model.h"
#include "ui/widgets/task_header.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kColumnsKey = "tasks/header"_L1;
constexpr auto kErrorsKey = "tasks/errors_chosen"_L1;
constexpr int kErrorWidthMin = 160;

struct ColumnDefault
{
    int column;
    int width;
    bool isShown;
};

constexpr ColumnDefault kColumns[] {
    {TaskWindowModel::State, 108, true},      {TaskWindowModel::Type, 114, true},
    {TaskWindowModel::Id, 80, true},          {TaskWindowModel::Queue, 60, true},
    {TaskWindowModel::Attempts, 66, true},    {TaskWindowModel::Priority, 66, false},
    {TaskWindowModel::Created, 86, true},     {TaskWindowModel::RunAt, 86, false},
    {TaskWindowModel::Started, 86, false},    {TaskWindowModel::Finished, 86, false},
    {TaskWindowModel::Duration, 58, true},    {TaskWindowModel::Progress, 110, false},
    {TaskWindowModel::Worker, 62, true},      {TaskWindowModel::Error, 220, false},
    {TaskWindowModel::Tags, 120, false},      {TaskWindowModel::PayloadSize, 80, false},
    {TaskWindowModel::ResultSize, 80, false},
};

/// What the longest word of a state needs, with its mark before it.
int widthOfStates(const QWidget &table)
{
    constexpr int kBesideTheWord = 44;
    int widest = 0;
    for (const auto &state : taskStates())
        widest = std::max(widest, table.fontMetrics().horizontalAdvance(stateLabel(state)));
    return widest + kBesideTheWord;
}

QString titleOf(const TaskTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

} // namespace

TaskColumns::TaskColumns(TaskTableView &table, QSettings &settings) : QObject(&table), m_table(table), m_settings(settings)
{
    auto *header = table.horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    table.viewport()->installEventFilter(this);
    reset();
    m_errorsAreChosen = m_settings.value(kErrorsKey).toBool();
    setState(m_settings.value(kColumnsKey).toByteArray());
    header->setSortIndicator(TaskWindowModel::Created, Qt::DescendingOrder);
    connect(header, &QHeaderView::sectionClicked, this, &TaskColumns::clicked);
    connect(header, &QWidget::customContextMenuRequested, this, &TaskColumns::showMenu);
}

bool TaskColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showErrors();
    return QObject::eventFilter(watched, event);
}

/// What the others leave is known only while they are shown: otherwise one of the others is stretched.
void TaskColumns::showErrors()
{
    if (m_errorsAreChosen)
        return;
    const auto *header = m_table.horizontalHeader();
    m_table.showColumn(TaskWindowModel::Error);
    const int others = header->length() - header->sectionSize(TaskWindowModel::Error);
    m_table.setColumnHidden(TaskWindowModel::Error, m_table.viewport()->width() - others < kErrorWidthMin);
}

void TaskColumns::reset()
{
    m_errorsAreChosen = false;
    auto *header = m_table.horizontalHeader();
    int place = 0;
    for (const auto &column : kColumns) {
        m_table.setColumnWidth(column.column, column.width);
        m_table.setColumnHidden(column.column, !column.isShown);
        header->moveSection(header->visualIndex(column.column), place++);
    }
    m_table.setColumnWidth(TaskWindowModel::State, std::max(kColumns[0].width, widthOfStates(m_table)));
    makeRoom();
    showErrors();
}

void TaskColumns::makeRoom()
{
    const auto *header = qobject_cast<const TaskHeader *>(m_table.horizontalHeader());
    for (const auto &column : kColumns)
        if (!m_table.isColumnHidden(column.column))
            m_table.setColumnWidth(column.column,
                                   std::max(m_table.columnWidth(column.column), header->widthOfTitle(column.column)));
}

void TaskColumns::saveSettings() const
{
    m_settings.setValue(kColumnsKey, state());
    m_settings.setValue(kErrorsKey, m_errorsAreChosen);
}

QByteArray TaskColumns::state() const { return m_table.horizontalHeader()->saveState(); }

void TaskColumns::setState(const QByteArray &state)
{
    m_table.horizontalHeader()->restoreState(state);
    makeRoom();
    showErrors();
}

void TaskColumns::showSort(const QString &sort)
{
    for (const auto &known : kColumns) {
        const auto word = TaskWindowModel::sortWord(known.column);
        if (!word.isEmpty() && (sort == word || sort == u'-' + word))
            m_table.horizontalHeader()->setSortIndicator(known.column,
                                                         sort.startsWith(u'-') ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
}

QString TaskColumns::sortedBy() const { return titleOf(m_table, m_table.horizontalHeader()->sortIndicatorSection()); }

bool TaskColumns::isSlow() const { return TaskWindowModel::isSlowSort(m_table.horizontalHeader()->sortIndicatorSection()); }

void TaskColumns::showMenu(QPoint place)
{
    auto *menu = new QMenu(&m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto &column : kColumns) {
        if (column.column == TaskWindowModel::State)
            continue;
        auto *action = menu->addAction(titleOf(m_table, column.column));
        action->setCheckable(true);
        action->setChecked(!m_table.isColumnHidden(column.column));
        connect(action, &QAction::toggled, &m_table, [this, index = column.column](bool isShown) {
            m_table.setColumnHidden(index, !isShown);
            m_errorsAreChosen |= index == TaskWindowModel::Error;
            makeRoom();
            showErrors();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Columns as at first")), &QAction::triggered, this, &TaskColumns::reset);
    menu->popup(m_table.horizontalHeader()->mapToGlobal(place));
}

} // namespace conduit::ui
