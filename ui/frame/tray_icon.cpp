// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/tray_icon.h"

#include "ui/widgets/status_palette.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace conduit::ui {

namespace {

constexpr qreal kGrid = 24;

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

/// Draws on a square of kGrid units. The panel's colours are not known, so every shape brings its own ground and a white edge.
class TrayIconEngine final : public QIconEngine
{
public:
    explicit TrayIconEngine(TrayState state) : m_state(state) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        const qreal side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(side / 2, side / 2));
        painter->scale(side / kGrid, side / kGrid);
        painter->setPen(QPen(Qt::white, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(toneColor(tone(), QPalette(Qt::white, Qt::white)));
        painter->drawPath(ground());
        painter->setPen(QPen(Qt::white, 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(m_state == TrayState::Working ? QBrush(Qt::white) : QBrush(Qt::NoBrush));
        painter->drawPath(sign());
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    /// What a panel asks for when it wants a picture and no painter.
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        return {QSize(16, 16), QSize(22, 22), QSize(32, 32), QSize(48, 48), QSize(64, 64)};
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TrayIconEngine(*this); }

private:
    [[nodiscard]] Tone tone() const
    {
        switch (m_state) {
        case TrayState::Idle:
            return Tone::Waiting;
        case TrayState::Working:
            return Tone::Running;
        case TrayState::Attention:
            return Tone::Bad;
        case TrayState::Offline:
            return Tone::Cancelled;
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QPainterPath ground() const
    {
        QPainterPath path;
        switch (m_state) {
        case TrayState::Idle:
            path.addEllipse(QPointF(12, 12), 10.5, 10.5);
            break;
        case TrayState::Working:
            path.addRoundedRect(QRectF(1.5, 1.5, 21, 21), 4, 4);
            break;
        case TrayState::Attention:
            return polygon({{12, 1.5}, {23, 22}, {1, 22}});
        case TrayState::Offline:
            return polygon({{12, 0.8}, {23.2, 12}, {12, 23.2}, {0.8, 12}});
        }
        return path;
    }

    [[nodiscard]] QPainterPath sign() const
    {
        QPainterPath path;
        const auto line = [&path](QPointF from, QPointF to) {
            path.moveTo(from);
            path.lineTo(to);
        };
        switch (m_state) {
        case TrayState::Idle:
            line({7, 12}, {16.5, 12});
            line({12.5, 7.5}, {17, 12});
            line({17, 12}, {12.5, 16.5});
            break;
        case TrayState::Working:
            return polygon({{9, 7.5}, {17, 12}, {9, 16.5}});
        case TrayState::Attention:
            line({12, 9}, {12, 14.5});
            line({12, 18.4}, {12, 18.5});
            break;
        case TrayState::Offline:
            line({8.5, 8.5}, {15.5, 15.5});
            line({15.5, 8.5}, {8.5, 15.5});
            break;
        }
        return path;
    }

    TrayState m_state;
};

} // namespace

QIcon trayIcon(TrayState state) { return QIcon(new TrayIconEngine(state)); }

} // namespace conduit::ui
