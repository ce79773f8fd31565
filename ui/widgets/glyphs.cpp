// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/glyphs.h"

#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qreal kGrid = 24; // All paths are drawn on a square of 24 units.

/// What a glyph is made of: lines and areas.
struct Drawing
{
    QPainterPath lines;
    QPainterPath areas;
};

QPainterPath polyline(std::initializer_list<QPointF> points, bool isClosed = false)
{
    QPainterPath path;
    for (const auto &point : points)
        path.elementCount() == 0 ? path.moveTo(point) : path.lineTo(point);
    if (isClosed)
        path.closeSubpath();
    return path;
}

/// Side by side. QPainterPath's `+` would melt the areas together and lose open lines.
QPainterPath joined(std::initializer_list<QPainterPath> parts)
{
    QPainterPath path;
    for (const auto &part : parts)
        path.addPath(part);
    return path;
}

QPainterPath circle(qreal radius, QPointF centre = {12, 12})
{
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath box(qreal x, qreal y, qreal width, qreal height, qreal radius = 2)
{
    QPainterPath path;
    path.addRoundedRect(x, y, width, height, radius, radius);
    return path;
}

QPainterPath polygon(int corners, qreal radius, qreal turn)
{
    QPainterPath path;
    for (int corner = 0; corner < corners; ++corner) {
        const auto angle = turn + corner * 2 * std::numbers::pi / corners;
        const QPointF point(12 + radius * std::cos(angle), 12 + radius * std::sin(angle));
        corner == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath turningArrow()
{
    QPainterPath path;
    path.arcMoveTo(QRectF(5, 5, 14, 14), 60);
    path.arcTo(QRectF(5, 5, 14, 14), 60, 290);
    path.addPath(polyline({{15.5, 2.5}, {15.7, 6.0}, {12.2, 6.6}}));
    return path;
}

Drawing drawingOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Tasks:
        return {joined({polyline({{9, 6}, {20, 6}}), polyline({{9, 12}, {20, 12}}), polyline({{9, 18}, {20, 18}})}),
                joined({circle(1.5, {4.5, 6}), circle(1.5, {4.5, 12}), circle(1.5, {4.5, 18})})};
    case Glyph::Plus:
        return {joined({polyline({{12, 5}, {12, 19}}), polyline({{5, 12}, {19, 12}})}), {}};
    case Glyph::Minus:
        return {polyline({{5, 12}, {19, 12}}), {}};
    case Glyph::Types:
        return {joined({polyline({{9, 4}, {7, 4}, {6, 5}, {6, 10}, {4, 12}, {6, 14}, {6, 19}, {7, 20}, {9, 20}}),
                        polyline({{15, 4}, {17, 4}, {18, 5}, {18, 10}, {20, 12}, {18, 14}, {18, 19}, {17, 20}, {15, 20}})}),
                {}};
    case Glyph::Workers:
        return {joined({box(6, 6, 12, 12), polyline({{9, 2.5}, {9, 6}}), polyline({{15, 2.5}, {15, 6}}),
                        polyline({{9, 18}, {9, 21.5}}), polyline({{15, 18}, {15, 21.5}}), polyline({{2.5, 9}, {6, 9}}),
                        polyline({{2.5, 15}, {6, 15}}), polyline({{18, 9}, {21.5, 9}}), polyline({{18, 15}, {21.5, 15}})}),
                box(10, 10, 4, 4, 0.5)};
    case Glyph::Queues:
        return {joined({box(3, 4, 18, 4, 1), box(3, 10, 18, 4, 1), box(3, 16, 18, 4, 1)}), {}};
    case Glyph::Copy:
        return {joined({box(8, 8, 12, 12), polyline({{16, 4}, {6, 4}, {4, 6}, {4, 16}})}), {}};
    case Glyph::Refresh:
    case Glyph::Arrow:
        return {turningArrow(), {}};
    case Glyph::Play:
        return {{}, polyline({{7, 4.5}, {19.5, 12}, {7, 19.5}}, true)};
    case Glyph::Pause:
        return {{}, joined({box(6, 5, 4.5, 14, 1), box(13.5, 5, 4.5, 14, 1)})};
    case Glyph::Stop:
        return {{}, box(6, 6, 12, 12, 1.5)};
    case Glyph::Close:
    case Glyph::Cross:
        return {joined({polyline({{6, 6}, {18, 18}}), polyline({{18, 6}, {6, 18}})}), {}};
    case Glyph::Check:
    case Glyph::Tick:
        return {polyline({{4.5, 12.5}, {10, 18}, {19.5, 6.5}}), {}};
    case Glyph::Warning:
        return {joined({polyline({{12, 3.5}, {21.5, 20}, {2.5, 20}}, true), polyline({{12, 10}, {12, 14.5}})}),
                circle(1.2, {12, 17.3})};
    case Glyph::Error:
        return {joined({circle(9), polyline({{12, 7}, {12, 13}})}), circle(1.2, {12, 16.5})};
    case Glyph::Lens:
        return {joined({circle(6, {10.5, 10.5}), polyline({{15, 15}, {20, 20}})}), {}};
    case Glyph::File:
        return {joined({polyline({{6, 3}, {14, 3}, {19, 8}, {19, 21}, {6, 21}}, true),
                        polyline({{13.5, 3.5}, {13.5, 8.5}, {18.5, 8.5}})}),
                {}};
    case Glyph::Picture:
        return {joined({box(3, 5, 18, 14), polyline({{4, 17}, {9, 12}, {13, 16}, {16, 13}, {20.5, 17}})}),
                circle(1.6, {15.5, 9.2})};
    case Glyph::Clipboard:
        return {joined({box(5, 5, 14, 16), box(9, 3, 6, 4, 1)}), {}};
    case Glyph::Down:
        return {polyline({{6, 9}, {12, 15}, {18, 9}}), {}};
    case Glyph::Right:
        return {polyline({{9, 6}, {15, 12}, {9, 18}}), {}};
    case Glyph::Up:
        return {polyline({{6, 15}, {12, 9}, {18, 15}}), {}};
    case Glyph::Offline:
        return {joined({circle(8.5), polyline({{8.5, 8.5}, {15.5, 15.5}}), polyline({{15.5, 8.5}, {8.5, 15.5}})}), {}};
    case Glyph::Circle:
        return {circle(7), {}};
    case Glyph::Dot:
        return {{}, circle(5)};
    case Glyph::Clock:
        return {joined({circle(8), polyline({{12, 7}, {12, 12}, {15.5, 14}})}), {}};
    case Glyph::Triangle:
        return {{}, polyline({{6, 4}, {20, 12}, {6, 20}}, true)};
    case Glyph::Slash:
        return {joined({circle(8), polyline({{6.5, 17.5}, {17.5, 6.5}})}), {}};
    case Glyph::Octagon:
        return {{}, polygon(8, 9, std::numbers::pi / 8)};
    case Glyph::Window:
        return {joined({box(3, 4.5, 18, 15), polyline({{3, 9}, {21, 9}})}), {}};
    case Glyph::Hourglass:
        return {polyline({{6, 3}, {18, 3}, {6, 21}, {18, 21}}, true), {}};
    case Glyph::Gauge:
        return {joined({polyline({{4, 20}, {20, 20}}), polyline({{7, 16.5}, {7, 12}}), polyline({{12, 16.5}, {12, 5}}),
                        polyline({{17, 16.5}, {17, 9}})}),
                {}};
    case Glyph::Lock: {
        QPainterPath shackle;
        shackle.moveTo(8, 11);
        shackle.lineTo(8, 8);
        shackle.arcTo(QRectF(8, 4, 8, 8), 180, -180);
        shackle.lineTo(16, 11);
        return {shackle, box(5.5, 11, 13, 9.5)};
    }
    }
    Q_UNREACHABLE();
}

class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, std::optional<Tone> tone) : m_glyph(glyph), m_tone(tone) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintGlyph(*painter, rect, m_glyph, colorFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new GlyphEngine(*this); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const auto palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return m_tone ? toneColor(*m_tone, palette) : palette.color(QPalette::ButtonText);
    }

    Glyph m_glyph;
    std::optional<Tone> m_tone;
};

} // namespace

