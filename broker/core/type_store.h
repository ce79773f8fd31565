// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"
#include "broker/core/task_policy.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace conduit::broker {

/// A task type as it is stored.
struct StoredType
{
    QString type;
    QByteArray schema;     ///< JSON text; empty: none.
    TaskDefaults defaults; ///< For its tasks.
};

/// What the engine needs of storage for types. The rules of TaskStore hold.
class TypeStore
{
public:
    virtual ~TypeStore() = default;
    virtual Result<std::vector<StoredType>> load() = 0;
    /// Inserts or replaces.
    virtual Status save(const StoredType &type, Moment now) = 0;
    /// Forgets the schema and the defaults of a type; its tasks stay.
    virtual Status remove(const QString &type) = 0;
};

} // namespace conduit::broker
