// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/wrapping_row.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace conduit::ui {

WrappingRow::WrappingRow(At side, QWidget *parent) : QLayout(parent), m_side(side)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(8);
}

WrappingRow::~WrappingRow() = default;

void WrappingRow::addItem(QLayoutItem *item) { m_items.emplace_back(item); }

int WrappingRow::count() const { return static_cast<int>(m_items.size()); }

QLayoutItem *WrappingRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *WrappingRow::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    const auto place = m_items.begin() + index;
    QLayoutItem *item = place->release();
    m_items.erase(place);
    return item;
}

int WrappingRow::heightForWidth(int width) const { return sizeOf(linesFor(width)).height(); }

QSize WrappingRow::sizeHint() const { return sizeOf(linesFor(QWIDGETSIZE_MAX)); }

QSize WrappingRow::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->sizeHint());
    return size;
}

void WrappingRow::setGeometry(const QRect &place)
{
    QLayout::setGeometry(place);
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const auto lines = linesFor(place.width());
    int top = place.top() + std::max(0, place.height() - sizeOf(lines).height()) / 2;
    for (const Line &line : lines) {
        int left = place.left() + (m_side == At::End ? std::max(0, place.width() - line.size.width()) : 0);
        for (QLayoutItem *item : line.items) {
            const QSize size = item->sizeHint();
            const QRect own(QPoint(left, top + (line.size.height() - size.height()) / 2), size);
            item->setGeometry(QStyle::visualRect(direction, place, own));
            left += size.width() + spacing();
        }
        top += line.size.height() + spacing();
    }
}

std::vector<WrappingRow::Line> WrappingRow::linesFor(int width) const
{
    std::vector<Line> lines;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (lines.empty() || lines.back().size.width() + spacing() + size.width() > width)
            lines.push_back({{item.get()}, size});
        else {
            Line &line = lines.back();
            line.items.push_back(item.get());
            line.size = {line.size.width() + spacing() + size.width(), std::max(line.size.height(), size.height())};
        }
    }
    return lines;
}

QSize WrappingRow::sizeOf(const std::vector<Line> &lines) const
{
    QSize size;
    for (const Line &line : lines)
        size = {std::max(size.width(), line.size.width()),
                size.height() + line.size.height() + (size.isEmpty() ? 0 : spacing())};
    return size;
}

} // namespace conduit::ui
