// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/router.h"

#include "broker/http/request_reader.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

bool isVariable(const QByteArray &piece) { return piece.startsWith('{'); }

/// Sorts literal pieces before variable ones, place by place.
bool isMoreLiteral(const QByteArrayList &a, const QByteArrayList &b)
{
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const QByteArray &x, const QByteArray &y) {
        return !isVariable(x) && isVariable(y);
    });
}

} // namespace

QByteArray nameOf(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Options:
        return "OPTIONS";
    }
    Q_UNREACHABLE();
}

Router::Pieces Router::piecesOf(QByteArrayView path)
{
    Pieces pieces;
    // The first one lies before the first slash.
    for (qsizetype slash = path.indexOf('/'); slash >= 0;) {
        const qsizetype next = path.indexOf('/', slash + 1);
        pieces.append(next < 0 ? path.sliced(slash + 1) : path.sliced(slash + 1, next - slash - 1));
        slash = next;
    }
    if (!pieces.isEmpty() && pieces.last().isEmpty())
        pieces.removeLast();
    return pieces;
}

bool Router::fits(const QByteArrayList &pattern, const Pieces &pieces)
{
    return std::equal(
        pattern.begin(), pattern.end(), pieces.begin(), pieces.end(),
        [](const QByteArray &wanted, QByteArrayView given) { return isVariable(wanted) ? !given.isEmpty() : wanted == given; });
}

Router::Router(std::vector<Endpoint> endpoints) : m_endpoints(std::move(endpoints))
{
    for (const Endpoint &endpoint : m_endpoints) {
        QByteArrayList pieces;
        for (const QByteArrayView piece : piecesOf(endpoint.pattern))
            pieces.append(piece.toByteArray());
        auto path = std::find_if(m_paths.begin(), m_paths.end(), [&](const Path &known) { return known.pieces == pieces; });
        if (path == m_paths.end())
            path = m_paths.insert(m_paths.end(), Path {pieces, {}});
        path->endpoints.push_back(&endpoint);
    }
    std::stable_sort(m_paths.begin(), m_paths.end(),
                     [](const Path &a, const Path &b) { return isMoreLiteral(a.pieces, b.pieces); });
}

const Router::Path *Router::find(const Pieces &pieces) const
{
    const auto path =
        std::find_if(m_paths.begin(), m_paths.end(), [&](const Path &known) { return fits(known.pieces, pieces); });
    return path == m_paths.end() ? nullptr : &*path;
}

conduit::Result<Router::Match, Router::Refusal> Router::match(Method method, const QByteArray &path) const
{
    const Pieces pieces = piecesOf(path);
    const Path *found = find(pieces);
    if (!found)
        return Refusal {{ErrorCode::NotFound, u"There is nothing at this path."_s}, {}, false};

    QByteArrayList allowed;
    for (const Endpoint *endpoint : found->endpoints) {
        const bool isHeadOfGet = method == Method::Head && endpoint->method == Method::Get && endpoint->isSafe;
        if (endpoint->method == method || isHeadOfGet) {
            Match match {endpoint, {}};
            for (qsizetype i = 0; i < pieces.size(); ++i) {
                if (!isVariable(found->pieces[i]))
                    continue;
                const auto parameter = decoded(pieces[i]);
                if (!parameter)
                    return Refusal {{ErrorCode::InvalidArgument, u"The path is not percent-encoded UTF-8."_s}, {}, false};
                match.parameters.append(*parameter);
            }
            return match;
        }
        allowed.append(nameOf(endpoint->method));
        if (endpoint->method == Method::Get && endpoint->isSafe)
            allowed.append("HEAD");
    }
    allowed.append("OPTIONS");
    const QByteArray list = allowed.join(", ");
    return Refusal {{ErrorCode::MethodNotAllowed, u"This path takes %1."_s.arg(QString::fromLatin1(list))},
                    list,
                    method == Method::Options};
}

} // namespace conduit::broker
