// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/type_model.h"

#include "ui/format/beginning.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/models/field_model.h"
#include "ui/models/row_sentence.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/worker_presence.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kHour = 3'600;

bool isNumber(int column) { return column >= TypeModel::Workers && column <= TypeModel::LastSeen; }

/// Beside its mark a number stands on the left.
Qt::Alignment alignmentOf(int column)
{
    return (isNumber(column) && column != TypeModel::Workers ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

bool handles(const wire::Worker &worker, const QString &type) { return worker.types.isEmpty() || worker.types.contains(type); }

/// 99.96 % is not all, and 0.04 % is not nothing.
QString percentText(double share)
{
    const auto rounded = share >= 1 ? 100 : share <= 0 ? 0 : std::clamp(static_cast<int>(std::lround(share * 100)), 1, 99);
    return TypeModel::tr("%1 %").arg(rounded);
}

} // namespace

void TypeModel::setNames(const QStringList &names)
{
    m_registered = names;
    m_isListed = true;
    takeNames();
}

void TypeModel::setSeen(const QStringList &names)
{
    if (names == m_seen)
        return;
    m_seen = names;
    if (m_isListed) // Else nobody knows yet which of them have a schema.
        takeNames();
}

void TypeModel::takeNames()
{
    QMap<QString, Type> types;
    for (const auto &name : m_seen.first(std::min(m_seen.size(), kBareTypesMax)))
        types.insert(name, {.name = name, .isBare = true, .schema = {}});
    for (const auto &name : m_registered)
        types.insert(name, {.name = name, .isBare = false, .schema = schemaOf(name)});
    takeRows(m_types, types.values(), [](const Type &type) { return type.name; });
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

void TypeModel::addFlow(const QMap<QString, TypeFlow> &flow, const QDateTime &now)
{
    m_now = now;
    m_flow.insert(flow);
    tellFlowChanged();
}

void TypeModel::setWorkers(const QList<wire::Worker> &workers, const QDateTime &now)
{
    m_workers = workers;
    m_now = now;
    tellFlowChanged();
}

void TypeModel::tellFlowChanged()
{
    if (!m_types.isEmpty())
        Q_EMIT dataChanged(index(0, Workers), index(rowCount() - 1, LastSeen));
}

bool TypeModel::isBare(const QString &name) const
{
    const auto row = rowOf(name);
    return row < 0 || m_types[row].isBare;
}

std::optional<int> TypeModel::workersOf(const QString &type) const
{
    if (!m_workers)
        return {};
    return static_cast<int>(std::ranges::count_if(
        *m_workers, [&](const wire::Worker &worker) { return isAtWork(worker, m_now) && handles(worker, type); }));
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
    const auto &type = m_types[index.row()];
    const auto column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(type, column);
    case Qt::AccessibleTextRole:
        return column == Name ? rowSentence(*this, index.row()) : textOf(type, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTipOf(type, column));
    case Qt::TextAlignmentRole:
        return int(alignmentOf(column));
    case SortedRows::kSortRole:
        return isNumber(column) ? valueOf(type, column) : QVariant();
    case IsLonelyRole:
        return workersOf(type.name) == 0;
    default:
        return {};
    }
}

QVariant TypeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Type");
    case Fields:
        return tr("Fields");
    case Required:
        return tr("Required");
    case Workers:
        return tr("Workers");
    case Count:
        return tr("In 24 h");
    case Success:
        return tr("Good");
    case P50:
        return tr("p50");
    case P95:
        return tr("p95");
    case LastSeen:
        return tr("Last");
    case Description:
        return tr("Description");
    default:
        return {};
    }
}

QString TypeModel::textOf(const Type &type, int column) const
{
    switch (column) {
    case Name:
        return type.name;
    case Fields:
    case Required:
        return fieldsText(type, column == Required);
    case Description:
        return type.schema ? beginningOf(firstLine(type.schema->description), FieldModel::kCharactersMax) : QString();
    default:
        return flowTextOf(type, column);
    }
}

QString TypeModel::fieldsText(const Type &type, bool isOnlyRequired) const
{
    if (type.isBare)
        return tr("no schema");
    QStringList names;
    if (type.schema)
        for (const auto &field : type.schema->fields)
            if (!isOnlyRequired || field.required)
                names.append(field.name);
    return names.join(u", "_s);
}

QString TypeModel::flowTextOf(const Type &type, int column) const
{
    const auto value = valueOf(type, column);
    if (!value.isValid())
        return tr("–");
    switch (column) {
    case Workers:
        return value.toInt() == 0 ? tr("none") : countText(value.toLongLong());
    case Success:
        return percentText(value.toDouble());
    case P50:
    case P95:
        return durationText(std::chrono::milliseconds(std::llround(value.toDouble() * 1'000)));
    case LastSeen:
        return value.toDateTime().secsTo(m_now) < kHour ? tr("this hour") : ageText(value.toDateTime(), m_now);
    default:
        return countText(value.toLongLong());
    }
}

QVariant TypeModel::valueOf(const Type &type, int column) const
{
    const auto orNothing = [](const auto &value) { return value ? QVariant(*value) : QVariant(); };
    const TypeFlow flow = m_flow.value(type.name);
    switch (column) {
    case Workers:
        return orNothing(workersOf(type.name));
    case Count:
        return orNothing(flow.n);
    case Success:
        return orNothing(flow.success);
    case P50:
        return orNothing(flow.p50);
    case P95:
        return orNothing(flow.p95);
    case LastSeen:
        return flow.lastSeen.isValid() ? QVariant(flow.lastSeen) : QVariant();
    default:
        return {};
    }
}

QString TypeModel::toolTipOf(const Type &type, int column) const
{
    switch (column) {
    case Required:
    case Fields:
        return type.isBare ? tr("There are tasks of this type, but nobody has registered a schema: any payload fits.")
                           : textOf(type, column);
    case Workers:
        return workersOf(type.name) == 0 ? tr("No worker that is there now handles this type: its tasks wait.")
                                         : tr("Workers that handle this type now");
    case Count:
        return tr("Tasks enqueued in the last 24 hours");
    case Success:
        return tr("Attempts of the last 24 hours that ended well");
    case P50:
        return tr("Half of the attempts of the last 24 hours were done within this time");
    case P95:
        return tr("95 % of the attempts of the last 24 hours were done within this time");
    case LastSeen:
        return tr("When one was enqueued or started last, to the hour; a dash when that is more than 24 hours ago");
    default:
        return textOf(type, column);
    }
}

} // namespace conduit::ui
