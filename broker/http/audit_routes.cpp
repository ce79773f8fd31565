// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/json_views.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <limits>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTextCharactersMax = 200;
constexpr qsizetype kWordCharactersMax = 20;

/// The words of a table, for a sentence.
template<typename Table>
QString wordsOf(const Table &table)
{
    QStringList words;
    for (const auto &[word, value] : table)
        words.append(word);
    const QString last = words.takeLast();
    return words.join(u", "_s) + u" and "_s + last;
}

template<typename Table, typename Value>
void readWords(QueryReader &read, QByteArrayView name, const Table &table, std::vector<Value> &values)
{
    for (const QString &word : read.list(name, static_cast<qsizetype>(table.size()), kWordCharactersMax)) {
        if (const auto value = valueIn(table, word))
            values.push_back(*value);
        else
            read.refuse(u"%1 takes %2."_s.arg(QString::fromLatin1(name), wordsOf(table)));
    }
}

Result<AuditQuery> auditQueryFrom(const QByteArray &text)
{
    constexpr qint64 kNumberMax = std::numeric_limits<qint64>::max();
    QueryReader read(text);
    AuditQuery query;
    query.actor = read.text("actor", kTextCharactersMax).value_or(QString());
    readWords(read, "verb", kAuditVerbs, query.verbs);
    readWords(read, "kind", kAuditKinds, query.kinds);
    query.target = read.text("target", kTextCharactersMax).value_or(QString());
    query.since = read.moment("since");
    query.until = read.moment("until");
    query.olderThan = read.integer("older_than", 0, kNumberMax);
    query.newerThan = read.integer("newer_than", 0, kNumberMax);
    query.limit = static_cast<int>(read.integer("limit", 1, 500).value_or(50));
    if (const Status done = read.finish(); !done)
        return done.error();
    return query;
}

} // namespace

Outcome listAudit(const ApiCall &call, const ReaderServices &side)
{
    const auto query = auditQueryFrom(call.request.query);
    if (!query)
        return query.error();
    const auto page = side.audit.list(*query);
    if (!page)
        return page.error();
    json::Writer out;
    out.beginObject();
    out.name("entries").beginArray();
    for (const AuditEntry &entry : page->entries)
        writeAuditEntry(out, entry);
    out.endArray();
    out.name("next");
    if (page->hasMore)
        out.integer(page->entries.back().number);
    else
        out.null();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

} // namespace conduit::broker
