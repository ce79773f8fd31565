// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_defaults.h"

#include "ui/format/backoff_words.h"
#include "ui/format/times.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString words(const char *text) { return QCoreApplication::translate("TaskDefaults", text); }

std::optional<wire::Seconds> secondsFrom(const json::Value &value)
{
    const auto number = value.toNumber();
    return number ? std::optional(wire::Seconds(*number)) : std::nullopt;
}

std::optional<wire::Backoff> backoffFrom(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return {};
    wire::Backoff backoff;
    const auto number = [&](QStringView name) {
        const auto member = value.member(name);
        return member ? member->toNumber() : std::nullopt;
    };
    if (const auto kind = value.member(u"kind"))
        backoff.kind = kind->toString().value_or(QString());
    if (const auto base = number(u"base"))
        backoff.base = wire::Seconds(*base);
    if (const auto cap = number(u"cap"))
        backoff.cap = wire::Seconds(*cap);
    backoff.factor = number(u"factor");
    backoff.jitter = number(u"jitter");
    if (const auto delays = value.member(u"delays"))
        for (const auto &delay : delays->elements())
            backoff.delays.append(secondsFrom(delay).value_or(wire::Seconds(0)));
    return backoff.kind == u"list" && backoff.delays.isEmpty() ? std::nullopt : std::optional(backoff);
}

QStringList textsFrom(const json::Value &value)
{
    QStringList texts;
    for (const auto &element : value.elements())
        if (const auto text = element.toString())
            texts.append(*text);
    return texts;
}

void write(json::Writer &out, QByteArrayView name, const std::optional<wire::Seconds> &seconds)
{
    if (seconds)
        out.name(name).number(seconds->count());
}

QString inWords(wire::Seconds duration)
{
    return durationText(std::chrono::milliseconds(std::llround(duration.count() * 1'000)));
}

} // namespace

TaskDefaults taskDefaultsFrom(const QByteArray &text)
{
    TaskDefaults defaults;
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    if (!document)
        return defaults;
    for (const auto &[name, value] : document->root().members()) {
        if (value.isNull())
            continue;
        if (name == u"max_attempts")
            defaults.maxAttempts = value.toInteger();
        else if (name == u"backoff")
            defaults.backoff = backoffFrom(value);
        else if (name == u"retry_for")
            defaults.retryFor = secondsFrom(value);
        else if (name == u"timeout")
            defaults.timeout = secondsFrom(value);
        else if (name == u"delivery")
            defaults.isAtMostOnce = value.toString() == u"at_most_once";
        else if (name == u"non_retryable")
            defaults.noRetryFor = textsFrom(value);
        else if (name == u"keep_completed")
            defaults.keepCompleted = secondsFrom(value);
        else if (name == u"keep_dead")
            defaults.keepDead = secondsFrom(value);
        else
            defaults.others.append({name, value.text()});
    }
    return defaults;
}

QByteArray textOf(const TaskDefaults &defaults)
{
    json::Writer out;
    out.beginObject();
    if (defaults.maxAttempts)
        out.name("max_attempts").integer(*defaults.maxAttempts);
    if (defaults.backoff)
        out.name("backoff").raw(backoffJson(*defaults.backoff));
    write(out, "retry_for", defaults.retryFor);
    write(out, "timeout", defaults.timeout);
    if (defaults.isAtMostOnce)
        out.name("delivery").plain(*defaults.isAtMostOnce ? "at_most_once" : "at_least_once");
    if (defaults.noRetryFor) {
        out.name("non_retryable").beginArray();
        for (const auto &text : *defaults.noRetryFor)
            out.string(text);
        out.endArray();
    }
    write(out, "keep_completed", defaults.keepCompleted);
    write(out, "keep_dead", defaults.keepDead);
    for (const auto &[name, value] : defaults.others)
        out.member(name).raw(value);
    return out.endObject().take();
}

TaskDefaults defaultsOver(const TaskDefaults &said, const TaskDefaults &behind)
{
    const auto nearest = [](const auto &near, const auto &far) { return near ? near : far; };
    return {.maxAttempts = nearest(said.maxAttempts, behind.maxAttempts),
            .backoff = nearest(said.backoff, behind.backoff),
            .retryFor = nearest(said.retryFor, behind.retryFor),
            .timeout = nearest(said.timeout, behind.timeout),
            .isAtMostOnce = nearest(said.isAtMostOnce, behind.isAtMostOnce),
            .noRetryFor = nearest(said.noRetryFor, behind.noRetryFor),
            .keepCompleted = nearest(said.keepCompleted, behind.keepCompleted),
            .keepDead = nearest(said.keepDead, behind.keepDead),
            .others = said.others};
}

QString defaultsText(const TaskDefaults &defaults)
{
    QStringList parts;
    if (defaults.maxAttempts)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "attempts: %1")).arg(*defaults.maxAttempts));
    if (defaults.backoff)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "rests %1")).arg(restsText(*defaults.backoff)));
    if (defaults.retryFor)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "tried for %1")).arg(inWords(*defaults.retryFor)));
    if (defaults.timeout)
        parts.append(defaults.timeout->count() > 0
                         ? words(QT_TRANSLATE_NOOP("TaskDefaults", "time limit %1")).arg(inWords(*defaults.timeout))
                         : words(QT_TRANSLATE_NOOP("TaskDefaults", "no time limit")));
    if (defaults.isAtMostOnce)
        parts.append(*defaults.isAtMostOnce ? words(QT_TRANSLATE_NOOP("TaskDefaults", "run at most once"))
                                            : words(QT_TRANSLATE_NOOP("TaskDefaults", "run again after a lost lease")));
    if (defaults.noRetryFor)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "no retry after: %1")).arg(defaults.noRetryFor->join(u", "_s)));
    if (defaults.keepCompleted)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "completed kept %1")).arg(inWords(*defaults.keepCompleted)));
    if (defaults.keepDead)
        parts.append(words(QT_TRANSLATE_NOOP("TaskDefaults", "dead kept %1")).arg(inWords(*defaults.keepDead)));
    return parts.join(u" · "_s);
}

} // namespace conduit::ui
