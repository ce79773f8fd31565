// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handler.h"

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

} // namespace

void TaskContext::reportProgress(double percent, const QString &message) const
{
    // Neither comparison holds for NaN, for which JSON has no text.
    const double shown = percent > 0 ? std::min(percent, 100.0) : 0.0;
    m_notes.setProgress({.percent = shown, .message = message.left(kProgressCharactersMax)});
}

void TaskContext::log(LogLevel level, const QString &message) const { m_notes.addLine(wordFrom(level), message); }

bool TaskContext::saveCheckpoint(const QByteArray &json) const
{
    if (json.size() > kCheckpointBytesMax || !json::Document::parse(json, json::kPayloadDepthMax))
        return false;
    m_notes.setCheckpoint(json);
    return true;
}

} // namespace conduit::worker
