// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_columns.h"

#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/models/task_window_model.h"
#include "ui/widgets/task_header.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kColumnsKey = "tasks/header"_L1;
constexpr int kErrorWidthMin = 160;

struct ColumnDefault
{
    int column;
    const char *word; ///< For files.
    int width;
    bool isShown;
};

constexpr ColumnDefault kColumns[] {
    {TaskWindowModel::State, "state", 108, true},
    {TaskWindowModel::Type, "type", 114, true},
    {TaskWindowModel::Id, "id", 80, true},
    {TaskWindowModel::Queue, "queue", 60, true},
    {TaskWindowModel::Attempts, "attempts", 66, true},
    {TaskWindowModel::Priority, "priority", 66, false},
    {TaskWindowModel::Created, "created", 86, true},
    {TaskWindowModel::RunAt, "run_at", 86, false},
    {TaskWindowModel::Started, "started", 86, false},
    {TaskWindowModel::Finished, "finished", 86, false},
    {TaskWindowModel::Duration, "duration", 58, true},
    {TaskWindowModel::Progress, "progress", 110, false},
    {TaskWindowModel::Worker, "worker", 62, true},
    {TaskWindowModel::Error, "error", 220, false},
    {TaskWindowModel::Tags, "tags", 120, false},
    {TaskWindowModel::EnqueuedBy, "enqueued_by", 140, false},
    {TaskWindowModel::PayloadSize, "payload_size", 80, false},
    {TaskWindowModel::ResultSize, "result_size", 80, false},
};

/// What can be done without first, where there is no room for all.
constexpr int kSpare[] {TaskWindowModel::Worker, TaskWindowModel::Attempts, TaskWindowModel::Queue, TaskWindowModel::Duration};

/// What somebody has chosen stands as one digit before a header's state, and how many columns there were as two behind it.
enum Choice { ColumnsChosen = 1, ErrorsChosen = 2 };
constexpr qsizetype kCountDigits = 2;
constexpr int kColumnsBeforeTheyWereCounted = TaskWindowModel::EnqueuedBy;

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

/// With a sum over it: of a state that a disk has spoilt Qt takes whatever stands there, such as thousands of columns, or none that is seen.
QByteArray sealed(const QByteArray &state) { return QByteArray::number(qChecksum(state), 16).rightJustified(4, '0') + state; }

/// Empty unless it is as it was sealed.
QByteArray opened(const QByteArray &kept)
{
    const auto state = kept.mid(4);
    return sealed(state) == kept ? state : QByteArray();
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
    setState(m_settings.value(kColumnsKey).toByteArray());
    header->setSortIndicator(TaskWindowModel::Created, Qt::DescendingOrder);
    connect(header, &QHeaderView::sectionClicked, this, &TaskColumns::clicked);
    header->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, [this] { m_areChosen = m_areChosen || m_isHeld; });
    connect(header, &QHeaderView::sectionMoved, this, [this] { m_areChosen = true; });
    // The table makes room for written-out times by itself, and has heard of them before.
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, &TaskColumns::fit);
    connect(header, &QWidget::customContextMenuRequested, this, &TaskColumns::showMenu);
}

bool TaskColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table.viewport() && event->type() == QEvent::Resize)
        fit();
    // The release of another button goes to the menu that it opens.
    if (watched != m_table.viewport() && event->type() == QEvent::MouseButtonPress
        && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton)
        m_isHeld = true;
    if (event->type() == QEvent::MouseButtonRelease)
        m_isHeld = false;
    return QObject::eventFilter(watched, event);
}

void TaskColumns::fit()
{
    if (!m_areChosen)
        fitSpare();
    if (!m_errorsAreChosen)
        fitErrors();
}

void TaskColumns::fitSpare()
{
    int missing = -m_table.viewport()->width();
    for (const auto &column : kColumns)
        missing += column.isShown ? firstWidth(column.column) : 0;
    for (const int column : kSpare) {
        m_table.setColumnHidden(column, missing > 0);
        missing -= missing > 0 ? firstWidth(column) : 0;
    }
}

/// As wide as it is before somebody says otherwise; the last one is stretched over what is left.
int TaskColumns::firstWidth(int column) const
{
    const auto *header = qobject_cast<const TaskHeader *>(m_table.horizontalHeader());
    const auto *known = std::find_if(std::begin(kColumns), std::end(kColumns),
                                     [column](const ColumnDefault &each) { return each.column == column; });
    const int width = column == TaskWindowModel::State ? widthOfStates(m_table) : 0;
    return std::max({known->width, width, header->widthOfTitle(column)});
}

