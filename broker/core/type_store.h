// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace conduit::broker {

/// A task type's schema as it is stored.
struct StoredSchema
{
    QString type;
    QByteArray schema; ///< JSON text.
};

/// What the engine needs of storage for types. The rules of TaskStore hold.
class TypeStore
{
public:
    virtual ~TypeStore() = default;
    virtual Result<std::vector<StoredSchema>> load() = 0;
    /// Inserts or replaces.
    virtual Status save(const StoredSchema &schema, Moment now) = 0;
};

} // namespace conduit::broker
