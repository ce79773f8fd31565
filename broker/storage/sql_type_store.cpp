// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_type_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::vector<StoredType>> SqlTypeStore::load()
{
    return m_database.readAll(u"type.list"_s, {}, [](const Row &row) {
        return StoredType {row.text(0), row.bytes(1), taskDefaultsFrom(row.bytes(2))};
    });
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
