// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QAbstractButton>

namespace conduit::ui {

/// One value to filter by, with its shape and how many there are. Checked: only these are shown.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT
public:
    FilterChip(Glyph glyph, Tone tone, const QString &name, QWidget *parent = nullptr);

    void setCount(qint64 count);

    [[nodiscard]] QSize sizeHint() const override;
    /// The name, as far as there is room for it: the count is worth more.
    [[nodiscard]] QString shownName() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QString countLabel() const;
    [[nodiscard]] int countWidth() const;

    Glyph m_glyph;
    Tone m_tone;
    qint64 m_count = 0;
};

} // namespace conduit::ui
