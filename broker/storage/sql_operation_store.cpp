// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_operation_store.h"

#include "broker/storage/sql_values.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

template<typename Words, typename T>
QString wordOf(const Words &words, T value)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &word) { return word.second == value; });
    return found->first;
}

template<typename Words>
auto valueOf(const Words &words, const QString &word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &known) { return known.first == word; });
    return found == words.end() ? words.front().second : found->second;
}

QByteArray textOf(const QUuid &id) { return id.toByteArray(QUuid::WithoutBraces); }

void writeIds(json::Writer &out, const char *name, const std::vector<QUuid> &ids)
{
    out.name(name).beginArray();
    for (const QUuid &id : ids)
        out.plain(QByteArrayView(textOf(id)));
    out.endArray();
}

void writeTexts(json::Writer &out, const char *name, const QStringList &texts)
{
    out.name(name).beginArray();
    for (const QString &text : texts)
        out.string(text);
    out.endArray();
}

void writeMoment(json::Writer &out, const char *name, const std::optional<Moment> &moment)
{
    if (moment)
        out.name(name).integer(moment->time_since_epoch().count());
}

/// Reads a text of our own: what is absent or of another kind keeps its default.
class Members
{
public:
    explicit Members(const QByteArray &text) : m_document(json::Document::parse(text, json::kEnvelopeDepthMax)) { }

    [[nodiscard]] qint64 integer(QStringView name, qint64 fallback = 0) const
    {
        return optionalInteger(name).value_or(fallback);
    }
    [[nodiscard]] std::optional<qint64> optionalInteger(QStringView name) const
    {
        const auto value = member(name);
        return value ? value->toInteger() : std::nullopt;
    }
    [[nodiscard]] std::optional<Moment> moment(QStringView name) const
    {
        const auto value = optionalInteger(name);
        return value ? std::optional(Moment {Milliseconds {*value}}) : std::nullopt;
    }
    [[nodiscard]] QString text(QStringView name) const
    {
        const auto value = member(name);
        return value ? value->toString().value_or(QString()) : QString();
    }
    [[nodiscard]] QStringList texts(QStringView name) const
    {
        QStringList texts;
        for (const json::Value &value : elements(name))
            texts.append(value.toString().value_or(QString()));
        return texts;
    }
    [[nodiscard]] std::vector<QUuid> ids(QStringView name) const
    {
        std::vector<QUuid> ids;
        for (const json::Value &value : elements(name))
            ids.emplace_back(value.toString().value_or(QString()));
        return ids;
    }

private:
    [[nodiscard]] std::optional<json::Value> member(QStringView name) const
    {
        return m_document ? m_document->root().member(name) : std::nullopt;
    }
    [[nodiscard]] QList<json::Value> elements(QStringView name) const
    {
        const auto value = member(name);
        return value ? value->elements() : QList<json::Value>();
    }

    conduit::Result<json::Document, json::Fault> m_document;
};

QByteArray textFrom(const OperationRequest &request)
{
    json::Writer out;
    out.beginObject();
    writeIds(out, "ids", request.ids);
    out.name("filter").string(request.filter);
    if (request.asOf)
        out.name("as_of").integer(*request.asOf);
    writeIds(out, "except", request.except);
    out.name("up_to").integer(request.upTo);
    writeMoment(out, "asked_at", request.askedAt);
    out.name("reason").string(request.reason);
    out.name("queue").string(request.queue);
    out.name("priority").integer(request.priority);
    writeMoment(out, "run_at", request.runAt);
    writeTexts(out, "add", request.tagsAdded);
    writeTexts(out, "remove", request.tagsRemoved);
    out.name("rate").integer(request.rate);
    out.endObject();
    return out.take();
}

