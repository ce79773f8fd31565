// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStackedWidget>

class QTableView;

namespace conduit::ui {

class EmptyState;

/// A section's table, or the words that stand in its place as long as it has no rows. It keeps room for either, also for words in large
/// letters.
class RowsOrWords final : public QStackedWidget
{
    Q_OBJECT
public:
    /// The header and two rows.
    static constexpr int kHeightMin = 90;

    /// Takes both as its children.
    RowsOrWords(QTableView *table, EmptyState *words, QWidget *parent = nullptr);

    /// Call it again when the words have changed.
    void showRows(bool hasRows);
};

} // namespace conduit::ui
