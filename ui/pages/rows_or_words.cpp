// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/rows_or_words.h"

#include "ui/widgets/empty_state.h"

#include <QTableView>

#include <algorithm>

namespace conduit::ui {

RowsOrWords::RowsOrWords(QTableView *table, EmptyState *words, QWidget *parent) : QStackedWidget(parent)
{
    addWidget(table);
    addWidget(words);
    // What stands there when it is empty needs more room than a process or two.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    setMinimumHeight(kHeightMin);
}

void RowsOrWords::showRows(bool hasRows)
{
    setCurrentIndex(hasRows ? 0 : 1);
    const QWidget &shown = *currentWidget();
    setMinimumHeight(std::max(kHeightMin, shown.heightForWidth(std::max(width(), shown.minimumSizeHint().width()))));
}

} // namespace conduit::ui
