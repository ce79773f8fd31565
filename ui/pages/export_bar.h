// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/export_run.h"

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
    /// What is exported.
    enum class Of { Tasks, Events };

    explicit ExportBar(Of of, QWidget *parent = nullptr);

    void showRun(const ExportRun &run);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *stopButton() const { return m_stop; }

private:
    [[nodiscard]] QString farText(const ExportRun &run) const;

    Of m_of;
    StateLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_stop;
};

} // namespace conduit::ui
