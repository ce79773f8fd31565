// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/tool_strip.h"

#include "ui/frame/action_hub.h"
#include "ui/widgets/text_size.h"

#include <QAction>
#include <QApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

int iconSide() { return inTextSize(16); }
constexpr int kLocatorWidth = 280;

ToolWords s_words = ToolWords::Beside;

} // namespace

ToolStrip::ToolStrip(const ActionHub &hub, const QStringList &ids, QWidget *locator, QWidget *parent) : QToolBar(parent)
{
    setObjectName("tools"_L1);
    setWindowTitle(tr("Tool bar"));
    setMovable(false);
    setIconSize({iconSide(), iconSide()});
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
    locator->setFixedWidth(kLocatorWidth * textSize() / kTextSizeOfDesktop);
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
    m_isNarrow = isNarrow;
    showWords();
}

void ToolStrip::showWords()
{
    setToolButtonStyle(m_isNarrow || s_words == ToolWords::None ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void applyToolWords(ToolWords words)
{
    s_words = words;
    const auto widgets = QApplication::allWidgets();
    for (auto *widget : widgets)
        if (auto *strip = qobject_cast<ToolStrip *>(widget))
            strip->showWords();
}

ToolWords toolWords() { return s_words; }

} // namespace conduit::ui
