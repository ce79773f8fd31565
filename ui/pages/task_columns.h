// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/saved_filters.h"

#include <QObject>

class QSettings;

namespace conduit::ui {

class TaskTableView;

/// The columns of a table of tasks: which ones are shown, how wide, in which order; the menu that says so; and by which the list is sorted.
/// Until somebody chooses columns, those that have no room beside the others are hidden, and errors are shown where there is room for them.
class TaskColumns final : public QObject
{
    Q_OBJECT
public:
    TaskColumns(TaskTableView &table, QSettings &settings);

    /// As they come out of the box.
    void reset();
    void saveSettings() const;
    /// Which columns there are, where and how wide, for setState().
    [[nodiscard]] QByteArray state() const;
    /// One that is not as state() made it gives those that come out of the box; an empty one leaves them as they are.
    void setState(const QByteArray &state);
    /// Those that are shown, from left to right; empty as long as nobody has chosen any.
    [[nodiscard]] QList<ColumnPlace> places() const;
    /// As if somebody had chosen these; none: as they are.
    void setPlaces(const QList<ColumnPlace> &places);
    /// Marks the column that the contract's word for an order names.
    void showSort(const QString &sort);
    /// The title of that column.
    [[nodiscard]] QString sortedBy() const;
    /// The broker has no index for that order.
    [[nodiscard]] bool isSlow() const;

Q_SIGNALS:
    void clicked(int column);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Shows what has room, as far as nobody has chosen.
    void fit();
    void fitSpare();
    [[nodiscard]] int firstWidth(int column) const;
    void fitErrors();
    /// Columns that are shown are not narrower than their heads.
    void makeRoom();
    void showMenu(QPoint place);

    TaskTableView &m_table;
    QSettings &m_settings;
    bool m_areChosen = false;       ///< Somebody said which columns there are, or how wide.
    bool m_errorsAreChosen = false; ///< Somebody said whether they are shown.
    bool m_isHeld = false;          ///< The mouse has the head.
};

} // namespace conduit::ui
