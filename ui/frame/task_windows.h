// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"

#include <QList>
#include <QObject>
#include <QPointer>

namespace conduit::ui {

class ActionHub;
class TaskActs;
class TaskWindow;

/// The windows with single tasks that were opened from one window of the console; they go when it goes.
class TaskWindows final : public QObject
{
    Q_OBJECT
public:
    /// They have the keys of `hub`'s actions, whatever somebody chose. `heir` takes back, as long as `opener` is there, what was done in a window that is closed. `console` has a trail of undo.
    TaskWindows(const ConsoleParts &console, const std::function<QDateTime()> &now, QWidget &opener, const ActionHub &hub,
                TaskActs &heir);
    ~TaskWindows() override;

    /// Of a task that has a window already, that one.
    void open(const QString &id);
    void closeAll();
    void setAddress(const QString &address);
    /// See TaskWindow::setOnline().
    void setOnline(bool isOnline, const QDateTime &asOf);
    /// Other keys were chosen.
    void takeKeys();
    [[nodiscard]] bool isAtWork() const;
    /// Opens what is open there.
    void continueFrom(const TaskWindows &before);
    [[nodiscard]] QList<TaskWindow *> all() const;

Q_SIGNALS:
    void copyRequested(const conduit::wire::Task &task);
    void filterRequested(const QString &term);

private:
    TaskWindow *make(const QString &id);
    void inherit(TaskWindow &window);

    ConsoleParts m_console;
    std::function<QDateTime()> m_now;
    QWidget &m_opener;
    const ActionHub &m_hub;
    TaskActs &m_heir;
    QList<QPointer<QWidget>> m_windows; ///< As widgets: one that goes is no more than that for a while.
    bool m_isOnline = true;
    QDateTime m_asOf;
};

} // namespace conduit::ui
