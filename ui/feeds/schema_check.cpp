// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/schema_check.h"

#include "ui/background.h"
#include "ui/models/payload_draft.h"

#include <conduit/json_text.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kTasksAtOnce = 100;

struct Verdict
{
    int misfits = 0;
    QString example;
};

/// Empty when it fits. One that cannot be read fits nothing.
QString faultOf(const QByteArray &text, const wire::Schema &schema)
{
    const auto payload = json::Document::parse(text, json::kPayloadDepthMax);
    if (!payload)
        return SchemaCheck::tr("A payload cannot be read: %1").arg(payload.error().message);
    const auto faults = payloadFaults(schema, payload->root());
    if (faults.isEmpty())
        return {};
    const auto &fault = faults.first();
    return fault.member.isEmpty() ? fault.message : fault.member + u": "_s + fault.message;
}

/// On any thread.
Verdict verdictOn(const QList<wire::Task> &tasks, const wire::Schema &schema)
{
    Verdict verdict;
    for (const auto &task : tasks) {
        const QString fault = faultOf(task.payload, schema);
        if (fault.isEmpty())
            continue;
        ++verdict.misfits;
        if (verdict.example.isEmpty())
            verdict.example = fault;
    }
    return verdict;
}

} // namespace

SchemaCheck::SchemaCheck(client::Client &client, QObject *parent) : QObject(parent), m_client(client) { }

void SchemaCheck::start(const wire::Schema &schema)
{
    stop();
    m_schema = schema;
    m_checked = 0;
    m_misfits = 0;
    m_example.clear();
    m_isRunning = true;
    readOn({});
}

void SchemaCheck::stop()
{
    ++m_generation;
    m_isRunning = false;
}

void SchemaCheck::readOn(const QString &after)
{
    wire::TaskQuery query;
    query.types = {m_schema.taskType};
    query.limit = std::min(kTasksAtOnce, kTasksMax - m_checked);
    query.after = after;
    query.payloads = true;
    m_client.listTasks(query, this, [this, generation = m_generation](const client::Result<wire::TaskPage> &page) {
        if (generation != m_generation)
            return;
        if (page)
            return check(*page);
        stop();
        Q_EMIT failed(page.error().message);
    });
}

void SchemaCheck::check(const wire::TaskPage &page)
{
    const auto work = [tasks = page.tasks, schema = m_schema] { return verdictOn(tasks, schema); };
    inBackground(this, work,
                 [this, generation = m_generation, n = page.tasks.size(), next = page.next](const Verdict &verdict) {
                     if (generation != m_generation)
                         return;
                     m_checked += static_cast<int>(n);
                     m_misfits += verdict.misfits;
                     if (m_example.isEmpty())
                         m_example = verdict.example;
                     if (!next.isEmpty() && m_checked < kTasksMax) {
                         Q_EMIT advanced();
                         return readOn(next);
                     }
                     stop();
                     Q_EMIT ended();
                 });
}

} // namespace conduit::ui
