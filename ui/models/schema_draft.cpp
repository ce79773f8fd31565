// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/schema_draft.h"

#include "ui/format/beginning.h"
#include "ui/format/plain_text.h"
#include "ui/format/task_words.h"
#include "ui/models/field_model.h"
#include "ui/models/payload_draft.h"
#include "ui/models/row_sentence.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kNameCharactersMax = 200; // Of types and fields, as a broker takes them.

bool hasControl(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// Something of this type, for who has no better example.
QByteArray valueOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return "\"\"";
    case wire::FieldType::Number:
        return "0";
    case wire::FieldType::Boolean:
        return "false";
    case wire::FieldType::Object:
        return "{}";
    case wire::FieldType::Array:
        return "[]";
    }
    return "null";
}

bool isValueOf(wire::FieldType type, const QByteArray &text)
{
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    return document && typeFault(type, document->root()).isEmpty();
}

} // namespace

QByteArray schemaText(const wire::Schema &schema)
{
    json::Writer out;
    out.beginObject();
    out.name("task_type").string(schema.taskType);
    out.name("description").string(schema.description);
    out.name("fields").beginObject();
    for (const auto &field : schema.fields) {
        out.member(field.name).beginObject();
        out.name("field_type").string(fieldTypeLabel(field.type));
        out.name("required").boolean(field.required);
        out.name("description").string(field.description);
        if (!field.example.isEmpty())
            out.name("example").raw(field.example);
        out.endObject();
    }
    return out.endObject().endObject().take();
}

std::optional<QString> typeNamedIn(const QByteArray &text)
{
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    const auto name = document ? document->root().member(u"task_type") : std::nullopt;
    return name ? name->toString() : std::nullopt;
}

QByteArray samplePayload(const wire::Schema &schema)
{
    json::Writer out;
    out.beginObject();
    for (const auto &field : schema.fields) {
        const bool hasExample = !field.example.isEmpty() && isValueOf(field.type, field.example);
        if (hasExample || field.required)
            out.member(field.name).raw(hasExample ? field.example : valueOf(field.type));
    }
    return out.endObject().take();
}

void SchemaDraft::setSchema(const wire::Schema &schema)
{
    beginResetModel();
    m_taskType = schema.taskType;
    m_description = schema.description;
    m_fields = schema.fields;
    endResetModel();
    Q_EMIT changed();
}

wire::Schema SchemaDraft::schema() const
{
    wire::Schema schema {.taskType = m_taskType.trimmed(), .description = m_description, .fields = m_fields};
    // What is no JSON cannot stand in the text; fault() tells of it.
    auto written = schema;
    for (auto &field : written.fields)
        if (!json::Document::parse(field.example, json::kPayloadDepthMax))
            field.example.clear();
    schema.text = schemaText(written);
    return schema;
}

void SchemaDraft::setTaskType(const QString &name)
{
    m_taskType = name;
    Q_EMIT changed();
}

void SchemaDraft::setDescription(const QString &text)
{
    m_description = text;
    Q_EMIT changed();
}

int SchemaDraft::addField()
{
    const auto row = rowCount();
    if (row >= kFieldsMax)
        return -1;
    beginInsertRows({}, row, row);
    m_fields.append(wire::Field());
    endInsertRows();
    Q_EMIT changed();
    return row;
}

void SchemaDraft::removeField(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_fields.removeAt(row);
    endRemoveRows();
    Q_EMIT changed();
}

void SchemaDraft::moveField(int row, int step)
{
    const int to = row + step;
    if (row < 0 || to < 0 || std::max(row, to) >= rowCount())
        return;
    beginMoveRows({}, row, row, {}, step > 0 ? to + 1 : to);
    m_fields.move(row, to);
    endMoveRows();
    Q_EMIT changed();
}

SchemaDraft::Fault SchemaDraft::fault() const
{
    const auto name = m_taskType.trimmed();
    if (name.isEmpty())
        return {tr("Name the type.")};
    if (name.size() > kNameCharactersMax)
        return {tr("The name of a type has at most 200 characters.")};
    if (hasControl(name))
        return {tr("The name of a type has no control characters.")};
    for (int row = 0; row < rowCount(); ++row)
        for (const int column : {int(Name), int(Example)})
            if (const auto message = faultAt(row, column); !message.isEmpty())
                return {message, row, column};
    return {};
}

