// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/panes.h"

#include <QApplication>
#include <QSplitter>

#include <algorithm>

namespace conduit::ui {

namespace {

bool takesKeyboard(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus);
}

/// Null when nothing in the pane takes the keyboard.
QWidget *firstIn(QWidget &pane)
{
    if (auto *proxy = pane.focusProxy(); proxy && takesKeyboard(*proxy))
        return proxy;
    if (takesKeyboard(pane))
        return &pane;
    const auto inside = pane.findChildren<QWidget *>();
    const auto found = std::find_if(inside.begin(), inside.end(), [](const QWidget *widget) { return takesKeyboard(*widget); });
    return found == inside.end() ? nullptr : *found;
}

} // namespace

QList<QWidget *> panesOf(QWidget &page)
{
    const auto *splitter = page.findChild<QSplitter *>();
    if (!splitter || splitter->isHidden())
        return {&page};
    QList<QWidget *> panes;
    for (int i = 0; i < splitter->count(); ++i)
        if (splitter->widget(i)->isVisible())
            panes.append(splitter->widget(i));
    return panes;
}

void focusNextPane(const QList<QWidget *> &panes, int step)
{
    const QWidget *focus = QApplication::focusWidget();
    const auto here = std::find_if(panes.begin(), panes.end(), [focus](const QWidget *pane) {
        return focus && (pane == focus || pane->isAncestorOf(focus));
    });
    const qsizetype start = here == panes.end() ? (step > 0 ? -1 : panes.size()) : here - panes.begin();
    for (qsizetype i = 1; i <= panes.size(); ++i) {
        const qsizetype at = (start + step * i + 2 * panes.size()) % panes.size();
        if (auto *target = firstIn(*panes.at(at))) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace conduit::ui
