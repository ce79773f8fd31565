// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_answer_store.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<std::optional<RememberedAnswer>> SqlAnswerStore::find(const QString &key)
{
    return m_database.readOne(u"answer.find"_s, {{u":key"_s, key}}, [](const Row &row) {
        return RememberedAnswer {row.bytes(0), row.smallInteger(1), row.bytes(2), row.bytes(3), row.moment(4)};
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
    return (*done)->rowsChanged();
}

} // namespace conduit::broker
