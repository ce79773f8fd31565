// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/payload_schema.h"
#include "broker/core/type_store.h"
#include "broker/engine/turn_follower.h"

#include <QHash>
#include <QStringList>

namespace conduit::broker {

/// The task types that have a schema. On the lane; what is registered here is on disk as soon as the turn has committed.
class TypeRegistry final : public TurnFollower
{
public:
    static Result<TypeRegistry> load(TypeStore &store);

    /// Stores the schema durably; an identical one changes nothing.
    Status registerSchema(const PayloadSchema &schema, Moment now);
    /// Nothing for a type without a schema, which takes any payload.
    [[nodiscard]] const PayloadSchema *find(const QString &type) const;
    /// Sorted by code point.
    [[nodiscard]] QStringList types() const;

    void commit() override { m_replaced.clear(); }
    void rollback() override;

private:
    explicit TypeRegistry(TypeStore &store) : m_store(&store) { }

    TypeStore *m_store;
    QHash<QString, PayloadSchema> m_schemas;
    std::vector<std::pair<QString, std::optional<PayloadSchema>>> m_replaced; ///< What the running turn has changed.
};

} // namespace conduit::broker
