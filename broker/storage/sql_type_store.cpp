// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_type_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::vector<StoredSchema>> SqlTypeStore::load()
{
    const auto rows = m_database.read(u"type.list"_s, {});
    if (!rows)
        return rows.error();
    std::vector<StoredSchema> schemas;
    while ((*rows)->next())
        schemas.push_back({(*rows)->value(0).toString(), (*rows)->value(1).toByteArray()});
    return schemas;
}

Status SqlTypeStore::save(const StoredSchema &schema, Moment now)
{
    const auto done =
        m_database.write(u"type.save"_s, {{u":type"_s, schema.type}, {u":schema"_s, schema.schema}, {u":now"_s, sqlFrom(now)}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
