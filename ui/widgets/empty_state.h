// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace conduit::ui {

/// What stands where a list would be: why it is empty and what to do about it. It keeps the keyboard for the list.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// An empty `action` shows no button.
    void setContent(Glyph glyph, const QString &title, const QString &text, const QString &action = {});
    [[nodiscard]] QString title() const;
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] const QWidget *picture() const { return m_picture; }
    /// Of the words. The picture gives way to them.
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *) override { showPictureIfItFits(); }

private:
    void showPictureIfItFits();

    Glyph m_glyph = Glyph::Tasks;
    QWidget *m_picture;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace conduit::ui
