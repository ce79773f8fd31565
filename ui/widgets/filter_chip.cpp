// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/filter_chip.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/text_size.h"
#include "ui/widgets/theme.h"

#include <QEnterEvent>
#include <QPainter>

namespace conduit::ui {

namespace {

int glyphSide() { return inTextSize(13); }
constexpr int kPadding = 9;
constexpr int kGap = 5;
int nameLeft() { return kPadding + glyphSide() + kGap; }

} // namespace

FilterChip::FilterChip(Glyph glyph, Tone tone, const QString &name, QWidget *parent)
    : QAbstractButton(parent), m_glyph(glyph), m_tone(tone)
{
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FilterChip::setCount(qint64 count)
{
    if (m_count == count)
        return;
    const auto before = sizeHint();
    m_count = count;
    setAccessibleDescription(tr("Tasks: %1").arg(countLabel()));
    if (sizeHint() != before)
        updateGeometry();
    update();
}

QString FilterChip::countLabel() const { return countText(m_count); }

/// It keeps a little room, so that a growing count does not push its neighbours about.
int FilterChip::countWidth() const
{
    return qMax(fontMetrics().horizontalAdvance(countLabel()), fontMetrics().horizontalAdvance(QStringLiteral("00")));
}

QSize FilterChip::sizeHint() const
{
    // One more, since horizontalAdvance() rounds and elidedText() does not.
    const auto nameWidth = fontMetrics().horizontalAdvance(text()) + 1;
    return {nameLeft() + nameWidth + kGap + countWidth() + kPadding, fontMetrics().height() + 10};
}

QString FilterChip::shownName() const
{
    const auto room = width() - nameLeft() - kGap - countWidth() - kPadding;
    const auto name = fontMetrics().elidedText(text(), Qt::ElideRight, room);
    return name.size() > 1 ? name : QString();
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto color = toneColor(m_tone, palette());
    const auto radius = height() / 2.0;
    auto fill = isChecked() ? color : palette().color(QPalette::WindowText);
    fill.setAlphaF(isChecked() ? 0.16F : underMouse() ? 0.06F : 0.0F);
    painter.setBrush(fill);
    painter.setPen(QPen(isChecked() || hasFocus() ? color : hairline(palette()), hasFocus() ? 1.8 : 1.0));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    const auto isIdle = m_count == 0 && !isChecked();
    const auto ink = isIdle ? quietText(palette()) : palette().color(QPalette::WindowText);
    const QRectF glyph =
        placed({kPadding, (height() - glyphSide()) / 2.0, qreal(glyphSide()), qreal(glyphSide())}, rect(), painter);
    paintGlyph(painter, glyph, m_glyph, isIdle ? quietText(palette()) : color);
    painter.setPen(ink);
    painter.drawText(placed(QRect(nameLeft(), 0, width() - nameLeft(), height()), rect(), painter),
                     Qt::AlignVCenter | Qt::AlignLeft, shownName());
    painter.setPen(isIdle ? quietText(palette()) : color);
    painter.drawText(placed(QRect(0, 0, width() - kPadding, height()), rect(), painter), Qt::AlignVCenter | Qt::AlignRight,
                     countLabel());
}

void FilterChip::resizeEvent(QResizeEvent *) { setPlainToolTip(this, shownName() == text() ? QString() : text()); }

void FilterChip::enterEvent(QEnterEvent *) { update(); }

void FilterChip::leaveEvent(QEvent *) { update(); }

} // namespace conduit::ui
