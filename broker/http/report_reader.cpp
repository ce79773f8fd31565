// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/report_reader.h"

#include <limits>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kErrorClassCharactersMax = 200;
/// For texts whose own rule follows; the body's limit bounds them.
constexpr qsizetype kTextReadMax = std::numeric_limits<qsizetype>::max();
constexpr int kResultsMax = 1'000;

Result<WantedReport> reportFrom(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"Each of results must be an object."_s};
    ObjectReader read(value);
    WantedReport wanted;
    wanted.idText = read.string(u"id", 100).value_or(QString());
    wanted.id = taskIdFrom(wanted.idText);
    if (!wanted.id)
        read.refuse(u"Each of results needs the id of its task."_s);
    if (const auto token = read.string(u"lease_token", kTokenCharactersMax))
        wanted.token = token->toLatin1();
    wanted.report = readReport(read);
    if (const Status done = read.finish(); !done)
        return done.error();
    return wanted;
}

} // namespace

AttemptReport readReport(ObjectReader &read)
{
    AttemptReport report;
    const auto output = read.valueOrNull(u"output");
    if (const auto error = read.value(u"error")) {
        report.error = error->toString();
        if (!report.error)
            read.refuse(u"error must be a string or null."_s);
        if (output && !output->isNull())
            read.refuse(u"Give output or error: an attempt either completed or failed."_s);
    }
    report.output = output ? output->text() : QByteArray("null");
    if (!json::isWithinDepth(report.output, json::kOutputDepthMax))
        read.refuse(u"output is nested too deeply: %1 levels are allowed."_s.arg(json::kOutputDepthMax));
    report.noRetry = read.boolean(u"no_retry").value_or(false);
    report.retryIn = read.seconds(u"retry_in", 0, kDelaySecondsMax);
    report.snooze = read.seconds(u"snooze", 0, kDelaySecondsMax);
    if (report.snooze && (report.error || report.retryIn || report.noRetry || (output && !output->isNull())))
        read.refuse(u"snooze stands alone: a snoozed attempt has neither output nor error."_s);
    // Cut like the error itself, never refused: a result must not be lost over a long trace.
    report.errorClass = cutText(read.string(u"error_class", kTextReadMax).value_or(QString()), kErrorClassCharactersMax);
    report.stack = cutText(read.string(u"stack", kTextReadMax).value_or(QString()), kErrorCharactersMax);
    return report;
}

Result<std::vector<WantedReport>> reportsFrom(const json::Value &value)
{
    const auto elements = value.elements();
    if (value.kind() != json::Kind::Array || elements.size() > kResultsMax)
        return Error {ErrorCode::InvalidArgument, u"results must be an array of at most %1 results."_s.arg(kResultsMax)};
    std::vector<WantedReport> reports;
    for (const json::Value &element : elements) {
        auto report = reportFrom(element);
        if (!report)
            return report.error();
        reports.push_back(*std::move(report));
    }
    return reports;
}

} // namespace conduit::broker
