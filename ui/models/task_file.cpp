// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_file.h"

#include "ui/models/text_member.h"

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString timeText(const QDateTime &time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

struct CsvColumn
{
    const char *name;
    QString (*textOf)(const wire::Task &);
};

const std::array<CsvColumn, 19> &csvColumns()
{
    using Task = const wire::Task &;
    static const std::array<CsvColumn, 19> columns {
        CsvColumn {"id", [](Task task) { return task.id; }},
        {"task_type", [](Task task) { return task.taskType; }},
        {"state", [](Task task) { return task.state; }},
        {"queue", [](Task task) { return task.queue; }},
        {"priority", [](Task task) { return QString::number(task.priority); }},
        {"attempt", [](Task task) { return QString::number(task.attempt); }},
        {"max_attempts", [](Task task) { return QString::number(task.maxAttempts); }},
        {"created_at", [](Task task) { return timeText(task.createdAt); }},
        {"run_at", [](Task task) { return timeText(task.runAt); }},
        {"started_at", [](Task task) { return timeText(task.startedAt); }},
        {"completed_at", [](Task task) { return timeText(task.completedAt); }},
        {"worker", [](Task task) { return task.worker; }},
        {"tags", [](Task task) { return task.tags.join(u", "_s); }},
        {"error", [](Task task) { return task.lastError; }},
        {"payload_size", [](Task task) { return QString::number(task.payloadSize); }},
        {"result_size", [](Task task) { return QString::number(task.resultSize); }},
        {"unique_key", [](Task task) { return task.uniqueKey; }},
        {"serial_key", [](Task task) { return task.serialKey; }},
        {"enqueued_by", [](Task task) { return task.enqueuedBy; }}};
    return columns;
}

QByteArray csvHead()
{
    QStringList names;
    for (const auto &column : csvColumns())
        names.append(QString::fromLatin1(column.name));
    return csvLine(names).toUtf8();
}

QByteArray csvLineOf(const wire::Task &task)
{
    QStringList cells;
    for (const auto &column : csvColumns())
        cells.append(column.textOf(task));
    return csvLine(cells).toUtf8();
}

void writeResult(json::Writer &out, const wire::TaskResult &result)
{
    out.name("result").beginObject();
    out.name("output").raw(result.output.isEmpty() ? QByteArray("null") : result.output);
    writeText(out, "error", result.error.value_or(QString()));
    out.endObject();
}

QByteArray jsonLine(const wire::Task &task)
{
    json::Writer out;
    out.beginObject().name("id").string(task.id).name("task_type").string(task.taskType);
    out.name("status").string(task.status).name("state").string(task.state).name("queue").string(task.queue);
    out.name("priority").integer(task.priority).name("attempt").integer(task.attempt);
    out.name("max_attempts").integer(task.maxAttempts);
    writeText(out, "created_at", timeText(task.createdAt));
    writeText(out, "run_at", timeText(task.runAt));
    writeText(out, "started_at", timeText(task.startedAt));
    writeText(out, "completed_at", timeText(task.completedAt));
    writeText(out, "worker", task.worker);
    out.name("tags").beginArray();
    for (const auto &tag : task.tags)
        out.string(tag);
    out.endArray().name("meta").raw(task.meta.isEmpty() ? QByteArray("null") : task.meta);
    writeText(out, "unique_key", task.uniqueKey);
    writeText(out, "serial_key", task.serialKey);
    writeText(out, "enqueued_by", task.enqueuedBy);
    writeText(out, "error", task.lastError);
    out.name("payload_size").integer(task.payloadSize).name("result_size").integer(task.resultSize);
    if (!task.payload.isEmpty())
        out.name("payload").raw(task.payload);
    if (task.result)
        writeResult(out, *task.result);
    return out.name("version").integer(task.version).endObject().take() + '\n';
}

} // namespace

QByteArray taskFileHead(ExportFile::Format format) { return format == ExportFile::Format::Csv ? csvHead() : QByteArray(); }

QByteArray taskFileLines(const QList<wire::Task> &tasks, ExportFile::Format format)
{
    QByteArray lines;
    for (const auto &task : tasks)
        lines += format == ExportFile::Format::Csv ? csvLineOf(task) : jsonLine(task);
    return lines;
}

} // namespace conduit::ui
