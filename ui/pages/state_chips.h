// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMap>
#include <QWidget>

namespace conduit::ui {

class FilterChip;

/// The states of tasks in a row, each with its count: one or several of them narrow the filter line.
class StateChips final : public QWidget
{
    Q_OBJECT
public:
    explicit StateChips(QWidget *parent = nullptr);

    void setLine(const QString &line);
    /// How many tasks are in each state.
    void setCounts(const QMap<QString, qint64> &states);

Q_SIGNALS:
    void lineChosen(const QString &line);

private:
    void choose();
    void showBlocked();

    QMap<QString, FilterChip *> m_chips; ///< By state; that of all states has none.
    QString m_line;
    qint64 m_blocked = 0;
};

} // namespace conduit::ui
