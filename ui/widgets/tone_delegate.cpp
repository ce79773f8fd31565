// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/tone_delegate.h"

#include "ui/widgets/console_style.h"
#include "ui/widgets/text_size.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace conduit::ui {

namespace {

int glyphSide() { return inTextSize(14); }
int glyphRoom() { return glyphSide() + 6; }
constexpr int kCellMargin = 6;
constexpr int kLineHeight = 2;
constexpr int kLineRoom = 4;

} // namespace

ToneDelegate::ToneDelegate(MarkOf markOf, QObject *parent) : QStyledItemDelegate(parent), m_markOf(std::move(markOf)) { }

void ToneDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto opened = option;
    initStyleOption(&opened, index);
    const auto text = opened.text;
    opened.text.clear();
    const auto *style = opened.widget ? opened.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &opened, painter, opened.widget);

    const auto mark = m_markOf(index);
    const auto isSelected = opened.state.testFlag(QStyle::State_Selected);
    const auto group = opened.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const auto color =
        isSelected ? opened.palette.color(group, QPalette::HighlightedText) : toneColor(mark.tone, opened.palette);
    const auto left = index.column() == 0 ? ConsoleStyle::kPageMargin : kCellMargin;
    const QRectF inner = placed(opened.rect.adjusted(left, 0, -kCellMargin, 0), opened.rect, *painter);
    const QRectF glyph(inner.left(), inner.center().y() - glyphSide() / 2.0, glyphSide(), glyphSide());
    paintGlyph(*painter, placed(glyph, inner, *painter), mark.glyph, color);
    painter->save();
    painter->setPen(color);
    painter->setFont(opened.font);
    const auto place = placed(inner.adjusted(glyphRoom(), 0, 0, 0), inner, *painter);
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      opened.fontMetrics.elidedText(text, Qt::ElideRight, static_cast<int>(place.width())));
    if (mark.fill > 0) {
        const QRectF line(place.left(), place.bottom() - kLineRoom, place.width() * std::min(mark.fill, 1.0), kLineHeight);
        painter->fillRect(placed(line, place, *painter), color);
    }
    painter->restore();
}

QSize ToneDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(glyphRoom() + 8, 0);
}

} // namespace conduit::ui
