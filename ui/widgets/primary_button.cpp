// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/primary_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace conduit::ui {

void PrimaryButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    if (isEnabled()) {
        option.palette.setColor(QPalette::Button, palette().color(QPalette::Highlight));
        option.palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    }
    painter.drawControl(QStyle::CE_PushButton, option);
}

} // namespace conduit::ui
