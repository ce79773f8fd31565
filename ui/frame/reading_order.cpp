// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/reading_order.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QScrollArea>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>

namespace conduit::ui {

namespace {

/// One of Qt's own, whose parts nobody visits one by one.
bool isWhole(const QWidget &widget)
{
    const bool isPlainArea = qobject_cast<const QAbstractScrollArea *>(&widget) && !qobject_cast<const QScrollArea *>(&widget);
    return isPlainArea || qobject_cast<const QAbstractSpinBox *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QTabBar *>(&widget);
}

void appendWidgetsOf(const QLayout &layout, QList<QWidget *> &parts)
{
    for (int i = 0; i < layout.count(); ++i) {
        auto *item = layout.itemAt(i);
        if (auto *widget = item->widget())
            parts.append(widget);
        else if (const auto *inner = item->layout())
            appendWidgetsOf(*inner, parts);
    }
}

/// What lies in it, as it is read; what no layout knows comes last.
QList<QWidget *> partsOf(const QWidget &widget)
{
    QList<QWidget *> parts;
    if (const auto *tabs = qobject_cast<const QTabWidget *>(&widget))
        parts = {tabs->tabBar(), tabs->currentWidget()};
    else if (const auto *area = qobject_cast<const QScrollArea *>(&widget))
        parts = {area->widget()};
    else if (const auto *splitter = qobject_cast<const QSplitter *>(&widget))
        for (int i = 0; i < splitter->count(); ++i)
            parts.append(splitter->widget(i));
    else if (const auto *layout = widget.layout())
        appendWidgetsOf(*layout, parts);
    for (auto *child : widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        if (!parts.contains(child) && !child->isWindow())
            parts.append(child);
    return parts;
}

void appendFrom(QWidget &widget, QList<QWidget *> &order)
{
    if (!widget.isVisible() || !widget.isEnabled())
        return;
    if ((widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy() && !order.contains(&widget))
        order.append(&widget);
    if (isWhole(widget))
        return;
    for (auto *part : partsOf(widget))
        if (part)
            appendFrom(*part, order);
}

} // namespace

QList<QWidget *> readingOrder(const QMainWindow &window)
{
    QList<QWidget *> order;
    for (auto *bar : window.findChildren<QToolBar *>(Qt::FindDirectChildrenOnly))
        appendFrom(*bar, order);
    if (auto *centre = window.centralWidget())
        appendFrom(*centre, order);
    for (auto *dock : window.findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly))
        appendFrom(*dock, order);
    if (auto *bar = window.findChild<QStatusBar *>(QString(), Qt::FindDirectChildrenOnly))
        appendFrom(*bar, order);
    return order;
}

bool focusNextInReadingOrder(const QMainWindow &window, bool isForward)
{
    const auto order = readingOrder(window);
    if (order.isEmpty())
        return false;
    // What has the keyboard without being in the order, such as a chart's cell, counts as that in which it lies.
    auto here = order.indexOf(QApplication::focusWidget());
    for (const auto *widget = QApplication::focusWidget(); here < 0 && widget; widget = widget->parentWidget())
        here = order.indexOf(widget);
    const auto last = order.size() - 1;
    const auto next = isForward ? (here == last ? 0 : here + 1) : (here <= 0 ? last : here - 1);
    order.at(next)->setFocus(isForward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace conduit::ui
