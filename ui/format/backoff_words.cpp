// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/backoff_words.h"

#include "ui/format/times.h"
#include "ui/models/json_members.h"

#include <conduit/json_writer.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRestsShown = 4;
constexpr double kUsualCap = 21'600;
constexpr double kUsualTimeLimit = 1'800;

/// A few whole seconds as such; durationText() would add a tenth.
QString secondsText(double seconds)
{
    if (seconds < 60 && seconds == std::floor(seconds))
        return QString::number(seconds) + u" s"_s;
    return durationText(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

/// What a broker takes for what is not said: docs/task-lifecycle.md, Retries.
double restAfter(const wire::Backoff &backoff, int attempt)
{
    const auto base = backoff.base.value_or(wire::Seconds(1)).count();
    if (backoff.kind == u"list")
        return backoff.delays[std::min<qsizetype>(attempt, backoff.delays.size()) - 1].count();
    if (backoff.kind == u"polynomial")
        return base * std::pow(attempt, backoff.factor.value_or(4));
    if (backoff.kind == u"exponential")
        return base * std::pow(backoff.factor.value_or(2), attempt - 1);
    return base;
}

/// What a broker takes for granted: docs/task-lifecycle.md, Retries and Stopping.
bool isUsual(const wire::Backoff &backoff)
{
    return backoff.kind == u"polynomial" && backoff.base.value_or(wire::Seconds(1)).count() == 1
        && backoff.factor.value_or(4) == 4 && backoff.cap.value_or(wire::Seconds(kUsualCap)).count() == kUsualCap;
}

QString timeLimitText(wire::Seconds limit)
{
    if (limit.count() == kUsualTimeLimit)
        return {};
    return limit.count() > 0 ? secondsText(limit.count()) : QCoreApplication::translate("backoff", "none");
}

} // namespace

QByteArray backoffJson(const wire::Backoff &backoff)
{
    json::Writer json;
    json.beginObject().name("kind").string(backoff.kind);
    if (backoff.base)
        json.name("base").number(backoff.base->count());
    if (backoff.factor)
        json.name("factor").number(*backoff.factor);
    if (backoff.cap)
        json.name("cap").number(backoff.cap->count());
    if (!backoff.delays.isEmpty()) {
        json.name("delays").beginArray();
        for (const auto delay : backoff.delays)
            json.number(delay.count());
        json.endArray();
    }
    if (backoff.jitter)
        json.name("jitter").number(*backoff.jitter);
    return json.endObject().take();
}

QString restsText(const wire::Backoff &backoff)
{
    const bool isList = backoff.kind == u"list";
    if (backoff.kind == u"fixed" || (isList && backoff.delays.isEmpty()))
        return QCoreApplication::translate("backoff", "%1 each time")
            .arg(secondsText(restAfter({.kind = u"fixed"_s, .base = backoff.base}, 1)));
    const auto cap = backoff.cap.value_or(wire::Seconds(kUsualCap)).count();
    const auto shown = isList ? static_cast<int>(std::min<qsizetype>(backoff.delays.size(), kRestsShown)) : kRestsShown;
    QStringList rests;
    for (int attempt = 1; attempt <= shown; ++attempt)
        rests.append(secondsText(isList ? restAfter(backoff, attempt) : std::min(restAfter(backoff, attempt), cap)));
    if (!isList)
        return QCoreApplication::translate("backoff", "%1, …, at most %2").arg(rests.join(u", "_s), secondsText(cap));
    return backoff.delays.size() > shown ? QCoreApplication::translate("backoff", "%1, …, then %2")
                                               .arg(rests.join(u", "_s), secondsText(backoff.delays.last().count()))
                                         : rests.join(u", "_s);
}

OptionTexts optionTexts(const wire::Task &task)
{
    OptionTexts texts;
    if (task.timeout)
        texts.timeLimit = timeLimitText(*task.timeout);
    if (task.backoff && !isUsual(*task.backoff))
        texts.rests = restsText(*task.backoff);
    if (task.retryFor)
        texts.triedFor = secondsText(task.retryFor->count());
    const auto members = membersOf(task.meta.isEmpty() ? QByteArrayView("{}") : QByteArrayView(task.meta));
    const bool isOriginalAlone = members && members->size() == 1 && members->first().name == u"copied_from";
    if (members && !members->isEmpty() && !isOriginalAlone)
        texts.meta = QString::fromUtf8(task.meta);
    return texts;
}

} // namespace conduit::ui
