// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/task_table_view.h"

#include "ui/models/task_selection.h"
#include "ui/models/task_window_model.h"
#include "ui/widgets/density.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/progress_delegate.h"
#include "ui/widgets/task_header.h"
#include "ui/widgets/tone_delegate.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace conduit::ui {

namespace {

/// The next page is asked for when fewer rows than this remain beyond the visible ones.
constexpr int kRowsAhead = TaskWindowModel::kPageRows / 2;

/// In so many pieces, and some that a person has just made, Qt shows a selection without delay.
constexpr int kPiecesMax = 128;
/// What is selected is shown before it can be seen.
constexpr int kRowsInReach = 32;

/// A task that no longer fits its list stands back until the list is read anew. Ids show their end: the beginning is the time.
class CellDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == TaskWindowModel::Id) {
            option->font = monospaceFont();
            option->textElideMode = Qt::ElideLeft;
        }
        if (index.data(TaskWindowModel::HasLeftRole).toBool()) {
            option->font.setItalic(true);
            option->font.setStrikeOut(index.data(TaskWindowModel::IsDeletedRole).toBool());
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
        }
    }
};

} // namespace

TaskTableView::TaskTableView(TaskWindowModel &model, TaskSelection &selection, QWidget *parent)
    : QTableView(parent), m_model(model), m_selection(selection)
{
    setHorizontalHeader(new TaskHeader(this));
    styleTable(*this, tr("Tasks"));
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new CellDelegate(this));
    const auto markOf = [](const QModelIndex &index) {
        const auto state = index.data(TaskWindowModel::StateRole).toString();
        return ToneDelegate::Mark {glyphOf(state), toneOf(state)};
    };
    setItemDelegateForColumn(TaskWindowModel::State, new ToneDelegate(markOf, this));
    const auto percentOf = [](const QModelIndex &index) {
        const auto percent = index.data(TaskWindowModel::PercentRole);
        return percent.isValid() ? std::optional(percent.toDouble()) : std::nullopt;
    };
    setItemDelegateForColumn(TaskWindowModel::Progress, new ProgressDelegate(percentOf, this));
    setModel(&model);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        m_isLosingRows = false;
        if (first * rowHeight() < verticalScrollBar()->value())
            scrollByRows(first - last - 1);
        showSelection();
        noteScrolled();
    });
    connect(&selection, &TaskSelection::changed, this, [this] {
        if (!m_isTaking)
            showSelection();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        showCurrentId();
        showSelection();
        noteScrolled();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TaskTableView::noteScrolled);
}

void TaskTableView::restoreCurrentId(const QString &id)
{
    m_currentId = id;
    showCurrentId();
}

void TaskTableView::setCurrentId(const QString &id)
{
    restoreCurrentId(id);
    const auto row = m_model.rowOf(id);
    if (!id.isEmpty()) {
        wire::Task unseen;
        unseen.id = id;
        m_selection.replace({row < 0 ? unseen : m_model.taskAt(row)});
    }
    if (row >= 0)
        scrollTo(m_model.index(row, std::max(0, currentIndex().column())));
}

void TaskTableView::goToTop() { verticalScrollBar()->setValue(0); }

void TaskTableView::goToBottom()
{
    updateGeometries();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TaskTableView::goToRow(int row)
{
    updateGeometries();
    verticalScrollBar()->setValue(row * rowHeight());
}

void TaskTableView::keyPressEvent(QKeyEvent *event)
{
    if (auto *grey = greyActionOf(actions(), *event))
        return Q_EMIT refused(grey);
    const auto isPlain = event->modifiers().testFlag(Qt::NoModifier) || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && event->key() == Qt::Key_Home)
        Q_EMIT homeRequested();
    else if (isPlain && event->key() == Qt::Key_End)
        Q_EMIT endRequested();
    else if (event->matches(QKeySequence::SelectAll))
        Q_EMIT selectAllRequested();
    else if (isPlain && event->key() == Qt::Key_Escape && !m_selection.isEmpty())
        m_selection.clear();
    else {
        m_startsOver = false;
        QTableView::keyPressEvent(event);
        startOver();
    }
}

void TaskTableView::mousePressEvent(QMouseEvent *event)
{
    m_startsOver = false;
    QTableView::mousePressEvent(event);
    startOver();
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && !indexAt(event->pos()).isValid())
        m_selection.clear();
}

/// A drag goes on from where its press has started over.
void TaskTableView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    m_startsOver = false;
}

QItemSelectionModel::SelectionFlags TaskTableView::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    const auto command = QTableView::selectionCommand(index, event);
    const bool isDrag = event && event->type() == QEvent::MouseMove;
    m_startsOver = m_startsOver || (!isDrag && index.isValid() && command.testFlag(QItemSelectionModel::Clear));
    return command;
}

/// Qt tells nothing when the only row that it knows as selected is clicked again, though others may be selected beyond the window.
void TaskTableView::startOver()
{
    if (!std::exchange(m_startsOver, false))
        return;
    QList<wire::Task> tasks;
    for (const auto &index : selectionModel()->selectedRows())
        tasks.append(m_model.taskAt(index.row()));
    const QScopedValueRollback taking(m_isTaking, true);
    m_selection.replace(tasks);
}

void TaskTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_isProjecting || m_isLosingRows)
        return;
    if (m_startsOver)
        return startOver();
    const auto tasksOf = [this](const QItemSelection &ranges) {
        QList<wire::Task> tasks;
        for (const auto &range : ranges)
            for (int row = range.top(); row <= range.bottom(); ++row)
                tasks.append(m_model.taskAt(row));
        return tasks;
    };
    const QScopedValueRollback taking(m_isTaking, true);
    m_selection.change(tasksOf(selected), tasksOf(deselected));
}

TaskTableView::Rows TaskTableView::visibleRows() const
{
    const int last = std::max(0, m_model.rowCount() - 1);
    const int offset = verticalScrollBar()->value();
    return {std::min(offset / rowHeight(), last), std::min((offset + viewport()->height()) / rowHeight(), last)};
}

/// From the visible rows outwards until there are enough pieces.
TaskTableView::Rows TaskTableView::reachOf(const QBitArray &isChosen) const
{
    const int rows = m_model.rowCount();
    auto reach = visibleRows();
    int pieces = 0;
    const auto take = [&](int row, int inner) {
        pieces += isChosen[row] && !isChosen[inner] ? 1 : 0;
        return row;
    };
    while (pieces < kPiecesMax && (reach.first > 0 || reach.last < rows - 1)) {
        if (reach.first > 0)
            reach.first = take(reach.first - 1, reach.first);
        if (reach.last < rows - 1)
            reach.last = take(reach.last + 1, reach.last);
    }
    return reach;
}

/// Makes Qt's selection equal to what is selected, within reach: Qt keeps a list of the pieces and goes through all of them for
/// each cell that is painted and each row that comes or goes.
void TaskTableView::showSelection()
{
    const int rows = m_model.rowCount();
    QBitArray isChosen(rows);
    for (int row = 0; row < rows && !m_selection.isEmpty(); ++row)
        isChosen.setBit(row, m_selection.contains(m_model.taskAt(row)));
    m_reach = rows == 0 ? Rows {} : reachOf(isChosen);
    QBitArray isWrong(rows);
    for (const auto &range : selectionModel()->selection())
        isWrong.fill(true, range.top(), range.bottom() + 1);
    for (int row = m_reach.first; row <= m_reach.last; ++row)
        isWrong.setBit(row, isWrong[row] != isChosen[row]);
    QItemSelection wrong;
    for (int row = 0; row < rows; ++row) {
        if (!isWrong[row])
            continue;
        const int from = row;
        while (row < rows - 1 && isWrong[row + 1])
            ++row;
        wrong.append(QItemSelectionRange(m_model.index(from, 0), m_model.index(row, m_model.columnCount() - 1)));
    }
    if (wrong.isEmpty())
        return;
    const QScopedValueRollback projecting(m_isProjecting, true);
    selectionModel()->select(wrong, QItemSelectionModel::Toggle);
    // Else Qt would take these rows for the range that the next click with Shift replaces.
    selectionModel()->select(QItemSelection(), QItemSelectionModel::Select);
}

/// Qt would make the first row current, and so show a task that nobody chose.
void TaskTableView::focusInEvent(QFocusEvent *event)
{
    const auto hadCurrent = currentIndex().isValid();
    m_isProjecting = true;
    QTableView::focusInEvent(event);
    if (!hadCurrent)
        selectionModel()->clearCurrentIndex();
    m_isProjecting = false;
}

void TaskTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    noteScrolled();
}

void TaskTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
}

void TaskTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isProjecting || m_isLosingRows || !current.isValid() || m_model.taskAt(current.row()).id == m_currentId)
        return;
    m_currentId = m_model.taskAt(current.row()).id;
    Q_EMIT currentIdChanged(m_currentId);
}

void TaskTableView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const auto isAbove = !m_isAtTop && start * rowHeight() <= verticalScrollBar()->value();
    QTableView::rowsInserted(parent, start, end);
    if (isAbove)
        scrollByRows(end - start + 1);
    showCurrentId();
    showSelection();
    noteScrolled();
}

/// Qt would make a neighbour current when the current row goes.
void TaskTableView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_isLosingRows = true;
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

int TaskTableView::rowHeight() const { return verticalHeader()->defaultSectionSize(); }

void TaskTableView::scrollByRows(int rows)
{
    setUpdatesEnabled(false);
    updateGeometries();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows * rowHeight());
    setUpdatesEnabled(true);
}

void TaskTableView::noteScrolled()
{
    const auto rows = m_model.rowCount();
    const auto [first, last] = visibleRows();
    if (m_reach.first > std::max(0, first - kRowsInReach) || m_reach.last < std::min(rows - 1, last + kRowsInReach))
        showSelection();
    Q_EMIT visibleRowsChanged(first, last);

    const auto isAtTop = verticalScrollBar()->value() == 0 && m_model.cursorAbove().isEmpty();
    if (m_isAtTop != isAtTop) {
        m_isAtTop = isAtTop;
        Q_EMIT atTopChanged(isAtTop);
    }
    if (rows == 0)
        return;
    if (first < kRowsAhead && !m_model.cursorAbove().isEmpty())
        Q_EMIT nearTop();
    else if (rows - last < kRowsAhead && !m_model.cursorBelow().isEmpty())
        Q_EMIT nearBottom();
}

void TaskTableView::showCurrentId()
{
    const auto row = m_currentId.isEmpty() ? -1 : m_model.rowOf(m_currentId);
    if (row == currentIndex().row())
        return;
    const QScopedValueRollback projecting(m_isProjecting, true);
    setAutoScroll(false);
    if (row < 0)
        selectionModel()->clearCurrentIndex();
    else
        selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
    setAutoScroll(true);
}

} // namespace conduit::ui
