// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace conduit::ui {

/// What somebody is asked before something happens.
struct Question
{
    QString title;
    QString text;    ///< The question itself: `Delete 1,204 tasks?`
    QString details; ///< What it is about and what follows from it.
    QString yes;     ///< The verb, and what it is done to. An `&` in it is an `&`.
    QString no;
    QString silence;      ///< `Do not ask again before…`; empty: it is not offered.
    QString toType;       ///< What has to be typed first; empty: nothing.
    bool isFinal = false; ///< It cannot be undone, so the other button is the default.
};

/// Asks a question about something that changes much, or for ever. Accepted with yes.
class QuestionBox final : public QDialog
{
    Q_OBJECT
public:
    QuestionBox(const Question &question, QWidget *parent);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const;
    /// One more line, which was not known at first.
    void addDetail(const QString &line);
    [[nodiscard]] QPushButton *yesButton() const { return m_yes; }
    [[nodiscard]] QPushButton *noButton() const { return m_no; }
    /// Null when nothing has to be typed.
    [[nodiscard]] QLineEdit *typed() const { return m_typed; }
    /// Null when it is not offered.
    [[nodiscard]] QCheckBox *silence() const { return m_silence; }
    [[nodiscard]] bool isSilenced() const;

    /// Keys that are held answer nothing: whoever holds one has not read this question.
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addTyping(const QString &toType);

    QLabel *m_text;
    QLabel *m_details;
    QPushButton *m_yes;
    QPushButton *m_no;
    QLineEdit *m_typed = nullptr;
    QCheckBox *m_silence = nullptr;
};

} // namespace conduit::ui
