// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_type_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::vector<StoredType>> SqlTypeStore::load()
{
    const auto rows = m_database.read(u"type.list"_s, {});
    if (!rows)
        return rows.error();
    std::vector<StoredType> types;
    while ((*rows)->next())
        types.push_back(
            {(*rows)->value(0).toString(), (*rows)->value(1).toByteArray(), taskDefaultsFrom((*rows)->value(2).toByteArray())});
    return types;
}

Status SqlTypeStore::save(const StoredType &type, Moment now)
{
    const auto done = m_database.write(u"type.save"_s,
                                       {{u":type"_s, type.type},
                                        {u":schema"_s, sqlFromOptional(type.schema)},
                                        {u":defaults"_s, sqlFromOptional(textFrom(type.defaults))},
                                        {u":now"_s, sqlFrom(now)}});
    if (!done)
        return done.error();
    return Unit {};
}

Status SqlTypeStore::remove(const QString &type)
{
    const auto done = m_database.write(u"type.remove"_s, {{u":type"_s, type}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
