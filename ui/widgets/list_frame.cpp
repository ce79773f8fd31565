// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/list_frame.h"

#include "ui/format/sizes.h"
#include "ui/widgets/empty_state.h"

#include <QAbstractItemView>

namespace conduit::ui {

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
    else if (!state.isLoaded)
        m_emptiness->setContent(Glyph::Clock, tr("Loading…"), {});
    else if (state.isFiltered)
        m_emptiness->setContent(Glyph::Lens, state.all ? tr("0 of %1 match").arg(countText(*state.all)) : tr("Nothing matches"),
                                tr("The filter hides everything."), tr("Clear filter"));
    else
        m_emptiness->setContent(m_nothing.glyph, m_nothing.title, m_nothing.text, m_nothing.action);
}

bool ListFrame::showsList() const { return currentIndex() == 0; }

int currentRow(const QAbstractItemView *view) { return view ? view->currentIndex().row() : -1; }

} // namespace conduit::ui
