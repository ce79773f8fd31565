// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace conduit::ui {

class VariableTable;

/// Asks how the processes of a pool are run. It stays open until what it was asked for has been done.
class PoolDialog final : public FormDialog
{
    Q_OBJECT
public:
    PoolDialog(const LocalPoolDefinition &start, bool isNew, QWidget *parent);

    [[nodiscard]] LocalPoolDefinition definition() const;
    /// It was done when `fault` is empty; else that is shown.
    void finish(const QString &fault);
    void accept() override;

    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QLineEdit *commandField() const { return m_command; }
    [[nodiscard]] QPlainTextEdit *argumentsField() const { return m_arguments; }
    [[nodiscard]] VariableTable *variables() const { return m_variables; }
    [[nodiscard]] QSpinBox *processesBox() const { return m_processes; }

Q_SIGNALS:
    void defined(const conduit::ui::LocalPoolDefinition &definition);

private:
    void layOut();
    void fill(const LocalPoolDefinition &start);
    void judgeFields();

    QLineEdit *m_name;
    QLineEdit *m_command;
    QPlainTextEdit *m_arguments;
    QLineEdit *m_folder;
    VariableTable *m_variables;
    QLineEdit *m_types;
    QLineEdit *m_queues;
    QSpinBox *m_processes;
    QSpinBox *m_concurrency;
    QComboBox *m_restart;
    QCheckBox *m_autostart;
};

} // namespace conduit::ui
