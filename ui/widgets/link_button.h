// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractButton>

namespace conduit::ui {

/// A small thing to do, written like a link.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit LinkButton(const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
};

} // namespace conduit::ui
