// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPushButton>

namespace conduit::ui {

/// The one button of a page that does what the page is for: filled with the selection's colour.
class PrimaryButton final : public QPushButton
{
    Q_OBJECT
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent *event) override;
    /// A double click is one click: whoever double-clicks by habit enqueues one task.
    void mouseDoubleClickEvent(QMouseEvent *) override { }
};

} // namespace conduit::ui
