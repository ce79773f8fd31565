// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QSettings;

namespace conduit::ui {

class TaskTableView;

/// The columns of a table of tasks: which ones are shown, how wide, in which order; the menu that says so; and by which the list is sorted.
/// Errors are shown where there is room for them beside the rest, until somebody says that they are, or are not.
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
    /// What cannot be read back leaves them as they are.
    void setState(const QByteArray &state);
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
    void showErrors();
    /// Columns that are shown are not narrower than their heads.
    void makeRoom();
    void showMenu(QPoint place);

    TaskTableView &m_table;
    QSettings &m_settings;
    bool m_errorsAreChosen = false; ///< Somebody said whether they are shown.
};

} // namespace conduit::ui
