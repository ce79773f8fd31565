// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/status_palette.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace conduit::ui {

/// A line above a page that says what is the matter and offers the one thing to do about it. Hidden while there is nothing to say.
class MessageBar final : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// An empty `action` shows no button.
    void showMessage(Tone tone, const QString &text, const QString &action = {});
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Bad;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace conduit::ui
