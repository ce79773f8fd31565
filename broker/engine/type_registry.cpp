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
    for (const StoredSchema &row : *stored) {
        const auto document = json::Document::parse(row.schema, json::kPayloadDepthMax);
        if (!document)
            return Error {ErrorCode::StorageFailed,
                          u"The stored schema of %1 cannot be read: %2"_s.arg(row.type, document.error().message)};
        const auto schema = PayloadSchema::from(document->root());
        if (!schema)
            return schema.error();
        registry.m_schemas.insert(row.type, *schema);
    }
    return registry;
}

Status TypeRegistry::registerSchema(const PayloadSchema &schema, Moment now)
{
    const auto known = m_schemas.constFind(schema.taskType());
    const bool isKnown = known != m_schemas.constEnd();
    if (isKnown && known->text() == schema.text())
        return Unit {};
    if (const Status saved = m_store->save({schema.taskType(), schema.text()}, now); !saved)
        return saved;
    m_replaced.emplace_back(schema.taskType(), isKnown ? std::optional(*known) : std::nullopt);
    m_schemas.insert(schema.taskType(), schema);
    return Unit {};
}

const PayloadSchema *TypeRegistry::find(const QString &type) const
{
    const auto found = m_schemas.constFind(type);
    return found == m_schemas.constEnd() ? nullptr : &*found;
}

QStringList TypeRegistry::types() const
{
    QStringList names = m_schemas.keys();
    names.sort();
    return names;
}

void TypeRegistry::rollback()
{
    for (auto change = m_replaced.rbegin(); change != m_replaced.rend(); ++change) {
        if (change->second)
            m_schemas.insert(change->first, *change->second);
        else
            m_schemas.remove(change->first);
    }
    m_replaced.clear();
}

} // namespace conduit::broker
