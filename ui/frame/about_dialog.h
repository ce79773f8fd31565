// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QPushButton;

namespace conduit::ui {

/// Which program this is, what may be done with it, and what a report of a fault has to say.
class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `details` as from reportDetails().
    AboutDialog(const QString &details, QWidget *parent);

    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void copyRequested();

private:
    QPushButton *m_copy;
};

} // namespace conduit::ui
