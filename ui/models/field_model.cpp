// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/field_model.h"

#include "ui/format/beginning.h"
#include "ui/format/plain_text.h"
#include "ui/format/task_words.h"
#include "ui/models/row_sentence.h"

namespace conduit::ui {

void FieldModel::setFields(const QList<wire::Field> &fields)
{
    beginResetModel();
    m_fields = fields;
    endResetModel();
}

int FieldModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_fields.size()); }

int FieldModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant FieldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto text = textOf(m_fields[index.row()], index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : text;
    case Qt::ToolTipRole:
        return plainToolTip(text);
    default:
        return {};
    }
}

QVariant FieldModel::header(int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Field");
    case Type:
        return tr("Type");
    case Required:
        return tr("Required");
    case Description:
        return tr("Description");
    case Example:
        return tr("Example");
    default:
        return {};
    }
}

QString FieldModel::textOf(const wire::Field &field, int column)
{
    switch (column) {
    case Name:
        return field.name;
    case Type:
        return fieldTypeLabel(field.type);
    case Required:
        return field.required ? tr("required") : tr("optional");
    case Description:
        return beginningOf(field.description, kCharactersMax);
    case Example:
        return beginningOf(QString::fromUtf8(field.example), kCharactersMax);
    default:
        return {};
    }
}

} // namespace conduit::ui
