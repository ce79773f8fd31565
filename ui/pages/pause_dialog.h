// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/form_dialog.h"

#include <QDateTime>

class QComboBox;
class QLineEdit;

namespace conduit::ui {

/// Asks why a queue is to be paused, or everything, and until when.
class PauseDialog final : public FormDialog
{
    Q_OBJECT
public:
    /// An empty `queue`: everything.
    explicit PauseDialog(const QString &queue, QWidget *parent = nullptr);

    [[nodiscard]] QString reason() const;
    /// Counted from `now`; invalid: until somebody resumes it.
    [[nodiscard]] QDateTime until(const QDateTime &now) const;

    [[nodiscard]] QLineEdit *reasonField() const { return m_reason; }
    [[nodiscard]] QComboBox *untilBox() const { return m_until; }

private:
    QLineEdit *m_reason;
    QComboBox *m_until;
};

} // namespace conduit::ui
