// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace conduit::ui {

/// What a change is about, in words.
struct ChangeSubject
{
    QString title; ///< `Move 12 tasks`.
    QString text;  ///< Which ones, and what becomes of the others.
    QString yes;   ///< What the button says.
};

/// Asks for what a change of tasks takes beside the tasks. It can be accepted once that is complete; until then it says what is missing.
class TaskChangeDialog : public QDialog
{
    Q_OBJECT
public:
    /// JSON text of an operation's `args`.
    [[nodiscard]] virtual QByteArray args() const = 0;

    /// What is said below the fields: what is missing or wrong, or else what will happen.
    [[nodiscard]] QString note() const;
    [[nodiscard]] QPushButton *acceptButton() const { return m_accept; }

protected:
    TaskChangeDialog(const ChangeSubject &subject, QWidget *parent);

    void addField(const QString &name, QWidget *field);
    /// Says what is missing or wrong, and with an empty `fault` what will happen.
    void judge(const QString &fault, const QString &note);

private:
    QFormLayout *m_form;
    QLabel *m_note;
    QPushButton *m_accept;
};

class PriorityDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    PriorityDialog(const ChangeSubject &subject, int priority, QWidget *parent);
    [[nodiscard]] QByteArray args() const override;
    [[nodiscard]] QSpinBox *priorityBox() const { return m_priority; }

private:
    QSpinBox *m_priority;
};

class MoveDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    /// `queues` are known; any other name makes a new one.
    MoveDialog(const ChangeSubject &subject, const QStringList &queues, QWidget *parent);
    [[nodiscard]] QByteArray args() const override;
    [[nodiscard]] QComboBox *queueBox() const { return m_queue; }

private:
    void showState();
    [[nodiscard]] QString queue() const;

    QStringList m_known;
    QComboBox *m_queue;
};

class TagsDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    TagsDialog(const ChangeSubject &subject, QWidget *parent);
    [[nodiscard]] QByteArray args() const override;
    [[nodiscard]] QLineEdit *addedField() const { return m_added; }
    [[nodiscard]] QLineEdit *removedField() const { return m_removed; }

private:
    void showState();
    [[nodiscard]] QString fault() const;

    QLineEdit *m_added;
    QLineEdit *m_removed;
};

} // namespace conduit::ui
