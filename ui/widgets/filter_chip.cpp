// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/filter_chip.h"

#include "ui/format/sizes.h"
#include "ui/widgets/theme.h"

#include <QEnterEvent>
#include <QPainter>

namespace conduit::ui {

namespace {

constexpr int kGlyphSide = 13;
constexpr int kPadding = 9;
constexpr int kGap = 5;

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

QSize FilterChip::sizeHint() const
{
    const auto metrics = fontMetrics();
    // The number keeps a little room, so that a growing count does not push its neighbours about.
    const auto number = qMax(metrics.horizontalAdvance(countLabel()), metrics.horizontalAdvance(QStringLiteral("00")));
    return {2 * kPadding + kGlyphSide + kGap + metrics.horizontalAdvance(text()) + kGap + number, metrics.height() + 10};
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
    const QRectF glyph(kPadding, (height() - kGlyphSide) / 2.0, kGlyphSide, kGlyphSide);
    paintGlyph(painter, glyph, m_glyph, isIdle ? quietText(palette()) : color);
    const auto textLeft = kPadding + kGlyphSide + kGap;
    painter.setPen(ink);
    painter.drawText(QRect(textLeft, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setPen(isIdle ? quietText(palette()) : color);
    painter.drawText(QRect(0, 0, width() - kPadding, height()), Qt::AlignVCenter | Qt::AlignRight, countLabel());
}

void FilterChip::enterEvent(QEnterEvent *) { update(); }

void FilterChip::leaveEvent(QEvent *) { update(); }

} // namespace conduit::ui
