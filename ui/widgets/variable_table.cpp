// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/variable_table.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowsShown = 3;
constexpr int kNameInCharacters = 20;
constexpr int kDots = 8; // However long the value is.

bool isSecret(const QModelIndex &index)
{
    return index.siblingAtColumn(VariableTable::Secret).data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

/// Hides the values of secret rows.
class ValueDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto *editor = QStyledItemDelegate::createEditor(parent, option, index);
        if (auto *line = qobject_cast<QLineEdit *>(editor); line && isSecret(index))
            line->setEchoMode(QLineEdit::Password);
        return editor;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isSecret(index) && !option->text.isEmpty())
            option->text = QString(kDots, u'•');
    }
};

} // namespace

VariableTable::VariableTable(QWidget *parent) : QTableWidget(0, Secret + 1, parent)
{
    setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Secret")});
    horizontalHeader()->setSectionResizeMode(Value, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(Secret, QHeaderView::ResizeToContents);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    setColumnWidth(Name, fontMetrics().averageCharWidth() * kNameInCharacters);
    verticalHeader()->hide();
    setItemDelegateForColumn(Value, new ValueDelegate(this));
    setTabKeyNavigation(false);
    setEditTriggers(DoubleClicked | SelectedClicked | EditKeyPressed | AnyKeyPressed);
    setFixedHeight(horizontalHeader()->sizeHint().height() + kRowsShown * verticalHeader()->defaultSectionSize()
                   + 2 * frameWidth());
    connect(this, &QTableWidget::itemChanged, this, &VariableTable::keepOneEmpty);
    keepOneEmpty();
}

void VariableTable::setVariables(const QList<LocalPoolDefinition::Variable> &variables)
{
    setRowCount(0);
    for (const auto &variable : variables)
        addRow(variable);
    keepOneEmpty();
}

QList<LocalPoolDefinition::Variable> VariableTable::variables() const
{
    QList<LocalPoolDefinition::Variable> variables;
    for (int row = 0; row < rowCount(); ++row)
        if (const QString name = item(row, Name)->text().trimmed(); !name.isEmpty())
            variables.append({name, item(row, Value)->text(), item(row, Secret)->checkState() == Qt::Checked});
    return variables;
}

void VariableTable::addRow(const LocalPoolDefinition::Variable &variable)
{
    const QSignalBlocker quiet(this); // A row that is half there is no change.
    const int row = rowCount();
    insertRow(row);
    setItem(row, Name, new QTableWidgetItem(variable.name));
    setItem(row, Value, new QTableWidgetItem(variable.value));
    auto *secret = new QTableWidgetItem;
    secret->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    secret->setCheckState(variable.isSecret ? Qt::Checked : Qt::Unchecked);
    setItem(row, Secret, secret);
}

void VariableTable::keepOneEmpty()
{
    const int last = rowCount() - 1;
    if (last < 0 || !item(last, Name)->text().isEmpty())
        addRow({});
    const QSignalBlocker quiet(this);
    for (int row = 0; row < rowCount(); ++row)
        item(row, Value)
            ->setData(Qt::AccessibleTextRole, isSecret(indexFromItem(item(row, Value))) ? QVariant(tr("secret")) : QVariant());
    viewport()->update(); // Whether a value is hidden is told by another cell.
}

} // namespace conduit::ui
