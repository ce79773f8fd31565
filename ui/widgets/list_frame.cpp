// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/list_frame.h"

#include "ui/format/sizes.h"
#include "ui/widgets/empty_state.h"

#include <QAbstractItemView>
#include <QAbstractProxyModel>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace conduit::ui {

namespace {

int sourceRow(const QModelIndex &index)
{
    const auto *proxy = qobject_cast<const QAbstractProxyModel *>(index.model());
    return (proxy ? proxy->mapToSource(index) : index).row();
}

} // namespace

ListFrame::ListFrame(QWidget *list, const Nothing &nothing, QWidget *parent)
    : QStackedWidget(parent), m_nothing(nothing), m_emptiness(new EmptyState(this))
{
    addWidget(list);
    addWidget(m_emptiness);
    connect(m_emptiness, &EmptyState::actionTriggered, this, [this] {
        if (m_isFiltered)
            Q_EMIT clearFilterRequested();
        else
            Q_EMIT startRequested();
    });
    setState({.isLoaded = false});
}

void ListFrame::setState(const State &state)
{
    m_isFiltered = state.isFiltered;
    setCurrentIndex(state.rows > 0 ? 0 : 1);
    setFocusProxy(currentWidget());
    if (state.rows > 0)
        return;
    if (!state.isOnline)
        m_emptiness->setContent(Glyph::Offline, tr("The broker is not available"),
                                tr("The list appears by itself as soon as it is."));
    else if (!state.refusal.isEmpty())
        m_emptiness->setContent(Glyph::Warning, tr("The broker does not give this list"), state.refusal);
    else if (!state.isLoaded)
        m_emptiness->setContent(Glyph::Clock, tr("Loading…"), {});
    else if (state.isFiltered)
        m_emptiness->setContent(Glyph::Lens, state.all ? tr("0 of %1 match").arg(countText(*state.all)) : tr("Nothing matches"),
                                tr("The filter hides everything."), tr("Clear filter"));
    else
        m_emptiness->setContent(m_nothing.glyph, m_nothing.title, m_nothing.text, m_nothing.action);
}

bool ListFrame::showsList() const { return currentIndex() == 0; }

void sortByHeader(QTableView &table, QSortFilterProxyModel &rows)
{
    table.setModel(&rows);
    auto *header = table.horizontalHeader();
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    table.setSortingEnabled(true);
}

int currentRow(const QAbstractItemView *view) { return view ? sourceRow(view->currentIndex()) : -1; }

void setCurrentRow(QAbstractItemView &view, int row)
{
    const auto *proxy = qobject_cast<const QAbstractProxyModel *>(view.model());
    const QAbstractItemModel *source = proxy ? proxy->sourceModel() : view.model();
    const QModelIndex index = source->index(row, 0);
    view.setCurrentIndex(proxy ? proxy->mapFromSource(index) : index);
}

QList<int> selectedRows(const QAbstractItemView &view)
{
    QList<int> rows;
    for (const QModelIndex &index : view.selectionModel()->selectedRows())
        rows.append(sourceRow(index));
    return rows;
}

} // namespace conduit::ui
