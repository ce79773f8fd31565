// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/primary_button.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace conduit::ui {

void PrimaryButton::paintEvent(QPaintEvent *event)
{
    if (!isEnabled())
        return QPushButton::paintEvent(event);
    QStylePainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(hasFocus() ? palette().color(QPalette::WindowText) : fill.darker(115), hasFocus() ? 1.6 : 1.0));
    painter.setBrush(isDown() ? fill.darker(118) : underMouse() ? fill.lighter(108) : fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
}

} // namespace conduit::ui
