// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace conduit::ui {

/// News at the lower right corner of its parent, for ten seconds; the mouse on it stops the clock. Takes no focus.
class Toast final : public QFrame
{
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);

    /// An empty `action` shows no button. With Tone::Bad it does not look like something that went well.
    void showMessage(const QString &text, const QString &action = {}, Tone tone = Tone::Good);
    /// Has a button for taking back beside the other one, until the next message.
    void offerUndo();
    [[nodiscard]] QString text() const;
    [[nodiscard]] Tone tone() const { return m_tone; }
    /// What the button of everything says that can be taken back.
    [[nodiscard]] static QString undoWord() { return tr("Undo"); }
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] QPushButton *undoButton() const { return m_undo; }

Q_SIGNALS:
    void actionTriggered();
    void undoTriggered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void settle();

    QTimer m_clock;
    Tone m_tone = Tone::Good;
    QLabel *m_text;
    QPushButton *m_button;
    QPushButton *m_undo;
};

} // namespace conduit::ui
