// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/choice_count.h"

#include <QObject>

class QMenu;
class QPoint;

namespace conduit::ui {

class CellActions;
class TaskActs;
class TaskChangeActs;
class TaskDetailsPanel;
class TaskExports;
class TaskListActions;
class TaskListPane;

/// What is about tasks in the page of tasks.
struct TaskParts
{
    client::Client &client;
    TaskListPane &list;
    TaskDetailsPanel &details;
    TaskActs &acts;
    TaskChangeActs &changes;
    CellActions &cells;
    TaskExports &exports;
    TaskListActions &listActions;
};

/// Tells the acts what they are about: what is selected, current and listed now, unless the menu of the list is open, then what was
/// when it opened; and nothing while nobody sees the list, since they have keys.
class TaskTargets final : public QObject
{
    Q_OBJECT
public:
    explicit TaskTargets(const TaskParts &parts);

    [[nodiscard]] QMenu *menu() const { return m_menu; }
    void setShown(bool isShown);
    /// Something may be different.
    void show();

private:
    void fillMenu();
    void openMenu(QPoint place);

    TaskParts m_parts;
    ChoiceCount m_count;
    QMenu *m_menu;
    bool m_isShown = false;
};

} // namespace conduit::ui
