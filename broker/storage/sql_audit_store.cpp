// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_audit_store.h"

#include "broker/storage/sql_catalog.h"

#include <conduit/json_text.h>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

SqlValue countFrom(const std::optional<AuditCounts> &counts, qint64 AuditCounts::*member)
{
    return counts ? SqlValue((*counts).*member) : SqlValue();
}

AuditEntry entryFrom(const Row &row)
{
    AuditEntry entry;
    entry.number = row.integer(0);
    entry.time = row.moment(1);
    entry.actor = {valueIn(kActorWays, row.text(2)).value_or(Actor::Via::Anonymous), row.text(3), row.text(4)};
    entry.verb = valueIn(kAuditVerbs, row.text(5)).value_or(AuditVerb::Edit);
    entry.kind = valueIn(kAuditKinds, row.text(6)).value_or(AuditKind::Broker);
    entry.target = row.text(7);
    entry.detail = row.text(8);
    entry.reason = row.text(9);
    entry.outcome = row.text(10);
    if (!row.isNull(11))
        entry.counts = AuditCounts {row.integer(11), row.integer(12), row.integer(13), row.integer(14)};
    if (!row.isNull(15))
        entry.started = row.id(15);
    return entry;
}

/// Of an operation that works through tasks. Ids are counted, what a filter finds is looked for in the order of enqueueing.
double progressOf(const Operation &operation, qint64 lookedUpTo, const QByteArray &request)
{
    const auto document = json::Document::parse(request.isEmpty() ? QByteArray("{}") : request, json::kEnvelopeDepthMax);
    const auto ids = document ? document->root().member(u"ids") : std::nullopt;
    const auto upTo = document ? document->root().member(u"up_to") : std::nullopt;
    const qint64 end =
        ids && upTo && ids->elements().isEmpty() ? upTo->toInteger().value_or(0) : std::max<qint64>(0, operation.matched);
    return end <= 0 ? 0 : std::clamp(static_cast<double>(lookedUpTo) / static_cast<double>(end), 0.0, 1.0);
}

ListedOperation operationFrom(const Row &row)
{
    ListedOperation listed;
    Operation &operation = listed.operation;
    operation.number = row.integer(0);
    operation.id = row.id(1);
    operation.request.verb = valueIn(kOperationVerbs, row.text(2)).value_or(OperationVerb::Retry);
    operation.state = valueIn(kOperationStates, row.text(3)).value_or(OperationState::Running);
    operation.matched = row.integer(4);
    operation.done = row.integer(5);
    operation.skipped = row.integer(6);
    operation.failed = row.integer(7);
    operation.createdAt = row.moment(8);
    operation.endedAt = row.optionalMoment(9);
    listed.actor = {valueIn(kActorWays, row.text(10)).value_or(Actor::Via::Broker), row.text(11), row.text(12)};
    listed.detail = row.text(13);
    if (operation.state == OperationState::Running || operation.state == OperationState::Paused)
        listed.progress = progressOf(operation, row.integer(14), row.bytes(15));
    return listed;
}

/// The conditions of a list; every value is bound.
class Conditions
{
public:
    void add(const QString &text, const SqlValues &values)
    {
        m_texts.append(text);
        m_values += values;
    }
    template<typename Table, typename Value>
    void addOneOf(const QString &column, const Table &table, const std::vector<Value> &wanted)
    {
        if (wanted.empty())
            return;
        SqlValues words;
        for (const Value value : wanted)
            words.append(wordIn(table, value));
        add(column + u" IN ("_s + QStringList(words.size(), u"?"_s).join(u',') + u')', words);
    }
    [[nodiscard]] QString text() const { return m_texts.isEmpty() ? QString() : u" WHERE "_s + m_texts.join(u" AND "_s); }
    [[nodiscard]] const SqlValues &values() const { return m_values; }

private:
    QStringList m_texts;
    SqlValues m_values;
};

