// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/task_windows.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/task_window.h"
#include "ui/frame/undo_trail.h"
#include "ui/frame/window_pages.h"
#include "ui/pages/task_acts.h"

#include <QAction>

#include <algorithm>

namespace conduit::ui {

TaskWindows::TaskWindows(const ConsoleParts &console, const std::function<QDateTime()> &now, QWidget &opener,
                         const ActionHub &hub, TaskActs &heir)
    : m_console(console), m_now(now), m_opener(opener), m_hub(hub), m_heir(heir)
{
}

TaskWindows::~TaskWindows() { qDeleteAll(all()); }

QList<TaskWindow *> TaskWindows::all() const
{
    QList<TaskWindow *> found;
    for (const auto &each : m_windows)
        if (auto *window = qobject_cast<TaskWindow *>(each))
            found.append(window);
    return found;
}

void TaskWindows::open(const QString &id)
{
    const auto open = all();
    const auto known = std::find_if(open.begin(), open.end(), [&](const TaskWindow *window) { return window->id() == id; });
    auto *window = known == open.end() ? make(id) : *known;
    window->raiseToFront();
}

void TaskWindows::closeAll()
{
    for (auto *window : all())
        window->close();
}

void TaskWindows::setAddress(const QString &address)
{
    m_console.address = address;
    for (auto *window : all())
        window->setAddress(address);
}

void TaskWindows::setOnline(bool isOnline, const QDateTime &asOf)
{
    m_isOnline = isOnline;
    m_asOf = asOf;
    for (auto *window : all())
        window->setOnline(isOnline, asOf);
}

void TaskWindows::takeKeys()
{
    for (auto *window : all()) {
        const auto actions = window->actions();
        for (auto *action : actions)
            if (const auto *ours = m_hub.action(action->objectName()))
                action->setShortcuts(ours->shortcuts());
    }
}

bool TaskWindows::isAtWork() const
{
    const auto open = all();
    return std::any_of(open.begin(), open.end(), [](const TaskWindow *window) { return window->isAtWork(); });
}

void TaskWindows::continueFrom(const TaskWindows &before)
{
    for (auto *window : before.all()) {
        auto *next = make(window->id());
        next->continueFrom(*window);
        m_console.undo->passOn(window, next);
        next->show();
        window->hide();
    }
}

TaskWindow *TaskWindows::make(const QString &id)
{
    auto *window = new TaskWindow(m_console, m_now, confirmationsFor(m_console), id);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setOnline(m_isOnline, m_asOf);
    connect(window, &TaskWindow::taskRequested, this, &TaskWindows::open);
    connect(window, &TaskWindow::copyRequested, this, &TaskWindows::copyRequested);
    connect(window, &TaskWindow::filterRequested, this, &TaskWindows::filterRequested);
    connect(window, &TaskWindow::closed, this, [this, window] { inherit(*window); });
    m_windows.removeAll(nullptr);
    m_windows.append(window);
    takeKeys();
    return window;
}

/// Whoever did something there and closed the window can take it back all the same.
void TaskWindows::inherit(TaskWindow &window)
{
    m_windows.removeAll(&window);
    m_heir.continueFrom(*window.acts());
    m_console.undo->passOn(&window, &m_opener);
}

} // namespace conduit::ui
