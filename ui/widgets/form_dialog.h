// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLayout;
class QPushButton;

namespace conduit::ui {

/// What a form is about, in words.
struct FormWords
{
    QString window; ///< The window's title.
    QString title;  ///< `Move 12 tasks`; cut when it is too long.
    QString text;   ///< What is done, to which ones, and what follows; empty: nothing is said.
    QString yes;    ///< What the button says. An `&` in it marks a mnemonic.
};

/// Asks for what something takes before it can be done: a few fields, and a button that does it. It can be accepted once it is complete;
/// until then it says what is missing. Who derives from it adds the fields, and judges them whenever one has changed.
class FormDialog : public QDialog
{
    Q_OBJECT
public:
    /// What is said below the fields: what is missing or wrong, or else what will happen.
    [[nodiscard]] QString note() const;
    [[nodiscard]] QPushButton *acceptButton() const { return m_accept; }

protected:
    FormDialog(const FormWords &words, QWidget *parent);

    /// The first field has the focus.
    void addField(const QString &name, QWidget *field);
    /// Fields that have names of their own.
    void addFields(const QString &name, QLayout *fields);
    /// Says what is missing or wrong, and with an empty `fault` what will happen.
    void judge(const QString &fault, const QString &note);
    void showEvent(QShowEvent *event) override;

private:
    void putButtonsLast();
    void makeRoom();

    QFormLayout *m_form;
    QLabel *m_note;
    QDialogButtonBox *m_buttons;
    QPushButton *m_accept;
};

} // namespace conduit::ui
