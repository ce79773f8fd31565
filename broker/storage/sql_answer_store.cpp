// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_answer_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::optional<RememberedAnswer>> SqlAnswerStore::find(const QString &key)
{
    const auto rows = m_database.read(u"answer.find"_s, {{u":key"_s, key}});
    if (!rows)
        return rows.error();
    std::optional<RememberedAnswer> answer;
    if ((*rows)->next())
        answer = RememberedAnswer {(*rows)->value(0).toByteArray(), (*rows)->value(1).toInt(), (*rows)->value(2).toByteArray(),
                                   (*rows)->value(3).toByteArray(), momentFromSql((*rows)->value(4))};
    (*rows)->finish();
    return answer;
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
