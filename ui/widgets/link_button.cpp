// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/link_button.h"

#include "ui/widgets/console_style.h"
#include "ui/widgets/status_palette.h"

#include <QEnterEvent>
#include <QPainter>

#include <algorithm>

namespace conduit::ui {

LinkButton::LinkButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    const QSize written = fontMetrics().size(Qt::TextSingleLine, text());
    return {written.width(), std::max(written.height(), ConsoleStyle::kHitTarget)};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    auto written = font();
    written.setUnderline(underMouse() || hasFocus());
    painter.setFont(written);
    painter.setPen(isEnabled() ? toneColor(Tone::Running, palette()) : palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
}

void LinkButton::enterEvent(QEnterEvent *) { update(); }

void LinkButton::leaveEvent(QEvent *) { update(); }

} // namespace conduit::ui
