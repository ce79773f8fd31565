// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QWidget>

namespace conduit::ui {

/// A word with its shape in its colour, such as a task's state.
class StateLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit StateLabel(QWidget *parent = nullptr);

    void setState(Glyph glyph, Tone tone, const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph = Glyph::Circle;
    Tone m_tone = Tone::Waiting;
    QString m_text;
};

} // namespace conduit::ui
