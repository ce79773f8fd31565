// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/stat_tile.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/theme.h"

#include <QEnterEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kMargin = 10;
constexpr int kTrendHeight = 18;

} // namespace

StatTile::StatTile(const QString &name, QWidget *parent) : QAbstractButton(parent)
{
    setText(name);
    setAccessibleName(name);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StatTile::setValue(const QString &value, const QString &note, std::optional<Tone> tone)
{
    if (value == m_value && note == m_note && tone == m_tone)
        return;
    m_value = value;
    m_note = note;
    m_tone = tone;
    setAccessibleName(u"%1: %2 %3"_s.arg(text(), value, note).trimmed());
    update();
}

void StatTile::setTrend(const QList<std::optional<double>> &trend)
{
    m_trend = trend;
    update();
}

void StatTile::setDimmed(bool isDimmed)
{
    m_isDimmed = isDimmed;
    update();
}

QFont StatTile::valueFont() const
{
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    return large;
}

QSize StatTile::sizeHint() const
{
    const int height = fontMetrics().height() + QFontMetrics(valueFont()).height() + kTrendHeight + 2 * kMargin + 4;
    return {132, height};
}

QSize StatTile::minimumSizeHint() const
{
    return {std::max(80, fontMetrics().horizontalAdvance(text()) + 2 * kMargin + 2), sizeHint().height()};
}

void StatTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(hairline(palette())));
    painter.setBrush(underMouse() ? palette().color(QPalette::AlternateBase) : palette().color(QPalette::Base));
    painter.drawRoundedRect(frame, 6, 6);

    const QRectF inner = frame.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    painter.setPen(quietText(palette()));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(inner.width())));
    if (m_isDimmed)
        painter.setOpacity(0.45);
    const QFont large = valueFont();
    const QFontMetrics metrics(large);
    const QRectF line(inner.left(), inner.top() + fontMetrics().height() + 2, inner.width(), metrics.height());
    painter.setFont(large);
    painter.setPen(m_tone ? toneColor(*m_tone, palette()) : palette().color(QPalette::WindowText));
    const QString shown = metrics.elidedText(m_value, Qt::ElideRight, static_cast<int>(line.width()));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, shown);
    painter.setFont(font());
    painter.setPen(quietText(palette()));
    const qreal behind = metrics.horizontalAdvance(shown) + 6.0;
    if (behind + fontMetrics().horizontalAdvance(m_note) <= line.width())
        painter.drawText(placed(line.adjusted(behind, 0, 0, -2), line, painter), Qt::AlignLeft | Qt::AlignBottom, m_note);
    paintTrend(painter, QRectF(inner.left(), inner.bottom() - kTrendHeight + 4, inner.width(), kTrendHeight - 4));
}

void StatTile::paintTrend(QPainter &painter, const QRectF &area) const
{
    double peak = 0;
    for (const auto &value : m_trend)
        peak = std::max(peak, value.value_or(0));
    if (m_trend.size() < 2)
        return;
    QPainterPath path;
    bool isDrawing = false;
    for (qsizetype at = 0; at < m_trend.size(); ++at) {
        const auto &value = m_trend.at(at);
        if (value) {
            const qreal x = area.left() + area.width() * static_cast<qreal>(at) / static_cast<qreal>(m_trend.size() - 1);
            const QPointF point(x, area.bottom() - (peak > 0 ? area.height() * *value / peak : 0));
            isDrawing ? path.lineTo(point) : path.moveTo(point);
        }
        isDrawing = value.has_value();
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(toneColor(m_tone.value_or(Tone::Running), palette()), 1.3));
    painter.drawPath(path);
}

void StatTile::enterEvent(QEnterEvent *) { update(); }

void StatTile::leaveEvent(QEvent *) { update(); }

} // namespace conduit::ui
