// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/renewal_reader.h"

#include <limits>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

// Kept with the task, so it stays small.
constexpr double kPercentMax = 100;
constexpr qsizetype kProgressMessageCharactersMax = 256;
constexpr qsizetype kProgressDataBytesMax = 16 * 1024;
/// Stored in one go, so that a heartbeat cannot hold up others.
constexpr qsizetype kLinesPerHeartbeatMax = 2'000;
constexpr qsizetype kLevelCharactersMax = 20;

Status checkProgress(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"progress must be an object with percent, message and data."_s};
    ObjectReader read(value);
    if (const auto given = read.value(u"percent")) {
        const auto percent = given->toNumber();
        if (!percent || *percent < 0 || *percent > kPercentMax)
            read.refuse(u"percent of progress must be a number from 0 to 100."_s);
    }
    (void)read.string(u"message", kProgressMessageCharactersMax);
    const auto data = read.value(u"data");
    if (data && data->text().size() > kProgressDataBytesMax)
        read.refuse(u"data of progress takes at most %1 bytes."_s.arg(kProgressDataBytesMax));
    return read.finish();
}

Result<LogLine> lineFrom(const json::Value &value, Moment now)
{
    if (value.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"Each line of log must be an object with level, message and time."_s};
    ObjectReader read(value);
    LogLine line;
    if (const auto word = read.string(u"level", kLevelCharactersMax)) {
        const auto level = logLevelFromWord(*word);
        if (!level)
            read.refuse(u"level of a line takes debug, info, warning and error."_s);
        line.level = level.value_or(LogLevel::Info);
    }
    line.time = read.moment(u"time").value_or(now);
    const auto message = read.string(u"message", std::numeric_limits<qsizetype>::max());
    if (!message)
        read.refuse(u"Each line of log needs a message."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    line.message = message->left(kLogMessageCharactersMax);
    return line;
}

} // namespace

std::optional<QByteArray> readProgress(ObjectReader &read)
{
    const auto progress = read.value(u"progress");
    if (!progress)
        return std::nullopt;
    if (const Status checked = checkProgress(*progress); !checked)
        read.refuse(checked.error().message);
    return progress->text();
}

std::vector<LogLine> readLog(ObjectReader &read, Moment now)
{
    const auto log = read.value(u"log");
    if (!log)
        return {};
    const auto elements = log->elements();
    if (log->kind() != json::Kind::Array || elements.size() > kLinesPerHeartbeatMax) {
        read.refuse(u"log must be an array of at most %1 lines."_s.arg(kLinesPerHeartbeatMax));
        return {};
    }
    std::vector<LogLine> lines;
    for (const json::Value &element : elements) {
        auto line = lineFrom(element, now);
        if (!line) {
            read.refuse(line.error().message);
            return {};
        }
        lines.push_back(*std::move(line));
    }
    return lines;
}

} // namespace conduit::broker