/// What the others leave is known only while they are shown: otherwise one of the others is stretched.
void TaskColumns::fitErrors()
{
    const auto *header = m_table.horizontalHeader();
    m_table.showColumn(TaskWindowModel::Error);
    const int others = header->length() - header->sectionSize(TaskWindowModel::Error);
    const int room = m_table.viewport()->width() - others;
    if (room < kErrorWidthMin)
        m_table.hideColumn(TaskWindowModel::Error);
    else
        m_table.setColumnWidth(TaskWindowModel::Error, room);
}

void TaskColumns::reset()
{
    auto *header = m_table.horizontalHeader();
    int place = 0;
    for (const auto &column : kColumns) {
        m_table.setColumnWidth(column.column, firstWidth(column.column));
        m_table.setColumnHidden(column.column, !column.isShown);
        header->moveSection(header->visualIndex(column.column), place++);
    }
    m_areChosen = m_errorsAreChosen = false;
    fit();
}

void TaskColumns::makeRoom()
{
    const auto *header = qobject_cast<const TaskHeader *>(m_table.horizontalHeader());
    for (const auto &column : kColumns)
        if (!m_table.isColumnHidden(column.column))
            m_table.setColumnWidth(column.column,
                                   std::max(m_table.columnWidth(column.column), header->widthOfTitle(column.column)));
}

void TaskColumns::saveSettings() const { m_settings.setValue(kColumnsKey, state()); }

QByteArray TaskColumns::state() const
{
    const int choice = (m_areChosen ? ColumnsChosen : 0) | (m_errorsAreChosen ? ErrorsChosen : 0);
    const auto columns = QByteArray::number(TaskWindowModel::kColumnCount).rightJustified(kCountDigits, '0');
    return sealed(QByteArray::number(choice) + columns + m_table.horizontalHeader()->saveState());
}

void TaskColumns::setState(const QByteArray &state)
{
    if (state.isEmpty())
        return;
    auto whole = opened(state);
    if (whole.isEmpty())
        return reset();
    const int choice = whole.front() - '0';
    whole.remove(0, 1);
    bool isCounted = false;
    int columns = whole.first(std::min(kCountDigits, whole.size())).toInt(&isCounted);
    if (isCounted)
        whole.remove(0, kCountDigits);
    else
        columns = kColumnsBeforeTheyWereCounted;
    if (!m_table.horizontalHeader()->restoreState(whole))
        return reset();
    // Qt shows a column that a state does not know.
    for (const ColumnDefault &column : kColumns)
        if (column.column >= columns)
            m_table.setColumnHidden(column.column, !column.isShown);
    m_areChosen = (choice & ColumnsChosen) != 0;
    m_errorsAreChosen = (choice & ErrorsChosen) != 0;
    makeRoom();
    fit();
}

QList<ColumnPlace> TaskColumns::places() const
{
    QList<ColumnPlace> places;
    if (!m_areChosen && !m_errorsAreChosen)
        return places;
    const auto *header = m_table.horizontalHeader();
    for (int place = 0; place < header->count(); ++place)
        for (const auto &known : kColumns)
            if (known.column == header->logicalIndex(place) && !header->isSectionHidden(known.column))
                places.append({QString::fromLatin1(known.word), header->sectionSize(known.column)});
    return places;
}

void TaskColumns::setPlaces(const QList<ColumnPlace> &places)
{
    if (places.isEmpty())
        return;
    m_areChosen = m_errorsAreChosen = true;
    auto *header = m_table.horizontalHeader();
    int next = 0;
    for (const auto &known : kColumns)
        m_table.setColumnHidden(known.column, known.column != TaskWindowModel::State);
    for (const auto &place : places) {
        const auto *known = std::find_if(std::begin(kColumns), std::end(kColumns), [&](const ColumnDefault &each) {
            return place.column == QLatin1StringView(each.word);
        });
        if (known == std::end(kColumns))
            continue; // Of a later version.
        m_table.showColumn(known->column);
        m_table.setColumnWidth(known->column, place.width);
        header->moveSection(header->visualIndex(known->column), next++);
    }
    makeRoom();
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
            (index == TaskWindowModel::Error ? m_errorsAreChosen : m_areChosen) = true;
            makeRoom();
            fit();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Columns as at first")), &QAction::triggered, this, &TaskColumns::reset);
    menu->popup(m_table.horizontalHeader()->mapToGlobal(place));
}

} // namespace conduit::ui
