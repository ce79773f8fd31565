// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLabel>
#include <QWidget>

namespace conduit::app {

/// A small window that says what the program still waits for after its window has been closed. Appears only when the stop
/// takes long enough to be noticed.
class StopNote final : public QWidget
{
    Q_OBJECT
public:
    StopNote();

    void showTasks(int running);

Q_SIGNALS:
    void hurryRequested();

protected:
    /// Closing the note means not to wait.
    void closeEvent(QCloseEvent *event) override;

private:
    QLabel *m_text;
    int m_looks = 0;
};

} // namespace conduit::app
