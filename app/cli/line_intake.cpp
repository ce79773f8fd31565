// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/line_intake.h"

#include "app/cli/line_ids.h"
#include "app/cli/line_reader.h"
#include "app/cli/payload_source.h"

#include <conduit/json_text.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

constexpr int kInvalidArgument = 400;
constexpr int kTooLarge = 413;

/// The tasks in the answer to a batch, byte for byte; empty for those that were refused.
QList<QByteArray> exactTasks(const QByteArray &answer)
{
    QList<QByteArray> tasks;
    const auto document = json::Document::parse(answer, json::kOutputDepthMax + json::kEnvelopeDepthMax);
    const auto results = document ? document->root().member(u"results") : std::nullopt;
    if (!results)
        return tasks;
    for (const json::Value &result : results->elements()) {
        const auto task = result.member(u"task");
        tasks.append(task ? task->text() : QByteArray());
    }
    return tasks;
}

} // namespace

LineIntake::LineIntake(Errand &errand, wire::NewTask pattern, const QUuid &first)
    : m_errand(errand), m_pattern(std::move(pattern)), m_first(first)
{
    m_errand.broker.bearAbsence(); // the ids make it harmless to send a batch again
}

ExitCode LineIntake::takeFrom(int descriptor)
{
    LineReader reader(descriptor, kPayloadBytesMax);
    for (auto line = reader.next(); line && !m_end; line = reader.next()) {
        ++m_lines;
        take(*line);
        if (m_batch.size() == kTasksMax || m_batchBytes >= kBytesMax || reader.wouldWait())
            sendBatch();
    }
    if (!reader.fault().isEmpty() && !m_end)
        m_end = Trouble {.message = u"The lines cannot be read: %1."_s.arg(reader.fault())};
    sendBatch();
    return finish();
}

void LineIntake::take(const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return;
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    if (!document) {
        refuse({m_lines, text}, {.message = u"This is not JSON: %1."_s.arg(document.error().message)});
        return;
    }
    m_batch.append({m_lines, document->root().text()});
    m_batchBytes += text.size();
}

void LineIntake::sendBatch()
{
    if (!m_batch.isEmpty())
        send(std::exchange(m_batch, {}));
    m_batchBytes = 0;
    m_errand.out.showProgress(u"%1 lines"_s.arg(m_lines));
}

void LineIntake::send(const QList<Line> &lines)
{
    const auto answers = m_errand.broker.ask<Answers>(&client::Client::enqueueEach, tasksFrom(lines));
    if (answers) {
        tell(lines, *answers);
        return;
    }
    const bool isTooLarge = answers.error().status == kTooLarge;
    if (isTooLarge && lines.size() == 1) {
        refuse(lines.first(), answers.error());
    } else if (isTooLarge) { // this broker takes smaller bodies than others
        const qsizetype half = lines.size() / 2;
        send(lines.first(half));
        if (!m_end)
            send(lines.sliced(half));
    } else {
        m_end = answers.error();
    }
}

QList<wire::NewTask> LineIntake::tasksFrom(const QList<Line> &lines) const
{
    QList<wire::NewTask> tasks;
    for (const Line &line : lines) {
        wire::NewTask task = m_pattern;
        task.id = idOfLine(m_first, line.number);
        task.payload = line.payload;
        tasks.append(task);
    }
    return tasks;
}

void LineIntake::tell(const QList<Line> &lines, const Answers &answers)
{
    const auto exact = m_errand.wantsJson() ? exactTasks(m_errand.broker.text()) : QList<QByteArray>();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto &[task, isNew] = answers.at(i);
        if (!task) {
            refuse(lines.at(i), BrokerLine::troubleFrom(task.error()));
            continue;
        }
        ++(isNew ? m_new : m_known);
        if (m_errand.wantsJson())
            m_errand.out.printJson(exact.value(i));
        else
            m_errand.out.printLine(task->id);
    }
}

void LineIntake::refuse(const Line &line, const Trouble &why)
{
    ++m_refused;
    if (m_end)
        return; // it has the same reason
    m_errand.out.note(u"line %1: %2"_s.arg(line.number).arg(why.message));
    // The broker minds an option, then, and that is the same in all lines.
    if (why.status == kInvalidArgument)
        m_end = Trouble {.code = ExitCode::Refused, .message = u"No other line would be taken either."_s};
}

ExitCode LineIntake::finish()
{
    const QString first = m_first.toString(QUuid::WithoutBraces);
    if (m_end)
        m_errand.out.complain(*m_end);
    m_errand.out.note(u"%1 enqueued, %2 there already, %3 refused."_s.arg(m_new).arg(m_known).arg(m_refused));
    if (!m_end && m_refused == 0)
        return ExitCode::Fine;
    m_errand.out.note(u"Once that is mended, the same lines with --id %1 enqueue nothing twice."_s.arg(first));
    return m_end ? m_end->code : ExitCode::Refused;
}

} // namespace conduit::cli
