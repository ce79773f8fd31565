// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

#include <optional>

class QPushButton;

namespace conduit::ui {

/// What the Delete key asks when some of the tasks wait and others have ended: which of them it is to be.
class RemovalQuestion final : public QDialog
{
    Q_OBJECT
public:
    /// How many there are of each; nothing when nobody has counted them.
    struct Counts
    {
        std::optional<qint64> waiting = {};
        std::optional<qint64> ended = {};
    };

    RemovalQuestion(const Counts &counts, QWidget *parent);

    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    [[nodiscard]] QPushButton *deleteButton() const { return m_delete; }
    [[nodiscard]] QPushButton *leaveButton() const { return m_leave; }

Q_SIGNALS:
    void cancelChosen();
    void deleteChosen();

private:
    QPushButton *m_cancel;
    QPushButton *m_delete;
    QPushButton *m_leave;
};

} // namespace conduit::ui
