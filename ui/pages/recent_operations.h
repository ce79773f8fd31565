// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/activity_model.h"

#include <QWidget>

class QVBoxLayout;

namespace conduit::ui {

/// The last things that were done to many tasks, each with how it went and a way back, or to its tasks. Hidden while there are none.
class RecentOperations final : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype kShownMax = 3;

    explicit RecentOperations(QWidget *parent = nullptr);

    /// Newest first.
    void setRows(const QList<ActivityRow> &rows);
    void setOnline(bool isOnline);

Q_SIGNALS:
    void undoRequested(const conduit::ui::ActivityRow &row);
    /// Those that this line of the filter language finds.
    void tasksRequested(const QString &filter);
    /// All of them.
    void allRequested();

private:
    void rebuild();
    [[nodiscard]] QWidget *lineOf(const ActivityRow &row);

    QList<ActivityRow> m_shown;
    QVBoxLayout *m_column;
    bool m_isOnline = true;
};

} // namespace conduit::ui
