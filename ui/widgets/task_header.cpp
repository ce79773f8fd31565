// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/task_header.h"

#include "ui/models/task_window_model.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QPainter>
#include <QStyleOptionHeader>

namespace conduit::ui {

namespace {

constexpr int kMarkSide = 10;

/// Small and quiet: it is there for those who wonder, and the tip says what it means.
QIcon markOf(const QPalette &palette, qreal scale)
{
    QPixmap mark(QSize(kMarkSide, kMarkSide) * scale);
    mark.setDevicePixelRatio(scale);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, QRectF(0, 0, kMarkSide, kMarkSide), Glyph::Hourglass, palette.color(QPalette::PlaceholderText));
    painter.end();
    return mark;
}

} // namespace

/// As a table makes its own.
TaskHeader::TaskHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) { setSectionsClickable(true); }

int TaskHeader::widthOfTitle(int column) const
{
    const int mark = isSlow(column) ? kMarkSide + style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this) : 0;
    return widthOfName(*this, column) + mark;
}

void TaskHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (isSlow(logicalIndex))
        option->icon = markOf(palette(), devicePixelRatioF());
}

bool TaskHeader::isSlow(int column) const
{
    return model() && model()->headerData(column, Qt::Horizontal, TaskWindowModel::IsSlowSortRole).toBool();
}

} // namespace conduit::ui
