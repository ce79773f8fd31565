// SPDX-License-Identifier: MIT
#include "run_context.h"

#include <conduit/json_text.h>

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kProgressCharactersMax = 256;

QString wordFrom(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return u"debug"_s;
    case LogLevel::Info:
        return u"info"_s;
    case LogLevel::Warning:
        return u"warning"_s;
    case LogLevel::Error:
        break;
    }
    return u"error"_s;
}

bool isJson(const QByteArray &text) { return json::Document::parse(text, json::kPayloadDepthMax).has_value(); }

} // namespace

RunContext::RunContext(const wire::Task &task, RunNotes &notes) : m_task(task), m_notes(notes) { }

void RunContext::reportProgress(double percent, const QString &message, const QByteArray &data) const
{
    // Neither comparison holds for NaN, for which JSON has no text.
    const double shown = percent > 0 ? std::min(percent, 100.0) : 0.0;
    m_notes.setProgress(
        {.percent = shown, .message = message.left(kProgressCharactersMax), .data = isJson(data) ? data : QByteArray()});
}

void RunContext::log(LogLevel level, const QString &message) const { m_notes.addLine(wordFrom(level), message); }

bool RunContext::saveCheckpoint(const QByteArray &json) const
{
    if (json.size() > kCheckpointBytesMax || !isJson(json))
        return false;
    m_notes.setCheckpoint(json);
    return true;
}

} // namespace conduit::worker
