// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/type_registry.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<TypeRegistry> TypeRegistry::load(TypeStore &store)
{
    TypeRegistry registry(store);
    const auto stored = store.load();
    if (!stored)
        return stored.error();
    for (const StoredType &row : *stored) {
        Type type {std::nullopt, row.defaults};
        if (!row.schema.isEmpty()) {
            const auto document = json::Document::parse(row.schema, json::kPayloadDepthMax);
            if (!document)
                return Error {ErrorCode::StorageFailed,
                              u"The stored schema of %1 cannot be read: %2"_s.arg(row.type, document.error().message)};
            const auto schema = PayloadSchema::from(document->root());
            if (!schema)
                return schema.error();
            type.schema = *schema;
        }
        registry.m_types.insert(row.type, type);
    }
    return registry;
}

void TypeRegistry::connect(PolicyBook &policies)
{
    m_policies = &policies;
    for (auto type = m_types.constBegin(); type != m_types.constEnd(); ++type)
        policies.setOfType(type.key(), type->defaults);
    policies.commit();
}

Status TypeRegistry::registerSchema(const PayloadSchema &schema, Moment now)
{
    Type type = m_types.value(schema.taskType());
    if (type.schema && type.schema->text() == schema.text())
        return Unit {};
    type.schema = schema;
    return save(schema.taskType(), type, now);
}

Status TypeRegistry::setDefaults(const QString &name, const TaskDefaults &defaults, Moment now)
{
    Type type = m_types.value(name);
    type.defaults = defaults;
    return save(name, type, now);
}

Status TypeRegistry::save(const QString &type, const Type &value, Moment now)
{
    const QByteArray schema = value.schema ? value.schema->text() : QByteArray();
    if (const Status saved = m_store->save({type, schema, value.defaults}, now); !saved)
        return saved;
    replace(type, value);
    return Unit {};
}

Result<bool> TypeRegistry::remove(const QString &type)
{
    if (!m_types.contains(type))
        return false;
    if (const Status removed = m_store->remove(type); !removed)
        return removed.error();
    replace(type, std::nullopt);
    return true;
}

void TypeRegistry::replace(const QString &type, const std::optional<Type> &value)
{
    const auto known = m_types.constFind(type);
    m_replaced.emplace_back(type, known == m_types.constEnd() ? std::nullopt : std::optional(*known));
    if (value)
        m_types.insert(type, *value);
    else
        m_types.remove(type);
    m_policies->setOfType(type, value ? value->defaults : TaskDefaults());
}

const PayloadSchema *TypeRegistry::find(const QString &type) const
{
    const auto found = m_types.constFind(type);
    return found == m_types.constEnd() || !found->schema ? nullptr : &*found->schema;
}

QStringList TypeRegistry::types() const
{
    QStringList names;
    for (auto type = m_types.constBegin(); type != m_types.constEnd(); ++type)
        if (type->schema)
            names.append(type.key());
    names.sort();
    return names;
}

void TypeRegistry::rollback()
{
    for (auto change = m_replaced.rbegin(); change != m_replaced.rend(); ++change) {
        if (change->second)
            m_types.insert(change->first, *change->second);
        else
            m_types.remove(change->first);
    }
    m_replaced.clear();
}

} // namespace conduit::broker
