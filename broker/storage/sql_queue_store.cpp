// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_queue_store.h"

#include "broker/storage/sql_values.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

const QString kPauseName = u"pause"_s;

QByteArray textFrom(const Pause &pause)
{
    json::Writer out;
    out.beginObject();
    out.name("reason").string(pause.reason);
    out.name("by").string(pause.by);
    if (pause.until)
        out.name("until").integer(pause.until->time_since_epoch().count());
    out.endObject();
    return out.take();
}

Pause pauseFrom(const json::Value &root)
{
    Pause pause;
    if (const auto reason = root.member(u"reason"))
        pause.reason = reason->toString().value_or(QString());
    if (const auto by = root.member(u"by"))
        pause.by = by->toString().value_or(QString());
    if (const auto until = root.member(u"until"))
        pause.until = Moment {Milliseconds {until->toInteger().value_or(0)}};
    return pause;
}

} // namespace

Result<std::vector<QueueRecord>> SqlQueueStore::load()
{
    return m_database.readAll(u"queue.list"_s, {}, [](const Row &row) {
        QueueRecord queue {row.text(0), std::nullopt, taskDefaultsFrom(row.bytes(5))};
        if (row.smallInteger(1) != 0)
            queue.pause = Pause {row.text(2), row.text(3), row.optionalMoment(4)};
        return queue;
    });
}

Status SqlQueueStore::save(const QueueRecord &queue, Moment now)
{
    const Pause pause = queue.pause.value_or(Pause());
    const auto done = m_database.write(u"queue.save"_s,
                                       {{u":queue"_s, queue.name},
                                        {u":is_paused"_s, queue.pause ? 1 : 0},
                                        {u":reason"_s, sqlFromOptional(pause.reason)},
                                        {u":paused_by"_s, sqlFromOptional(pause.by)},
                                        {u":paused_until"_s, sqlFrom(pause.until)},
                                        {u":defaults"_s, sqlFromOptional(broker::textFrom(queue.defaults))},
                                        {u":now"_s, sqlFrom(now)}});
    if (!done)
        return done.error();
    return Unit {};
}

Status SqlQueueStore::remove(const QString &name)
{
    const auto done = m_database.write(u"queue.remove"_s, {{u":queue"_s, name}});
    if (!done)
        return done.error();
    return Unit {};
}

Result<std::optional<Pause>> SqlQueueStore::loadPause()
{
    const auto text =
        m_database.readOne(u"state.find"_s, {{u":name"_s, kPauseName}}, [](const Row &row) { return row.text(0).toUtf8(); });
    if (!text)
        return text.error();
    const auto document = json::Document::parse(text->value_or("null"), json::kEnvelopeDepthMax);
    if (!document || document->root().kind() != json::Kind::Object)
        return std::optional<Pause>();
    return std::optional(pauseFrom(document->root()));
}

Status SqlQueueStore::savePause(const std::optional<Pause> &pause)
{
    const QByteArray text = pause ? textFrom(*pause) : QByteArray("null");
    const auto done = m_database.write(u"state.save"_s, {{u":name"_s, kPauseName}, {u":value"_s, QString::fromUtf8(text)}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
