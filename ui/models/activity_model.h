// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <QDateTime>

#include <functional>
#include <optional>

namespace conduit::ui {

/// Work on many tasks: an operation of the broker, whoever began it, or a file that this window enqueues.
struct ActivityRow
{
    QString id;         ///< Of the operation, or of the file's run.
    bool isRun = false; ///< A file; else an operation.
    QString state;      ///< As of an operation.
    QString what;       ///< How far it is, or how it ended, in words.
    QString pace;       ///< Empty while nothing can be said.
    QString tasks;      ///< Which tasks, in words.
    QString notChanged; ///< How many were skipped and failed, in words; empty: none.
    QString who;
    QDateTime beganAt;
    std::optional<double> percent = {}; ///< Nothing while nobody knows, and for what has ended.
    wire::ListedOperation listed = {};  ///< Of an operation.
    QString filter = {};                ///< Which tasks, as a line of the filter language; empty when it cannot be said so.
};

/// Newest first, runs of this window before operations.
class ActivityModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { What, Progress, Pace, Tasks, NotChanged, Who, Began, ColumnCount };
    enum Role { StateRole = Qt::UserRole, PercentRole };

    explicit ActivityModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setRows(QList<ActivityRow> rows);
    [[nodiscard]] const ActivityRow &rowAt(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const ActivityRow &row, int column) const;

    std::function<QDateTime()> m_now;
    QList<ActivityRow> m_rows;
};

} // namespace conduit::ui
