// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/type_model.h"

#include "ui/format/plain_text.h"
#include "ui/models/row_sentence.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

void TypeModel::setNames(const QStringList &names)
{
    for (auto row = static_cast<int>(m_types.size()) - 1; row >= 0; --row) {
        if (names.contains(m_types[row].name))
            continue;
        beginRemoveRows({}, row, row);
        m_types.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < names.size(); ++row) {
        if (row < m_types.size() && m_types[row].name == names[row])
            continue;
        beginInsertRows({}, row, row);
        m_types.insert(row, {.name = names[row], .schema = {}});
        endInsertRows();
    }
}

void TypeModel::setSchema(const wire::Schema &schema)
{
    const auto row = rowOf(schema.taskType);
    if (row < 0 || (m_types[row].schema && m_types[row].schema->text == schema.text))
        return;
    m_types[row].schema = schema;
    Q_EMIT dataChanged(index(row, 0), index(row, kColumnCount - 1));
    Q_EMIT schemaChanged(schema.taskType);
}

QStringList TypeModel::names() const
{
    QStringList names;
    for (const auto &type : m_types)
        names.append(type.name);
    return names;
}

std::optional<wire::Schema> TypeModel::schemaOf(const QString &name) const
{
    const auto row = rowOf(name);
    return row < 0 ? std::nullopt : m_types[row].schema;
}

int TypeModel::rowOf(const QString &name) const
{
    const auto found = std::find_if(m_types.cbegin(), m_types.cend(), [&](const Type &type) { return type.name == name; });
    return found == m_types.cend() ? -1 : static_cast<int>(found - m_types.cbegin());
}

int TypeModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_types.size()); }

int TypeModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant TypeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(m_types[index.row()], index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? rowSentence(*this, index.row()) : textOf(m_types[index.row()], index.column());
    case Qt::ToolTipRole:
        return plainToolTip(textOf(m_types[index.row()], index.column()));
    default:
        return {};
    }
}

QVariant TypeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Type");
    case Fields:
        return tr("Fields");
    case Required:
        return tr("Required");
    case Description:
        return tr("Description");
    default:
        return {};
    }
}

QString TypeModel::textOf(const Type &type, int column) const
{
    if (column == Name)
        return type.name;
    if (!type.schema)
        return {};
    QStringList names;
    for (const auto &field : type.schema->fields)
        if (column == Fields || field.required)
            names.append(field.name);
    return column == Description ? firstLine(type.schema->description) : names.join(u", "_s);
}

} // namespace conduit::ui