SchemaDraft::Fault SchemaDraft::faultFrom(const QString &message) const
{
    Fault found {message};
    qsizetype longest = -1; // Names may begin alike.
    for (int row = 0; row < rowCount(); ++row) {
        const auto place = u"fields."_s + m_fields[row].name;
        const bool isIts = message.startsWith(place + u'.') || message.startsWith(place + u' ');
        if (!isIts || place.size() <= longest)
            continue;
        longest = place.size();
        const auto member = message.sliced(place.size());
        found.row = row;
        found.column = member.startsWith(u".field_type") ? Type
            : member.startsWith(u".required")            ? Required
            : member.startsWith(u".description")         ? Description
            : member.startsWith(u".example")             ? Example
                                                         : Name;
    }
    return found;
}

QString SchemaDraft::faultAt(int row, int column) const
{
    const auto &field = m_fields[row];
    if (column == Example)
        return faultOfExample(field);
    if (column != Name)
        return {};
    if (field.name.isEmpty())
        return tr("Name field %1.").arg(row + 1);
    if (field.name.size() > kNameCharactersMax)
        return tr("The name of a field has at most 200 characters.");
    const auto isSame = [&](const wire::Field &other) { return other.name == field.name; };
    return std::ranges::count_if(m_fields, isSame) > 1 ? tr("There are two fields with the name %1.").arg(field.name)
                                                       : QString();
}

QString SchemaDraft::faultOfExample(const wire::Field &field) const
{
    if (field.example.isEmpty())
        return {};
    const auto document = json::Document::parse(field.example, json::kPayloadDepthMax);
    if (!document)
        return tr("The example of %1 is no JSON: %2.").arg(field.name, document.error().message);
    const auto fault = typeFault(field.type, document->root());
    return fault.isEmpty() ? fault : tr("The example of %1: %2").arg(field.name, fault);
}

int SchemaDraft::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_fields.size()); }

int SchemaDraft::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant SchemaDraft::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &field = m_fields[index.row()];
    const auto column = index.column();
    if (role == Qt::CheckStateRole)
        return column == Required ? QVariant(field.required ? Qt::Checked : Qt::Unchecked) : QVariant();
    if (role == Qt::AccessibleTextRole && column == Name)
        return rowSentence(*this, index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(faultAt(index.row(), column));
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::AccessibleTextRole)
        return {};
    const auto shown = [role](const QString &text) {
        return role == Qt::EditRole ? text : beginningOf(text, FieldModel::kCharactersMax);
    };
    switch (column) {
    case Name:
        return field.name;
    case Type:
        return role == Qt::EditRole ? QVariant(static_cast<int>(field.type)) : QVariant(fieldTypeLabel(field.type));
    case Required:
        return role == Qt::EditRole ? QVariant(field.required) : QVariant(field.required ? tr("yes") : tr("no"));
    case Description:
        return shown(field.description);
    case Example:
        return shown(QString::fromUtf8(field.example));
    default:
        return {};
    }
}

/// False when nothing has changed by it.
bool SchemaDraft::take(wire::Field &field, int column, const QVariant &value, int role)
{
    const auto replace = [](auto &member, const auto &other) { return std::exchange(member, other) != other; };
    if (role == Qt::CheckStateRole)
        return column == Required && replace(field.required, value.toInt() == Qt::Checked);
    if (role != Qt::EditRole)
        return false;
    switch (column) {
    case Name:
        return replace(field.name, value.toString());
    case Type:
        return replace(field.type, static_cast<wire::FieldType>(value.toInt()));
    case Required:
        return replace(field.required, value.toBool());
    case Description:
        return replace(field.description, value.toString());
    case Example:
        return replace(field.example, value.toString().trimmed().toUtf8());
    default:
        return false;
    }
}

bool SchemaDraft::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !take(m_fields[index.row()], index.column(), value, role))
        return false;
    Q_EMIT dataChanged(index, index);
    Q_EMIT changed();
    return true;
}

QVariant SchemaDraft::headerData(int section, Qt::Orientation orientation, int role) const
{
    static_assert(int(Example) == int(FieldModel::Example));
    const bool isExample = section == Example && orientation == Qt::Horizontal && role == Qt::DisplayRole;
    return isExample ? tr("Example (JSON)") : FieldModel::header(section, orientation, role);
}

Qt::ItemFlags SchemaDraft::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    return index.column() == Required ? flags | Qt::ItemIsUserCheckable : flags | Qt::ItemIsEditable;
}

} // namespace conduit::ui
