// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/progress_delegate.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/status_palette.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr int kCellMargin = 6;
constexpr int kBarHeight = 6;
constexpr int kBarWidthMin = 12;
constexpr float kTrackAlpha = 0.22F;

} // namespace

ProgressDelegate::ProgressDelegate(PercentOf percentOf, QObject *parent)
    : QStyledItemDelegate(parent), m_percentOf(std::move(percentOf))
{
}

/// The style paints the cell with its text, which stands at the right; the bar takes what is left of it.
void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto percent = m_percentOf(index);
    if (!percent)
        return;
    auto opened = option;
    initStyleOption(&opened, index);
    const int text = opened.fontMetrics.horizontalAdvance(QStringLiteral("100 %"));
    const QRectF cell = opened.rect;
    const QRectF track(cell.left() + kCellMargin, cell.center().y() - kBarHeight / 2.0, cell.width() - text - 3 * kCellMargin,
                       kBarHeight);
    if (track.width() < kBarWidthMin)
        return;
    const auto isSelected = opened.state.testFlag(QStyle::State_Selected);
    const auto group = opened.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const auto ink =
        isSelected ? opened.palette.color(group, QPalette::HighlightedText) : toneColor(Tone::Running, opened.palette);
    auto ground = ink;
    ground.setAlphaF(kTrackAlpha);
    auto done = track;
    done.setWidth(track.width() * std::clamp(*percent, 0.0, 100.0) / 100.0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(placed(track, cell, *painter), kBarHeight / 2.0, kBarHeight / 2.0);
    painter->setBrush(ink);
    painter->drawRoundedRect(placed(done, cell, *painter), kBarHeight / 2.0, kBarHeight / 2.0);
    painter->restore();
}

} // namespace conduit::ui
