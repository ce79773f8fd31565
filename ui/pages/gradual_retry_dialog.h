// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/form_dialog.h"

class QSpinBox;

namespace conduit::ui {

/// Asks how fast dead tasks are to be retried, and when to give up.
class GradualRetryDialog final : public FormDialog
{
    Q_OBJECT
public:
    GradualRetryDialog(const QString &type, const QString &signature, qsizetype tasks, QWidget *parent = nullptr);

    [[nodiscard]] int perMinute() const;
    [[nodiscard]] int failuresMax() const;

private:
    void showDuration();

    qsizetype m_tasks;
    QSpinBox *m_perMinute;
    QSpinBox *m_failuresMax;
};

} // namespace conduit::ui
