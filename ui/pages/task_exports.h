// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_export.h"
#include "ui/models/task_selection.h"
#include "ui/pages/exports.h"

#include <QPointer>

namespace conduit::ui {

class ExportDialog;

/// Exports the tasks of a list: asks which, as what and where to.
class TaskExports final : public Exports
{
    Q_OBJECT
public:
    TaskExports(client::Client &client, QWidget *page);

    /// What fits the filter, and what is selected. Fixed when the dialog opens.
    void setTarget(const TaskFilter &filter, const TaskChoice &choice);
    /// The one that is open; null when there is none.
    [[nodiscard]] ExportDialog *dialog() const;
    void begin(const TaskExport::Plan &plan);

private:
    void ask() override;
    [[nodiscard]] QString doneText(int written, const QString &file) const override;
    void askForPlace(TaskExport::Plan plan);

    client::Client &m_client;
    QPointer<ExportDialog> m_dialog;
    TaskFilter m_filter;
    TaskChoice m_choice;
};

} // namespace conduit::ui