QIcon glyphIcon(Glyph glyph, std::optional<Tone> tone) { return QIcon(new GlyphEngine(glyph, tone)); }

QRectF placed(const QRectF &place, const QRectF &whole, const QPainter &painter)
{
    return painter.layoutDirection() == Qt::RightToLeft
        ? place.translated(whole.left() + whole.right() - place.left() - place.right(), 0)
        : place;
}

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)
{
    const auto drawing = drawingOf(glyph);
    const auto side = qMin(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / kGrid, side / kGrid);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, side < 18 ? 2.4 : 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(drawing.lines);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(drawing.areas);
    painter.restore();
}

Glyph glyphOf(const QString &word)
{
    static const QHash<QString, Glyph> glyphs {
        {u"ready"_s, Glyph::Circle},    {u"blocked"_s, Glyph::Lock},     {u"scheduled"_s, Glyph::Clock},
        {u"snoozed"_s, Glyph::Clock},   {u"running"_s, Glyph::Triangle}, {QString(), Glyph::Triangle},
        {u"retrying"_s, Glyph::Arrow},  {u"lease_lost"_s, Glyph::Arrow}, {u"completed"_s, Glyph::Tick},
        {u"failed"_s, Glyph::Cross},    {u"timeout"_s, Glyph::Clock},    {u"worker_died"_s, Glyph::Cross},
        {u"cancelled"_s, Glyph::Slash}, {u"released"_s, Glyph::Slash},   {u"dead"_s, Glyph::Octagon},
    };
    return glyphs.value(word, Glyph::Circle);
}

QIcon programIcon()
{
    QIcon icon;
    for (const auto side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(side / kGrid, side / kGrid);
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColor(Tone::Running, QPalette(Qt::white, Qt::white)));
        painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5, 5);
        painter.setPen(QPen(Qt::white, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(joined({polyline({{4.5, 12}, {15, 12}}), polyline({{12, 8}, {16, 12}, {12, 16}})}));
        painter.drawPath(polyline({{19.5, 6.5}, {19.5, 17.5}}));
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace conduit::ui
