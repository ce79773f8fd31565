// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"

#include <QTableWidget>

namespace conduit::ui {

/// Variables of an environment, to be edited. The values of those that are secret show as dots, also while they are typed. One row is always
/// empty: whoever fills it gets another.
class VariableTable final : public QTableWidget
{
    Q_OBJECT
public:
    enum Column { Name, Value, Secret };

    explicit VariableTable(QWidget *parent = nullptr);

    void setVariables(const QList<LocalPoolDefinition::Variable> &variables);
    /// Without rows that have no name.
    [[nodiscard]] QList<LocalPoolDefinition::Variable> variables() const;

private:
    void addRow(const LocalPoolDefinition::Variable &variable);
    void keepOneEmpty();
};

} // namespace conduit::ui
