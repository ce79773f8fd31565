// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/task_table_view.h"

#include "ui/models/task_window_model.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/tone_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace conduit::ui {

namespace {

/// The next page is asked for when fewer rows than this remain beyond the visible ones.
constexpr int kRowsAhead = TaskWindowModel::kPageRows / 2;

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
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
        }
    }
};

} // namespace

TaskTableView::TaskTableView(TaskWindowModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    styleTable(*this, tr("Tasks"));
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new CellDelegate(this));
    const auto markOf = [](const QModelIndex &index) {
        const auto state = index.data(TaskWindowModel::StateRole).toString();
        return ToneDelegate::Mark {glyphOf(state), toneOf(state)};
    };
    setItemDelegateForColumn(TaskWindowModel::State, new ToneDelegate(markOf, this));
    setModel(&model);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (first * rowHeight() < verticalScrollBar()->value())
            scrollByRows(first - last - 1);
        noteScrolled();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        showCurrentId();
        noteScrolled();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TaskTableView::noteScrolled);
}

void TaskTableView::setCurrentId(const QString &id)
{
    m_currentId = id;
    showCurrentId();
    if (const auto row = m_model.rowOf(id); row >= 0)
        scrollTo(m_model.index(row, std::max(0, currentIndex().column())));
}

void TaskTableView::goToTop() { verticalScrollBar()->setValue(0); }

void TaskTableView::goToBottom()
{
    updateGeometries();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TaskTableView::keyPressEvent(QKeyEvent *event)
{
    const auto isPlain = event->modifiers().testFlag(Qt::NoModifier) || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && event->key() == Qt::Key_Home)
        Q_EMIT homeRequested();
    else if (isPlain && event->key() == Qt::Key_End)
        Q_EMIT endRequested();
    else
        QTableView::keyPressEvent(event);
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
        verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
}

void TaskTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isProjecting || !current.isValid() || m_model.taskAt(current.row()).id == m_currentId)
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
    noteScrolled();
}

/// Qt would make a neighbour current when the current row goes.
void TaskTableView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_isProjecting = true;
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->clear();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
    m_isProjecting = false;
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
    const auto offset = verticalScrollBar()->value();
    const auto first = std::min(offset / rowHeight(), std::max(0, rows - 1));
    const auto last = std::min((offset + viewport()->height()) / rowHeight(), std::max(0, rows - 1));
    Q_EMIT visibleRowsChanged(first, last);

    const auto isAtTop = offset == 0 && m_model.cursorAbove().isEmpty();
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
    m_isProjecting = true;
    setAutoScroll(false);
    if (row < 0)
        selectionModel()->clear();
    else
        selectionModel()->setCurrentIndex(m_model.index(row, 0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(true);
    m_isProjecting = false;
}

} // namespace conduit::ui
