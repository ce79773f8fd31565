// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/access_policy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

bool isSameText(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool isListed(QByteArrayView word, const QStringList &list)
{
    return list.contains(QLatin1StringView(word), Qt::CaseInsensitive);
}

bool isAddress(int family, QByteArrayView text)
{
    // inet_pton takes the full form only: `127.1` or `0x7f000001` is a name, and names can be rebound.
    std::array<char, INET6_ADDRSTRLEN> terminated {};
    if (text.size() >= std::ssize(terminated))
        return false;
    std::ranges::copy(text, terminated.begin());
    std::array<char, sizeof(in6_addr)> address {};
    return inet_pton(family, terminated.data(), address.data()) == 1;
}

bool isPort(QByteArrayView text)
{
    return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The name or address of a Host header without its port; nothing when the rest is no port.
std::optional<QByteArrayView> withoutPort(QByteArrayView host)
{
    const qsizetype end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
    if (end < 0 || end == host.size())
        return host;
    const QByteArrayView rest = host.sliced(end);
    if (!rest.startsWith(':') || !isPort(rest.sliced(1)))
        return std::nullopt;
    return host.first(end);
}

bool isProbe(QByteArrayView path)
{
    if (path.endsWith('/'))
        path.chop(1);
    return path == "/healthz" || path == "/readyz";
}

bool isJson(QByteArrayView contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    return isSameText((parameters < 0 ? contentType : contentType.first(parameters)).trimmed(), "application/json");
}

bool takesBody(Method method) { return method == Method::Post || method == Method::Put || method == Method::Patch; }

/// A request that answers itself in a page (an image, a form) needs no permission from the browser: so it needs ours.
bool comesFromOtherSite(const AccessHeaders &headers)
{
    return headers.secFetchSite
        && (isSameText(*headers.secFetchSite, "cross-site") || isSameText(*headers.secFetchSite, "same-site"));
}

} // namespace

std::optional<Error> AccessPolicy::refusal(Method method, QByteArrayView path, bool isOldHttp, bool hasBody,
                                           const AccessHeaders &headers) const
{
    if (headers.host ? !allowsHost(*headers.host) : !isOldHttp)
        return Error {ErrorCode::Forbidden,
                      u"The Host header must be an IP address, localhost or a name given with --allowed-host."_s};

    const bool hasAllowedOrigin = headers.origin && allowsOrigin(*headers.origin);
    if (headers.origin && !hasAllowedOrigin)
        return Error {ErrorCode::Forbidden, u"Pages of this Origin may not speak to the broker; see --allowed-origin."_s};
    if (comesFromOtherSite(headers) && !hasAllowedOrigin)
        return Error {ErrorCode::Forbidden,
                      u"A page of another site caused this request (Sec-Fetch-Site); see --allowed-origin."_s};

    // Browsers ask beforehand without credentials, and the answer tells them nothing about the queue.
    if (method == Method::Options && headers.asksPreflight && hasAllowedOrigin)
        return std::nullopt;

    if (!token.isEmpty() && !isProbe(path) && !(headers.authorization && holdsToken(*headers.authorization)))
        return Error {ErrorCode::Unauthorized, u"This broker wants the header Authorization: Bearer TOKEN."_s};

    const bool isLabelled = headers.contentType.has_value();
    const bool wantsJson = hasBody || (isLabelled && takesBody(method));
    if (wantsJson && !(isLabelled && isJson(*headers.contentType)))
        return Error {ErrorCode::UnsupportedMediaType,
                      u"The body must be JSON, with the header Content-Type: application/json."_s};
    return std::nullopt;
}

std::optional<Answer> AccessPolicy::preflightAnswer(Method method, const AccessHeaders &headers) const
{
    if (method != Method::Options || !headers.asksPreflight || !headers.origin)
        return std::nullopt;
    return Answer {
        .status = 204,
        .body = {},
        .headers = {{"Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"},
                    {"Access-Control-Allow-Headers",
                     "Authorization, Conduit-Actor, Conduit-Sent-At, Content-Type, Idempotency-Key, If-Match, Last-Event-ID"},
                    {"Access-Control-Max-Age", "600"}}};
}

bool AccessPolicy::allowsOrigin(QByteArrayView origin) const { return isListed(origin, allowedOrigins); }

bool AccessPolicy::allowsHost(QByteArrayView host) const
{
    const std::optional<QByteArrayView> named = withoutPort(host);
    if (!named || named->isEmpty())
        return false;
    if (named->startsWith('['))
        return isAddress(AF_INET6, named->sliced(1).chopped(1));

    QByteArrayView name = *named;
    if (name.endsWith('.')) // the same name, written out to the root
        name.chop(1);
    return isAddress(AF_INET, name) || isSameText(name, "localhost") || isListed(name, allowedHosts);
}

bool AccessPolicy::holdsToken(QByteArrayView authorization) const
{
    static constexpr QByteArrayView kScheme = "Bearer ";
    if (authorization.size() < kScheme.size() || !isSameText(authorization.first(kScheme.size()), kScheme))
        return false;
    const QByteArrayView given = authorization.sliced(kScheme.size()).trimmed();
    // Every byte is looked at, so that the time of a refusal does not tell how much of a guess was right.
    auto difference = static_cast<quint32>(given.size() != token.size());
    for (qsizetype i = 0; i < given.size(); ++i)
        difference |= static_cast<quint32>(static_cast<uchar>(given[i]) ^ static_cast<uchar>(token[i % token.size()]));
    return difference == 0;
}

} // namespace conduit::broker
