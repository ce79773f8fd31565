// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/tool_strip.h"

#include "ui/frame/action_hub.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kIconSide = 16;
constexpr int kLocatorWidth = 280;

} // namespace

ToolStrip::ToolStrip(const ActionHub &hub, const QStringList &ids, QWidget *locator, QWidget *parent) : QToolBar(parent)
{
    setObjectName("tools"_L1);
    setWindowTitle(tr("Tool bar"));
    setMovable(false);
    setIconSize({kIconSide, kIconSide});
    setNarrow(false);
    // A bar that is hidden by accident is not found again.
    setContextMenuPolicy(Qt::PreventContextMenu);
    for (const QString &id : ids) {
        if (id.isEmpty())
            addSeparator();
        else if (QAction *action = hub.action(id))
            addAction(action);
    }
    auto *gap = new QWidget(this);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(gap);
    locator->setFixedWidth(kLocatorWidth);
    addWidget(locator);
    auto *end = new QWidget(this);
    end->setFixedWidth(11); // With the bar's own, a page's margin.
    addWidget(end);
}

void ToolStrip::addFirst(QWidget *widget)
{
    QAction *first = actions().value(0);
    insertWidget(first, widget);
    insertSeparator(first);
}

void ToolStrip::setNarrow(bool isNarrow)
{
    setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

} // namespace conduit::ui
