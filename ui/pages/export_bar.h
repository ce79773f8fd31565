// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/task_export.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace conduit::ui {

class StateLabel;

/// A line below the list that says how far an export is. Hidden while there is none.
class ExportBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ExportBar(QWidget *parent = nullptr);

    void showRun(const TaskExport &run);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *stopButton() const { return m_stop; }

private:
    StateLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_stop;
};

} // namespace conduit::ui
