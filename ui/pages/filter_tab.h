// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/task_filter_bar.h"
#include "ui/pages/task_list_memory.h"

namespace conduit::ui {

/// A list of tasks that somebody has set aside to look at another one: its line, and how the list was looked at.
struct FilterTab
{
    FilterHistory history;
    TaskListView view;
};

struct FilterTabList
{
    QList<FilterTab> tabs; ///< Not empty once somebody has looked.
    qsizetype current = 0;
};

/// The tabs that one window of one connection had, or none. Of each its line, its order and its columns are kept: where somebody
/// was in the list, and what was selected, is about tasks that have moved on.
class SavedFilterTabs final
{
public:
    /// `connection` is the broker's address.
    SavedFilterTabs(QSettings &settings, const QString &connection, int windowNumber);

    [[nodiscard]] FilterTabList read() const;
    /// A single tab is not worth keeping: a window begins with all tasks.
    void write(const FilterTabList &list);

private:
    QSettings &m_settings;
    QString m_group;
};

} // namespace conduit::ui
