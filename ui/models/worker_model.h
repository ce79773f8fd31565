// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <functional>

namespace conduit::ui {

/// Workers that a broker knows, by name.
class WorkerModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    /// `Clock` says how far it is off; `Done` counts attempts that ended well; `FailedShare` is what part of those that ended
    /// did not, in per cent.
    enum Column { Name, Host, Slots, Heartbeat, Clock, Done, FailedShare, Types, Queues, Version, Pid, Up };
    static constexpr int kColumnCount = Up + 1;
    enum Role { SecondsSinceSeenRole = Qt::UserRole, HasWrongClockRole, HasToldClockRole };

    explicit WorkerModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setWorkers(QList<wire::Worker> workers);
    [[nodiscard]] const wire::Worker &workerAt(int row) const { return m_workers[row]; }
    /// Whether that of any is off.
    [[nodiscard]] bool hasWrongClock() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::Worker &worker, int column) const;
    [[nodiscard]] static QVariant sortValueOf(const wire::Worker &worker, int column);
    [[nodiscard]] QString toolTipOf(const wire::Worker &worker, int column) const;

    std::function<QDateTime()> m_now;
    QList<wire::Worker> m_workers;
};

} // namespace conduit::ui
