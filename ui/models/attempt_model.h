// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>

#include <functional>

namespace conduit::ui {

/// The attempts of one task, the first on top.
class AttemptModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Outcome, Started, Duration, Worker, Error };
    static constexpr int kColumnCount = Error + 1;
    enum Role { OutcomeRole = Qt::UserRole };

    explicit AttemptModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setAttempts(const QList<wire::Attempt> &attempts);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::Attempt &attempt, int column) const;
    [[nodiscard]] QString toolTipOf(const wire::Attempt &attempt, int column) const;

    std::function<QDateTime()> m_now;
    QList<wire::Attempt> m_attempts;
};

} // namespace conduit::ui
