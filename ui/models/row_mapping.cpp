// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_mapping.h"

#include "ui/format/sizes.h"
#include "ui/models/cell_value.h"
#include "ui/models/json_members.h"
#include "ui/models/payload_draft.h"

#include <conduit/json_writer.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Kind = ColumnTarget::Kind;
using As = ColumnTarget::As;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RowMapping)
};

/// `Max_Width`, `max width` and `maxWidth` are one name to people.
QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            plain += c.toCaseFolded();
    return plain;
}

constexpr std::array kOptionNames {std::pair {"queue"_L1, Kind::Queue},
                                   std::pair {"priority"_L1, Kind::Priority},
                                   std::pair {"delay"_L1, Kind::Delay},
                                   std::pair {"runat"_L1, Kind::RunAt},
                                   std::pair {"uniquekey"_L1, Kind::UniqueKey},
                                   std::pair {"serialkey"_L1, Kind::SerialKey},
                                   std::pair {"tags"_L1, Kind::Tags}};

const wire::Field *fieldNamed(const std::optional<wire::Schema> &schema, const QString &name)
{
    if (!schema)
        return nullptr;
    const auto found = std::find_if(schema->fields.cbegin(), schema->fields.cend(),
                                    [&](const wire::Field &field) { return field.name == name; });
    return found == schema->fields.cend() ? nullptr : &*found;
}

ColumnTarget guessedTarget(const QString &column, const std::optional<wire::Schema> &schema)
{
    const auto name = plainName(column);
    if (schema)
        for (const auto &field : schema->fields)
            if (plainName(field.name) == name)
                return {.kind = Kind::Member, .member = field.name, .as = cellKindOf(field.type)};
    for (const auto &[option, kind] : kOptionNames)
        if (name == option)
            return {.kind = kind};
    return schema || name.isEmpty() ? ColumnTarget() : ColumnTarget {.kind = Kind::Member, .member = column.trimmed()};
}

/// Nothing for an empty cell that leaves its member out.
Result<std::optional<QByteArray>, QString> memberFrom(const ColumnTarget &target, const QString &text,
                                                      const std::optional<wire::Schema> &schema)
{
    const auto *field = fieldNamed(schema, target.member);
    if (text.trimmed().isEmpty()) {
        if (!field || !field->required)
            return std::optional<QByteArray>();
        if (target.as != As::Text)
            return Words::tr("The cell is empty, and this field is required.");
    }
    const auto value = jsonFromCell(text, target.as);
    if (!value)
        return value.error();
    return std::optional(*value);
}

/// The names of members in the order in which a payload has them: the schema's, then the columns'.
QStringList memberOrder(const RowMapping &mapping)
{
    QStringList names;
    if (mapping.schema)
        for (const auto &field : mapping.schema->fields)
            names.append(field.name);
    return names;
}

Result<QByteArray, RowProblem> payloadOfTable(const SourceRow &row, const RowFormat &format, const RowMapping &mapping,
                                              wire::NewTask &task)
{
    QList<RowMapping::Constant> members;
    for (qsizetype column = 0; column < mapping.columns.size(); ++column) {
        const auto &target = mapping.columns[column];
        if (target.kind == Kind::LeaveOut)
            continue;
        const auto text = textFrom(row.cells[column], format.encoding);
        const auto field = target.kind == Kind::Member ? target.member : optionName(target.kind);
        if (!text)
            return RowProblem {row.line, field,
                               Words::tr("The cell is not UTF-8. Choose Latin-1 if the file is in that encoding.")};
        if (target.kind == Kind::Member) {
            const auto value = memberFrom(target, *text, mapping.schema);
            if (!value)
                return RowProblem {row.line, field, value.error()};
            if (*value)
                members.append({target.member, **value});
        } else if (const auto fault = applyOption(task, target.kind, *text); !fault.isEmpty()) {
            return RowProblem {row.line, field, fault};
        }
    }
    const auto order = memberOrder(mapping);
    const auto rank = [&](const QString &name) {
        const auto place = order.indexOf(name);
        return place < 0 ? order.size() : place;
    };
    std::stable_sort(members.begin(), members.end(),
                     [&](const auto &left, const auto &right) { return rank(left.member) < rank(right.member); });
    json::Writer out;
    out.beginObject();
    for (const auto &member : members)
        out.member(member.member).raw(member.value);
    return out.endObject().take();
}