OperationRequest requestFrom(const QString &verb, const QByteArray &text)
{
    const Members members(text);
    OperationRequest request;
    request.verb = valueOf(kOperationVerbs, verb);
    request.ids = members.ids(u"ids");
    request.filter = members.text(u"filter");
    request.asOf = members.optionalInteger(u"as_of");
    request.except = members.ids(u"except");
    request.upTo = members.integer(u"up_to");
    request.askedAt = members.moment(u"asked_at").value_or(Moment());
    request.reason = members.text(u"reason");
    request.queue = members.text(u"queue");
    request.priority = static_cast<int>(members.integer(u"priority"));
    request.runAt = members.moment(u"run_at").value_or(Moment());
    request.tagsAdded = members.texts(u"add");
    request.tagsRemoved = members.texts(u"remove");
    request.rate = static_cast<int>(members.integer(u"rate"));
    return request;
}

QByteArray textFrom(const std::vector<OperationFailure> &failures)
{
    if (failures.empty())
        return {};
    json::Writer out;
    out.beginArray();
    for (const OperationFailure &failure : failures) {
        out.beginObject();
        out.name("id").plain(QByteArrayView(textOf(failure.task)));
        out.name("message").string(failure.message);
        out.endObject();
    }
    out.endArray();
    return out.take();
}

std::vector<OperationFailure> failuresFrom(const QByteArray &text)
{
    std::vector<OperationFailure> failures;
    const auto document = json::Document::parse(text.isEmpty() ? QByteArray("[]") : text, json::kEnvelopeDepthMax);
    if (!document)
        return failures;
    for (const json::Value &entry : document->root().elements()) {
        const auto id = entry.member(u"id");
        const auto message = entry.member(u"message");
        if (id && message)
            failures.push_back({QUuid(id->toString().value_or(QString())), message->toString().value_or(QString())});
    }
    return failures;
}

QByteArray textFrom(const Task &before)
{
    json::Writer out;
    out.beginObject();
    out.name("id").plain(QByteArrayView(textOf(before.id)));
    out.name("state").plain(wordFrom(before.state));
    out.name("queue").string(before.queue);
    out.name("priority").integer(before.priority);
    writeTexts(out, "tags", before.tags);
    writeMoment(out, "run_at", before.runAt);
    writeMoment(out, "expires_at", before.expiresAt);
    writeMoment(out, "completed_at", before.completedAt);
    out.name("uncharged").integer(before.uncharged);
    out.name("snoozes").integer(before.snoozes);
    out.name("lost_leases").integer(before.lostLeases);
    out.name("error").string(before.error);
    out.endObject();
    return out.take();
}

Task beforeFrom(const QByteArray &text)
{
    const Members members(text);
    Task before;
    before.id = QUuid(members.text(u"id"));
    before.state = taskStateFromWord(members.text(u"state")).value_or(TaskState::Ready);
    before.queue = members.text(u"queue");
    before.priority = static_cast<int>(members.integer(u"priority"));
    before.tags = members.texts(u"tags");
    before.runAt = members.moment(u"run_at").value_or(Moment());
    before.expiresAt = members.moment(u"expires_at");
    before.completedAt = members.moment(u"completed_at");
    before.uncharged = static_cast<int>(members.integer(u"uncharged"));
    before.snoozes = static_cast<int>(members.integer(u"snoozes"));
    before.lostLeases = static_cast<int>(members.integer(u"lost_leases"));
    before.error = members.text(u"error");
    return before;
}

Operation operationFromRow(const Row &row)
{
    return {.number = row.integer(0),
            .id = row.id(1),
            .request = requestFrom(row.text(2), row.bytes(3)),
            .state = valueOf(kOperationStates, row.text(4)),
            .lookedUpTo = row.integer(5),
            .matched = row.integer(6),
            .done = row.integer(7),
            .skipped = row.integer(8),
            .failed = row.integer(9),
            .failures = failuresFrom(row.bytes(10)),
            .createdAt = row.moment(11),
            .endedAt = row.optionalMoment(12)};
}

qint64 numberFromRow(const Row &row) { return row.integer(0); }

} // namespace

