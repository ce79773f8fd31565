// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/type_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlTypeStore final : public TypeStore
{
public:
    explicit SqlTypeStore(Database &database) : m_database(database) { }

    Result<std::vector<StoredSchema>> load() override;
    Status save(const StoredSchema &schema, Moment now) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
