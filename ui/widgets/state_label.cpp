// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/state_label.h"

#include "ui/widgets/text_size.h"

#include <QPainter>

namespace conduit::ui {

namespace {

int glyphSide() { return inTextSize(14); }
constexpr int kGap = 6;

} // namespace

StateLabel::StateLabel(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); }

void StateLabel::setState(Glyph glyph, Tone tone, const QString &text)
{
    m_glyph = glyph;
    m_tone = tone;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    return {glyphSide() + kGap + fontMetrics().horizontalAdvance(m_text) + 2, qMax(glyphSide(), fontMetrics().height())};
}

QSize StateLabel::minimumSizeHint() const { return {glyphSide() + kGap, sizeHint().height()}; }

void StateLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto color = toneColor(m_tone, palette());
    paintGlyph(painter, placed({0, (height() - glyphSide()) / 2.0, qreal(glyphSide()), qreal(glyphSide())}, rect(), painter),
               m_glyph, color);
    painter.setPen(color);
    const auto place = placed(rect().adjusted(glyphSide() + kGap, 0, 0, 0), rect(), painter);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, static_cast<int>(place.width())));
}

} // namespace conduit::ui
