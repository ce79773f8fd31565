// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/enqueue_run.h"

#include <QPointer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace conduit::ui {

class StateLabel;

/// A line in the page that says how far a run is, also when its own window is closed. Hidden while there is none.
class RunBar final : public QWidget
{
    Q_OBJECT
public:
    explicit RunBar(QWidget *parent = nullptr);

    void setRun(EnqueueRun *run);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton *showButton() const { return m_show; }

Q_SIGNALS:
    void showRequested();

private:
    void showState();

    QPointer<EnqueueRun> m_run;
    StateLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_pause;
    QPushButton *m_show;
};

} // namespace conduit::ui
