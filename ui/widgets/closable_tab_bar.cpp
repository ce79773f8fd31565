// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/closable_tab_bar.h"

#include "ui/format/plain_text.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QMouseEvent>
#include <QStyleOptionTab>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kWidthMax = 220; ///< Of a tab, in pixels.
constexpr QSize kCrossSize(12, 12);

} // namespace

ClosableTabBar::ClosableTabBar(QWidget *parent) : QTabBar(parent)
{
    setDocumentMode(true);
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
}

void ClosableTabBar::setPlainText(int tab, const QString &text, const QString &toolTip)
{
    setTabText(tab, QString(text).replace(u'&', u"&&"_s));
    setAccessibleTabName(tab, text);
    setTabToolTip(tab, plainToolTip(toolTip));
    closeButton(tab)->setAccessibleName(tr("Close the tab %1").arg(text));
}

QSize ClosableTabBar::tabSizeHint(int tab) const
{
    const auto whole = QTabBar::tabSizeHint(tab);
    return {qMin(whole.width(), kWidthMax), whole.height()};
}

/// Dark themes hardly tell the tab in front from the others.
void ClosableTabBar::initStyleOption(QStyleOptionTab *option, int tab) const
{
    QTabBar::initStyleOption(option, tab);
    if (tab != currentIndex())
        option->palette.setColor(QPalette::WindowText, option->palette.color(QPalette::PlaceholderText));
}

void ClosableTabBar::tabInserted(int tab)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setIcon(glyphIcon(Glyph::Close));
    button->setIconSize(kCrossSize);
    button->setFixedSize(ConsoleStyle::kHitTarget, ConsoleStyle::kHitTarget);
    setPlainToolTip(button, tr("Close this tab"));
    connect(button, &QToolButton::clicked, this, [this, button] { closeTabOf(button); });
    setTabButton(tab, QTabBar::RightSide, button);
}

void ClosableTabBar::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::MiddleButton ? tabAt(event->position().toPoint()) : -1;
    QTabBar::mousePressEvent(event);
}

void ClosableTabBar::mouseReleaseEvent(QMouseEvent *event)
{
    QTabBar::mouseReleaseEvent(event);
    const int pressed = std::exchange(m_pressed, -1);
    if (event->button() == Qt::MiddleButton && pressed >= 0 && pressed == tabAt(event->position().toPoint()))
        Q_EMIT tabCloseRequested(pressed);
}

void ClosableTabBar::closeTabOf(const QWidget *button)
{
    for (int tab = 0; tab < count(); ++tab)
        if (closeButton(tab) == button)
            return Q_EMIT tabCloseRequested(tab);
}

} // namespace conduit::ui
