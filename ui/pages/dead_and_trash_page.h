// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

#include <conduit/client.h>

#include <QDateTime>
#include <QWidget>

#include <functional>

class QTabWidget;

namespace conduit::ui {

class Confirmations;
class DeadPage;
class TrashPage;

/// What has gone wrong and what was thrown away, side by side.
class DeadAndTrashPage final : public QWidget
{
    Q_OBJECT
public:
    DeadAndTrashPage(client::Client &client, const std::function<QDateTime()> &now, QWidget *parent = nullptr);

    void setStats(const wire::Stats &stats);
    void setOnline(bool isOnline);
    void setConfirmations(const Confirmations &confirmations);
    void reload();
    /// Tasks are being retried gradually.
    [[nodiscard]] bool isAtWork() const;
    void continueFrom(const DeadAndTrashPage &before);

    [[nodiscard]] DeadPage *dead() const { return m_dead; }
    [[nodiscard]] TrashPage *trash() const { return m_trash; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

Q_SIGNALS:
    void tasksRequested(const conduit::ui::TaskFilter &filter);
    void taskRequested(const QString &id);
    /// The same in a window of its own.
    void windowRequested(const QString &id);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

private:
    DeadPage *m_dead;
    TrashPage *m_trash;
    QTabWidget *m_tabs;
};

} // namespace conduit::ui
