// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/density.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableView>

namespace conduit::ui {

namespace {

constexpr int kComfortableRoom = 12;
constexpr int kCompactRoom = 5;

Density s_density = Density::Comfortable;

} // namespace

void applyDensity(Density density)
{
    s_density = density;
    const auto widgets = QApplication::allWidgets();
    for (auto *widget : widgets)
        if (auto *table = qobject_cast<QTableView *>(widget))
            table->verticalHeader()->setDefaultSectionSize(tableRowHeight(table->fontMetrics()));
}

Density density() { return s_density; }

int tableRowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + (s_density == Density::Compact ? kCompactRoom : kComfortableRoom);
}

} // namespace conduit::ui
