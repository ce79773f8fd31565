// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/http/api_call.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QVarLengthArray>

#include <variant>
#include <vector>

namespace conduit::broker {

/// One line of the list of endpoints. Which handler it has says on which thread it runs.
struct Endpoint
{
    Method method;
    QByteArray pattern; ///< Pieces in braces are variable: `/task/{id}/result`.
    std::variant<FrontHandler, LaneHandler, ReaderHandler, EventsHandler> handler;
    /// A HEAD runs the handler of GET, unless that would change something or has no end.
    bool isSafe = true;
    /// A request with an Idempotency-Key gets the same answer when it is repeated.
    bool isRemembered = false;
    /// Leaves an entry in the record of what people and programs did, so its handler must know who asks.
    bool isAudited = false;
};

/// Finds endpoints. Pure and immutable once made.
class Router
{
public:
    explicit Router(std::vector<Endpoint> endpoints);
    Q_DISABLE_COPY_MOVE(Router)

    struct Match
    {
        const Endpoint *endpoint = nullptr;
        QStringList parameters;
    };
    struct Refusal
    {
        Error error;
        QByteArray allow;       ///< Of a known path: the methods that it takes, for the Allow header.
        bool isOptions = false; ///< The request asked for nothing but this list.
    };
    /// `path` is split before its pieces are decoded, so that a name may hold a slash; a slash at the end is accepted; literal pieces win
    /// over variable ones.
    [[nodiscard]] conduit::Result<Match, Refusal> match(Method method, const QByteArray &path) const;

    [[nodiscard]] const std::vector<Endpoint> &endpoints() const { return m_endpoints; }

private:
    struct Path
    {
        QByteArrayList pieces;
        std::vector<const Endpoint *> endpoints;
    };
    using Pieces = QVarLengthArray<QByteArrayView, 8>;
    [[nodiscard]] static Pieces piecesOf(QByteArrayView path);
    [[nodiscard]] static bool fits(const QByteArrayList &pattern, const Pieces &pieces);
    [[nodiscard]] const Path *find(const Pieces &pieces) const;

    std::vector<Endpoint> m_endpoints;
    std::vector<Path> m_paths; ///< More literal ones first.
};

[[nodiscard]] QByteArray nameOf(Method method);

} // namespace conduit::broker
