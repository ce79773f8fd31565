// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_answer_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::optional<RememberedAnswer>> SqlAnswerStore::find(const QString &key)
{
    return m_database.readOne(u"answer.find"_s, {{u":key"_s, key}}, [](const QSqlQuery &row) {
        return RememberedAnswer {row.value(0).toByteArray(), row.value(1).toInt(), row.value(2).toByteArray(),
                                 row.value(3).toByteArray(), momentFromSql(row.value(4))};
    });
}

Status SqlAnswerStore::save(const QString &key, const RememberedAnswer &answer)
{
    const auto done = m_database.write(u"answer.save"_s,
                                       {{u":key"_s, key},
                                        {u":fingerprint"_s, answer.fingerprint},
                                        {u":status"_s, answer.status},
                                        {u":headers"_s, answer.headers},
                                        {u":body"_s, answer.body},
                                        {u":kept_until"_s, sqlFrom(answer.keptUntil)}});
    if (!done)
        return done.error();
    return Unit {};
}

Result<int> SqlAnswerStore::forget(Moment now, int max)
{
    const auto done = m_database.write(u"answer.forget"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}});
    if (!done)
        return done.error();
    return (*done)->numRowsAffected();
}

} // namespace conduit::broker