Result<qint64> SqlOperationStore::insert(const Operation &operation)
{
    const auto done = m_database.write(u"operation.insert"_s,
                                       {{u":id"_s, sqlFrom(operation.id)},
                                        {u":verb"_s, wordOf(kOperationVerbs, operation.request.verb)},
                                        {u":request"_s, textFrom(operation.request)},
                                        {u":state"_s, wordOf(kOperationStates, operation.state)},
                                        {u":looked_up_to"_s, operation.lookedUpTo},
                                        {u":matched"_s, operation.matched},
                                        {u":done"_s, operation.done},
                                        {u":skipped"_s, operation.skipped},
                                        {u":failed"_s, operation.failed},
                                        {u":created_at"_s, sqlFrom(operation.createdAt)}});
    if (!done)
        return done.error();
    return (*done)->lastInsertedKey();
}

Result<std::optional<Operation>> SqlOperationStore::one(const QString &statement, const QString &name, const SqlValue &value)
{
    return m_database.readOne(statement, {{name, value}}, operationFromRow);
}

Result<std::optional<Operation>> SqlOperationStore::find(const QUuid &id)
{
    return one(u"operation.find"_s, u":id"_s, sqlFrom(id));
}

Result<std::optional<Operation>> SqlOperationStore::findByNumber(qint64 number)
{
    return one(u"operation.find_number"_s, u":number"_s, number);
}

Result<std::vector<qint64>> SqlOperationStore::active() { return m_database.readAll(u"operation.active"_s, {}, numberFromRow); }

Status SqlOperationStore::save(const Operation &operation)
{
    const auto done = m_database.write(u"operation.save"_s,
                                       {{u":number"_s, operation.number},
                                        {u":state"_s, wordOf(kOperationStates, operation.state)},
                                        {u":looked_up_to"_s, operation.lookedUpTo},
                                        {u":matched"_s, operation.matched},
                                        {u":done"_s, operation.done},
                                        {u":skipped"_s, operation.skipped},
                                        {u":failed"_s, operation.failed},
                                        {u":errors"_s, sqlFromOptional(textFrom(operation.failures))},
                                        {u":ended_at"_s, sqlFrom(operation.endedAt)}});
    if (!done)
        return done.error();
    return Unit {};
}

Status SqlOperationStore::insertItem(qint64 operation, const OperationItem &item)
{
    const auto done = m_database.write(u"operation_item.insert"_s,
                                       {{u":operation"_s, operation},
                                        {u":seq"_s, item.seq},
                                        {u":version"_s, item.version},
                                        {u":before"_s, textFrom(item.before)}});
    if (!done)
        return done.error();
    return Unit {};
}

Result<std::vector<OperationItem>> SqlOperationStore::items(qint64 operation, int max)
{
    return m_database.readAll(u"operation_item.list"_s, {{u":operation"_s, operation}, {u":max"_s, max}}, [](const Row &row) {
        return OperationItem {row.integer(0), row.integer(1), beforeFrom(row.bytes(2))};
    });
}

Status SqlOperationStore::forgetItem(qint64 operation, qint64 seq)
{
    const auto done = m_database.write(u"operation_item.forget"_s, {{u":operation"_s, operation}, {u":seq"_s, seq}});
    if (!done)
        return done.error();
    return Unit {};
}

Result<std::optional<qint64>> SqlOperationStore::endedBy(Moment moment)
{
    return m_database.readOne(u"operation.ended_by"_s, {{u":moment"_s, sqlFrom(moment)}}, numberFromRow);
}

Result<int> SqlOperationStore::forgetItems(qint64 operation, int max)
{
    const auto done = m_database.write(u"operation_item.forget_some"_s, {{u":operation"_s, operation}, {u":max"_s, max}});
    if (!done)
        return done.error();
    return (*done)->rowsChanged();
}

Status SqlOperationStore::forget(qint64 operation)
{
    const auto done = m_database.write(u"operation.forget"_s, {{u":number"_s, operation}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
