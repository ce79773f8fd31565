// SPDX-License-Identifier: MIT
#include "option_defaults.h"

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kConcurrencyMax = 1'000;
constexpr qsizetype kNameCharactersMax = 200;

/// Neither a line break, which would become a header of its own, nor a space.
bool isToken(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool isBroker(const QUrl &url)
{
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    return url.isValid() && isWeb && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

bool isName(const QString &text)
{
    const auto characters = text.toUcs4();
    return !characters.isEmpty() && characters.size() <= kNameCharactersMax
        && std::all_of(characters.begin(), characters.end(), [](char32_t c) { return QChar::isPrint(c); });
}

QString firstOf(const QStringList &texts)
{
    const auto found = std::find_if(texts.begin(), texts.end(), [](const QString &text) { return !text.isEmpty(); });
    return found == texts.end() ? QString() : *found;
}

/// What keeps a worker from working so; empty when nothing does.
QString faultOf(const WorkerOptions &options, const QStringList &types)
{
    if (types.isEmpty())
        return u"A worker needs a handler: add one to its registry."_s;
    if (!isBroker(options.brokerUrl))
        return u"The broker's address must read like http://127.0.0.1:8080, without a name or password, not \"%1\"."_s.arg(
            options.brokerUrl.toString(QUrl::RemoveUserInfo));
    if (!isToken(options.token))
        return u"The token must be printable ASCII characters without spaces."_s;
    if (!isName(options.name))
        return u"A worker's name must have 1 to %1 printable characters."_s.arg(kNameCharactersMax);
    if (options.concurrency < 1 || options.concurrency > kConcurrencyMax)
        return u"A worker's concurrency must be 1 to %1, not %2."_s.arg(kConcurrencyMax).arg(options.concurrency);
    if (options.lease < 1s || options.lease > 24h)
        return u"A worker's lease must be a second to a day."_s;
    if (options.grace < 0s || options.grace > 1h)
        return u"A worker's grace must be at most an hour."_s;
    for (const QString &type : options.types) {
        if (!types.contains(type))
            return u"There is no handler for the type \"%1\"; there are handlers for %2."_s.arg(type, types.join(u", "_s));
    }
    return {};
}

} // namespace

Result<WorkerOptions, QString> completed(WorkerOptions options, const QStringList &types, const Place &place)
{
    const auto said = [&place](const QString &variable) { return place.environment.value(variable).trimmed(); };
    if (options.brokerUrl.isEmpty())
        options.brokerUrl = QUrl(firstOf({said(u"CONDUIT_URL"_s), said(u"BROKER_URL"_s), u"http://127.0.0.1:8080"_s}));
    if (options.token.isEmpty())
        options.token = said(u"CONDUIT_TOKEN"_s).toUtf8();
    if (options.name.isEmpty())
        options.name = firstOf({said(u"WORKER_NAME"_s), place.name});
    if (options.concurrency == 0)
        options.concurrency = std::clamp(place.cores, 1, kConcurrencyMax);
    if (options.types.isEmpty())
        options.types = types;
    if (const QString fault = faultOf(options, types); !fault.isEmpty())
        return fault;
    return options;
}

} // namespace conduit::worker
