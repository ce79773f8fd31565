// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/type_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlTypeStore final : public TypeStore
{
public:
    explicit SqlTypeStore(Database &database) : m_database(database) { }

    Result<std::vector<StoredType>> load() override;
    Status save(const StoredType &type, Moment now) override;
    Status remove(const QString &type) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
