// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_export.h"
#include "ui/models/task_selection.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

class QAction;

namespace conduit::ui {

class ExportBar;
class ExportDialog;

/// Exports the tasks of a list: asks which, as what and where to, and says how far it is. One at a time.
class TaskExports final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `page`.
    TaskExports(client::Client &client, QWidget *page);

    /// What fits the filter, and what is selected. Fixed when the dialog opens.
    void setTarget(const TaskFilter &filter, const TaskChoice &choice);
    void setOnline(bool isOnline);
    /// Why there is nothing to export; empty when there is.
    void setLack(const QString &lack);
    /// Goes on with one that runs there; what has ended was told there.
    void continueFrom(const TaskExports &before)
    {
        if (before.m_run && !before.m_run->hasEnded())
            follow(before.m_run);
    }

    [[nodiscard]] QAction *action() const { return m_action; }
    [[nodiscard]] ExportBar *bar() const { return m_bar; }
    /// The one that is open; null when there is none.
    [[nodiscard]] ExportDialog *dialog() const;
    void begin(const TaskExport::Plan &plan);

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

private:
    void ask();
    void askForPlace(TaskExport::Plan plan);
    void follow(const std::shared_ptr<TaskExport> &run);
    void showState();
    void showAction();
    void tellEnd();

    client::Client &m_client;
    QWidget *m_page;
    QAction *m_action;
    ExportBar *m_bar;
    QPointer<ExportDialog> m_dialog;
    std::shared_ptr<TaskExport> m_run; ///< A window that takes this one's place takes it over.
    TaskFilter m_filter;
    TaskChoice m_choice;
    QString m_lack;
    bool m_isOnline = true;
};

} // namespace conduit::ui