/// Adds what the payload has no value of its own for.
QByteArray withConstants(const QByteArray &payload, const RowMapping &mapping)
{
    if (mapping.constants.isEmpty() || !payload.startsWith('{'))
        return payload;
    auto whole = payload;
    const auto members = membersOf(payload);
    for (const auto &[name, value] : mapping.constants) {
        const auto isThere = std::any_of(members->cbegin(), members->cend(),
                                         [&name = name](const MemberPlace &member) { return member.name == name; });
        if (!isThere)
            whole = withMember(whole, name, value, memberOrder(mapping));
    }
    return whole;
}

} // namespace

As cellKindOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return As::Text;
    case wire::FieldType::Number:
        return As::Number;
    case wire::FieldType::Boolean:
        return As::Boolean;
    case wire::FieldType::Object:
    case wire::FieldType::Array:
        return As::Json;
    }
    Q_UNREACHABLE();
}

QList<ColumnTarget> guessedTargets(const QStringList &columns, const std::optional<wire::Schema> &schema)
{
    QList<ColumnTarget> targets;
    for (const auto &column : columns) {
        auto target = guessedTarget(column, schema);
        if (target.kind != Kind::LeaveOut && targets.contains(target))
            target = {}; // the first column of that name has it
        targets.append(target);
    }
    return targets;
}

QString mappingFault(const RowMapping &mapping, const RowFormat &format)
{
    QList<std::pair<Kind, QString>> given; // an option and a field may have one name
    for (const auto &target : mapping.columns) {
        if (target.kind == Kind::LeaveOut)
            continue;
        if (target.kind == Kind::Member && target.member.isEmpty())
            return Words::tr("A column that goes to the payload needs the name of a field.");
        if (given.contains(std::pair(target.kind, target.member)))
            return Words::tr("Two columns go to %1. Leave one of them out.")
                .arg(target.kind == Kind::Member ? target.member : optionName(target.kind));
        given.append({target.kind, target.member});
    }
    for (const auto &constant : mapping.constants)
        given.append({Kind::Member, constant.member});
    if (mapping.schema && format.kind == RowFormat::Kind::Table)
        for (const auto &field : mapping.schema->fields)
            if (field.required && !given.contains(std::pair(Kind::Member, field.name)))
                return Words::tr("%1 is required. Choose a column for it, or type one value for all rows.").arg(field.name);
    return {};
}

Result<wire::NewTask, RowProblem> taskFrom(const SourceRow &row, const RowFormat &format, const RowMapping &mapping)
{
    if (!row.fault.isEmpty())
        return RowProblem {row.line, row.field, row.fault};
    auto task = mapping.pattern;
    if (format.kind == RowFormat::Kind::Table) {
        if (row.cells.size() != mapping.columns.size())
            return RowProblem {row.line,
                               {},
                               Words::tr("Cells in this row: %1. Columns: %2.")
                                   .arg(countText(row.cells.size()), countText(mapping.columns.size()))};
        const auto payload = payloadOfTable(row, format, mapping, task);
        if (!payload)
            return payload.error();
        task.payload = *payload;
    } else {
        task.payload = row.cells.first();
    }
    task.payload = withConstants(task.payload, mapping);
    if (!mapping.schema)
        return task;
    const auto document = json::Document::parse(task.payload, json::kPayloadDepthMax);
    if (!document)
        return RowProblem {row.line, {}, Words::tr("This is not JSON: %1.").arg(document.error().message)};
    const auto faults = payloadFaults(*mapping.schema, document->root());
    if (!faults.isEmpty())
        return RowProblem {row.line, faults.first().member, faults.first().message};
    return task;
}

QByteArray fingerprint(const RowMapping &mapping, const RowFormat &format)
{
    json::Writer out;
    out.beginArray().string(mapping.pattern.taskType).integer(static_cast<int>(format.kind));
    out.integer(format.delimiter).integer(format.quote).integer(static_cast<int>(format.encoding));
    for (const auto &target : mapping.columns)
        out.integer(static_cast<int>(target.kind)).string(target.member).integer(static_cast<int>(target.as));
    for (const auto &constant : mapping.constants)
        out.string(constant.member).raw(constant.value);
    return out.endArray().take();
}

} // namespace conduit::ui
