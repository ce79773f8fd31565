// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/payload_schema.h"
#include "broker/core/type_store.h"
#include "broker/engine/policy_book.h"
#include "broker/engine/turn_follower.h"

#include <QHash>
#include <QStringList>

namespace conduit::broker {

/// The task types about which something is known: their schema, the defaults of their tasks, or both. On the lane; what is said here is
/// on disk as soon as the turn has committed.
class TypeRegistry final : public TurnFollower
{
public:
    static Result<TypeRegistry> load(TypeStore &store);

    /// Introduces who has to know the defaults; once, before the first turn.
    void connect(PolicyBook &policies);

    /// Stores the schema durably and leaves the defaults alone; an identical one changes nothing.
    Status registerSchema(const PayloadSchema &schema, Moment now);
    Status setDefaults(const QString &name, const TaskDefaults &defaults, Moment now);
    /// Forgets schema and defaults. False when nothing was known.
    Result<bool> remove(const QString &type);

    /// Nothing for a type without a schema, which takes any payload.
    [[nodiscard]] const PayloadSchema *find(const QString &type) const;
    [[nodiscard]] TaskDefaults defaultsOf(const QString &type) const { return m_types.value(type).defaults; }
    /// Those with a schema, sorted by code point.
    [[nodiscard]] QStringList types() const;

    void commit() override { m_replaced.clear(); }
    void rollback() override;

private:
    struct Type
    {
        std::optional<PayloadSchema> schema;
        TaskDefaults defaults;
    };
    explicit TypeRegistry(TypeStore &store) : m_store(&store) { }
    Status save(const QString &type, const Type &value, Moment now);
    void replace(const QString &type, const std::optional<Type> &value);

    TypeStore *m_store;
    PolicyBook *m_policies = nullptr;
    QHash<QString, Type> m_types;
    std::vector<std::pair<QString, std::optional<Type>>> m_replaced; ///< What the running turn has changed.
};

} // namespace conduit::broker
