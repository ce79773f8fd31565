// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/form_dialog.h"

#include <QDateTime>

#include <functional>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace conduit::ui {

class StartOption;

/// Asks for what a change of tasks takes beside the tasks.
class TaskChangeDialog : public FormDialog
{
    Q_OBJECT
public:
    /// JSON text of an operation's `args`.
    [[nodiscard]] virtual QByteArray args() const = 0;

protected:
    using FormDialog::FormDialog;
};

class PriorityDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    PriorityDialog(const FormWords &words, int priority, QWidget *parent);
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
    MoveDialog(const FormWords &words, const QStringList &queues, QWidget *parent);
    [[nodiscard]] QByteArray args() const override;
    [[nodiscard]] QComboBox *queueBox() const { return m_queue; }

private:
    void showState();
    [[nodiscard]] QString queue() const;

    QStringList m_known;
    QComboBox *m_queue;
};

/// Asks when tasks are to be due.
class RescheduleDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    /// `due` is when the current one is due; invalid: nobody knows.
    RescheduleDialog(const FormWords &words, const QDateTime &due, std::function<QDateTime()> now, QWidget *parent);
    [[nodiscard]] QByteArray args() const override;
    [[nodiscard]] StartOption *startOption() const { return m_start; }

private:
    void showState();

    std::function<QDateTime()> m_now;
    StartOption *m_start;
};

class TagsDialog final : public TaskChangeDialog
{
    Q_OBJECT
public:
    TagsDialog(const FormWords &words, QWidget *parent);
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