Conditions conditionsOf(const AuditQuery &query)
{
    Conditions conditions;
    // lower() knows A to Z only, and so must we.
    const auto contains = [](const QString &column) { return u"instr(lower(%1), lower(?)) > 0"_s.arg(column); };
    if (!query.actor.isEmpty())
        conditions.add(u"(%1 OR %2 OR via = lower(?))"_s.arg(contains(u"name"_s), contains(u"address"_s)),
                       {query.actor, query.actor, query.actor});
    if (!query.target.isEmpty())
        conditions.add(contains(u"target"_s), {query.target});
    conditions.addOneOf(u"verb"_s, kAuditVerbs, query.verbs);
    conditions.addOneOf(u"kind"_s, kAuditKinds, query.kinds);
    if (query.since)
        conditions.add(u"time >= ?"_s, {sqlFrom(*query.since)});
    if (query.until)
        conditions.add(u"time <= ?"_s, {sqlFrom(*query.until)});
    if (query.olderThan)
        conditions.add(u"number < ?"_s, {*query.olderThan});
    if (query.newerThan)
        conditions.add(u"number > ?"_s, {*query.newerThan});
    return conditions;
}

} // namespace

Result<qint64> SqlAuditStore::append(const AuditEntry &entry)
{
    const auto done = m_database.write(u"audit.append"_s,
                                       {{u":time"_s, sqlFrom(entry.time)},
                                        {u":via"_s, wordIn(kActorWays, entry.actor.via)},
                                        {u":name"_s, sqlFromOptional(entry.actor.name)},
                                        {u":address"_s, sqlFromOptional(entry.actor.address)},
                                        {u":verb"_s, wordIn(kAuditVerbs, entry.verb)},
                                        {u":kind"_s, wordIn(kAuditKinds, entry.kind)},
                                        {u":target"_s, sqlFromOptional(entry.target)},
                                        {u":detail"_s, sqlFromOptional(entry.detail)},
                                        {u":reason"_s, sqlFromOptional(entry.reason)},
                                        {u":outcome"_s, entry.outcome},
                                        {u":matched"_s, countFrom(entry.counts, &AuditCounts::matched)},
                                        {u":done"_s, countFrom(entry.counts, &AuditCounts::done)},
                                        {u":skipped"_s, countFrom(entry.counts, &AuditCounts::skipped)},
                                        {u":failed"_s, countFrom(entry.counts, &AuditCounts::failed)},
                                        {u":started"_s, entry.started.isNull() ? SqlValue() : sqlFrom(entry.started)}});
    if (!done)
        return done.error();
    return (*done)->lastInsertedKey();
}

Result<int> SqlAuditStore::forget(Moment moment, qint64 keptMax, int max)
{
    const auto old = m_database.write(u"audit.forget_old"_s, {{u":moment"_s, sqlFrom(moment)}, {u":max"_s, max}});
    if (!old)
        return old.error();
    const int forgotten = (*old)->rowsChanged();
    const auto many = m_database.write(u"audit.forget_many"_s, {{u":kept"_s, keptMax}, {u":max"_s, max - forgotten}});
    if (!many)
        return many.error();
    return forgotten + (*many)->rowsChanged();
}

Result<AuditPage> SqlAuditReader::list(const AuditQuery &query)
{
    const Conditions conditions = conditionsOf(query);
    const QString text = SqlCatalog::sqlite().text(u"audit.list"_s) + conditions.text() + u" ORDER BY number DESC LIMIT ?"_s;
    // One more tells whether there are older ones.
    auto entries = m_database.readAll(u"audit.list"_s, text, conditions.values() + SqlValues {query.limit + 1}, entryFrom);
    if (!entries)
        return entries.error();
    AuditPage page {*std::move(entries), false};
    if (page.entries.size() > static_cast<std::size_t>(query.limit)) {
        page.entries.pop_back();
        page.hasMore = true;
    }
    return page;
}

Result<std::vector<ListedOperation>> SqlAuditReader::operations(int max)
{
    return m_database.readAll(u"audit.operations"_s, {{u":max"_s, max}}, operationFrom);
}

} // namespace conduit::broker
