// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QStackedWidget>

#include <optional>

class QAbstractItemView;
class QSortFilterProxyModel;
class QTableView;

namespace conduit::ui {

class EmptyState;

/// A list, or what stands in its place as long as it is empty: that the broker is away or refuses it, that it is being read, that a filter
/// hides everything, or that nothing exists yet. Rows that are there stay, also while the broker is away. What is shown has the keyboard.
class ListFrame final : public QStackedWidget
{
    Q_OBJECT
public:
    /// What is said while nothing exists yet, with a button when `action` is not empty.
    struct Nothing
    {
        Glyph glyph = Glyph::Tasks;
        QString title;
        QString text;
        QString action;
    };
    struct State
    {
        int rows = 0;
        bool isOnline = true;
        bool isLoaded = true;
        bool isFiltered = false;
        std::optional<qint64> all = {}; ///< How many rows there were without the filter, when that is known.
        QString refusal = {};           ///< What the broker said instead of giving them.
    };

    ListFrame(QWidget *list, const Nothing &nothing, QWidget *parent = nullptr);

    void setState(const State &state);
    [[nodiscard]] EmptyState *emptiness() const { return m_emptiness; }
    [[nodiscard]] bool showsList() const;

Q_SIGNALS:
    /// The button of what is said while nothing exists yet.
    void startRequested();
    void clearFilterRequested();

private:
    Nothing m_nothing;
    EmptyState *m_emptiness;
    bool m_isFiltered = false;
};

/// Shows `rows`, whose source is set, sorted by whichever header is clicked: upwards, downwards, and then in their own order again.
void sortByHeader(QTableView &table, QSortFilterProxyModel &rows);

// Rows are those of the model that has them, however the view sorts or filters them.

/// That of the current cell; -1 without one.
[[nodiscard]] int currentRow(const QAbstractItemView *view);
void setCurrentRow(QAbstractItemView &view, int row);
[[nodiscard]] QList<int> selectedRows(const QAbstractItemView &view);

} // namespace conduit::ui
