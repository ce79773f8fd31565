// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/status_palette.h"

#include <QFrame>
#include <QStringList>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace conduit::ui {

/// A line above a page that says what is the matter and offers what can be done about it. Hidden while there is nothing to say.
class MessageBar final : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// An empty `action` shows no button.
    void showMessage(Tone tone, const QString &text, const QString &action = {});
    /// A button for each of `actions`, the best one first.
    void showMessage(Tone tone, const QString &text, const QStringList &actions);
    /// The same message, which goes on counting: it is no news.
    void updateText(const QString &text);
    void clear();
    [[nodiscard]] QString text() const;
    /// Of the first action, or of another one; null where no message had so many.
    [[nodiscard]] QPushButton *button(qsizetype number = 0) const { return m_buttons.value(number); }

Q_SIGNALS:
    /// By its number among the actions.
    void actionTriggered(int number);
    /// Something is said that was not said before.
    void said(const QString &text, bool isBad);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addButton();

    Tone m_tone = Tone::Bad;
    QHBoxLayout *m_row;
    QLabel *m_text;
    QList<QPushButton *> m_buttons; ///< As many as a message has ever had, the first from the start.
};

} // namespace conduit::ui
