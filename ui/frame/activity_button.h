// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/activity_model.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace conduit::ui {

/// The work on many tasks that is under way, in the status bar: what it is, and a small bar. Hidden while there is none.
class ActivityButton final : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityButton(QWidget *parent = nullptr);

    void showRows(const QList<ActivityRow> &rows);
    [[nodiscard]] QToolButton *button() const { return m_button; }
    [[nodiscard]] QProgressBar *bar() const { return m_bar; }

Q_SIGNALS:
    /// Somebody wants to see more.
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QToolButton *m_button;
    QProgressBar *m_bar;
};

} // namespace conduit::ui
