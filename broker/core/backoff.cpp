// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/backoff.h"

#include <conduit/json_writer.h>

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

using Kind = Backoff::Kind;

constexpr std::array kKindWords {
    std::pair {Kind::Polynomial, "polynomial"_L1},
    std::pair {Kind::Exponential, "exponential"_L1},
    std::pair {Kind::Fixed, "fixed"_L1},
    std::pair {Kind::List, "list"_L1},
};

constexpr double kSecondsMin = 0.001;
constexpr double kSecondsMax = std::chrono::duration<double>(Backoff::kDelayMax).count();

QLatin1String wordFrom(Kind kind)
{
    return std::find_if(kKindWords.begin(), kKindWords.end(), [&](const auto &word) { return word.first == kind; })->second;
}

bool grows(Kind kind) { return kind == Kind::Polynomial || kind == Kind::Exponential; }

QStringList membersOf(Kind kind)
{
    if (kind == Kind::List)
        return {u"delays"_s, u"jitter"_s};
    if (kind == Kind::Fixed)
        return {u"base"_s, u"jitter"_s};
    return {u"base"_s, u"factor"_s, u"cap"_s, u"jitter"_s};
}

Error invalid(const QString &message) { return {ErrorCode::InvalidArgument, message}; }

Result<Kind> kindFrom(const json::Value &backoff)
{
    const auto value = backoff.member(u"kind");
    if (!value || value->isNull())
        return Kind::Polynomial;
    const QString word = value->toString().value_or(QString());
    const auto known = std::find_if(kKindWords.begin(), kKindWords.end(), [&](const auto &w) { return w.second == word; });
    if (known == kKindWords.end())
        return invalid(u"backoff.kind must be one of \"polynomial\", \"exponential\", \"fixed\", \"list\"."_s);
    return known->first;
}

Status readNumber(const QString &name, const json::Value &value, double min, double max, double &into)
{
    const auto number = value.toNumber();
    if (!number || *number < min || *number > max)
        return invalid(u"backoff.%1 must be a number from %2 to %3."_s.arg(name).arg(min).arg(max, 0, 'f', -1));
    into = *number;
    return Unit {};
}

Status readSeconds(const QString &name, const json::Value &value, Milliseconds &into)
{
    double seconds = 0;
    if (const Status done = readNumber(name, value, kSecondsMin, kSecondsMax, seconds); !done)
        return done.error();
    into = Milliseconds {std::llround(seconds * 1'000)};
    return Unit {};
}

Status readDelays(const json::Value &value, std::vector<Milliseconds> &into)
{
    const auto elements = value.elements();
    if (value.kind() != json::Kind::Array || elements.isEmpty() || elements.size() > Backoff::kDelaysMax)
        return invalid(u"backoff.delays must be an array of 1 to %1 numbers of seconds."_s.arg(Backoff::kDelaysMax));
    for (const json::Value &element : elements) {
        Milliseconds delay {0};
        if (const Status done = readSeconds(u"delays[%1]"_s.arg(into.size()), element, delay); !done)
            return done.error();
        if (!into.empty() && delay < into.back())
            return invalid(u"backoff.delays must not fall: element %1 is less than the one before it."_s.arg(into.size()));
        into.push_back(delay);
    }
    return Unit {};
}

Status readMember(const QString &name, const json::Value &value, Backoff &into)
{
    if (name == u"base")
        return readSeconds(name, value, into.base);
    if (name == u"cap")
        return readSeconds(name, value, into.cap);
    if (name == u"factor")
        return readNumber(name, value, 1, Backoff::kFactorMax, into.factor);
    if (name == u"jitter")
        return readNumber(name, value, 0, 1, into.jitter);
    return readDelays(value, into.delays);
}

double secondsOf(Milliseconds duration) { return std::chrono::duration<double>(duration).count(); }

/// Whole seconds without an exponent, as people write them.
void writeSeconds(json::Writer &out, Milliseconds duration)
{
    if (duration % std::chrono::seconds {1} == Milliseconds::zero())
        out.integer(duration / std::chrono::seconds {1});
    else
        out.number(secondsOf(duration));
}

} // namespace

Milliseconds Backoff::delayAfter(int attemptsMade, double chance) const
{
    const double n = std::max(attemptsMade, 1);
    // As numbers of floating point the powers may well be infinite: the cap is still less.
    double delay = 0;
    switch (kind) {
    case Kind::Polynomial:
        delay = std::min(static_cast<double>(base.count()) * std::pow(n, factor), static_cast<double>(cap.count()));
        break;
    case Kind::Exponential:
        delay = std::min(static_cast<double>(base.count()) * std::pow(factor, n - 1), static_cast<double>(cap.count()));
        break;
    case Kind::Fixed:
        delay = static_cast<double>(base.count());
        break;
    case Kind::List:
        delay = static_cast<double>(delays[std::min(static_cast<std::size_t>(n), delays.size()) - 1].count());
        break;
    }
    return Milliseconds {std::max(1LL, std::llround(delay * (1 + jitter * chance)))};
}

Result<Backoff> Backoff::from(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return invalid(u"backoff must be an object such as {\"kind\": \"exponential\", \"base\": 1, \"cap\": 3600}."_s);
    const auto kind = kindFrom(value);
    if (!kind)
        return kind.error();

    Backoff backoff;
    backoff.kind = *kind;
    if (backoff.kind == Kind::Exponential)
        backoff.factor = kExponentialFactor;
    const QStringList known = membersOf(backoff.kind);
    for (const auto &[name, content] : value.members()) {
        if (name == u"kind")
            continue;
        if (!known.contains(name))
            return invalid(u"backoff.%1 is unknown: a %2 backoff takes kind, %3."_s.arg(name.left(200), wordFrom(backoff.kind),
                                                                                        known.join(u", "_s)));
        if (content.isNull())
            continue;
        if (const Status done = readMember(name, content, backoff); !done)
            return done.error();
    }
    if (backoff.kind == Kind::List && backoff.delays.empty())
        return invalid(u"backoff.delays is missing: a list backoff names its delays in seconds."_s);
    if (grows(backoff.kind) && backoff.base > backoff.cap)
        return invalid(u"backoff.base must not be more than backoff.cap, which is %1 seconds."_s.arg(secondsOf(backoff.cap)));
    return backoff;
}

void Backoff::write(json::Writer &out) const
{
    out.beginObject();
    out.name("kind").plain(wordFrom(kind));
    if (kind == Kind::List) {
        out.name("delays").beginArray();
        for (const Milliseconds delay : delays)
            writeSeconds(out, delay);
        out.endArray();
    } else {
        writeSeconds(out.name("base"), base);
    }
    if (grows(kind)) {
        out.name("factor").number(factor);
        writeSeconds(out.name("cap"), cap);
    }
    out.name("jitter").number(jitter);
    out.endObject();
}

} // namespace conduit::broker
