// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/format/moment_entry.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;

namespace conduit::ui {

class ElidingLabel;

/// Asks in a line above a list to which time it should go, and names the zone. Hidden until it is opened.
class GoToTimeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit GoToTimeBar(std::function<QDateTime()> now, QWidget *parent = nullptr);

    void open();
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    /// What is wrong with what was typed; empty for nothing.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void chosen(const conduit::ui::MomentSpan &span);
    /// The keyboard goes back to the list.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose();
    void leave();
    void showProblem(const QString &problem);

    std::function<QDateTime()> m_now;
    QLineEdit *m_edit;
    ElidingLabel *m_zone;
    QLabel *m_problem;
};

} // namespace conduit::ui
