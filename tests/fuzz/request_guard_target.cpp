// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/access_policy.h"
#include "broker/http/request_guard.h"
#include "tests/fuzz/fuzz_target.h"

#include <QList>

#include <algorithm>

namespace conduit::test {

namespace {

using namespace broker;

/// All that the rest of the broker learns of a request.
struct Verdict
{
    std::optional<ErrorCode> fault;
    std::optional<ErrorCode> refusal;
    Method method = Method::Get;
    QByteArray path;
    QByteArray query;
    QByteArray body;
    qsizetype end = 0; ///< Where in the stream the request ends.
    bool hasBody = false;
    bool closes = false;
    bool expectsContinue = false;
    bool operator==(const Verdict &) const = default;
};

const HttpLimits kLimits {.headerBytesMax = 300, .bodyBytesMax = 2000};

const AccessPolicy &policy()
{
    static const AccessPolicy policy {
        "secret", {QStringLiteral("broker.example.org")}, {QStringLiteral("https://example.org")}};
    return policy;
}

Verdict verdictOf(RequestGuard &guard, qsizetype end)
{
    const RequestHead &head = guard.head();
    const auto refusal = policy().refusal(head.method, head.path, head.isOldHttp, head.hasBody(), head.access);
    return {.fault = {},
            .refusal = refusal ? std::optional(refusal->code) : std::nullopt,
            .method = head.method,
            .path = head.path.toByteArray(),
            .query = head.query.toByteArray(),
            .body = guard.moveBody(),
            .end = end,
            .hasBody = head.hasBody(),
            .closes = head.closes,
            .expectsContinue = head.expectsContinue};
}

void requireSoundHead(const RequestHead &head)
{
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7f; };
    require(std::ranges::all_of(head.path, isVisible) && std::ranges::all_of(head.query, isVisible),
            "a target has neither blanks nor control characters");
    require(head.path.startsWith('/') || (head.path == "*" && head.method == Method::Options),
            "a path begins with a slash, or is the whole server");
    require(head.contentLength >= 0 && head.contentLength <= kLimits.bodyBytesMax, "no body is longer than is allowed");
    require(!(head.isChunked && head.contentLength > 0), "a body is framed one way");
    require(head.access.host || head.isOldHttp, "a request of today names its host");
    const auto refusal = policy().refusal(head.method, head.path, head.isOldHttp, head.hasBody(), head.access);
    const bool isOpen = head.path.startsWith("/healthz") || head.path.startsWith("/readyz") || head.access.asksPreflight;
    require(refusal || isOpen || (head.access.authorization && head.access.authorization->endsWith("secret")),
            "nobody comes in without the token");
}

/// What a guard makes of `stream` when it comes in pieces of at most `pieceMax` bytes, until something is refused.
QList<Verdict> verdicts(QByteArrayView stream, qsizetype pieceMax)
{
    RequestGuard guard(kLimits);
    QList<Verdict> all;
    for (qsizetype at = 0; at < stream.size();) {
        const QByteArrayView piece = stream.sliced(at, std::min(pieceMax, stream.size() - at));
        const auto taken = guard.take(piece);
        if (!taken) {
            Verdict verdict;
            verdict.fault = taken.error().code;
            all.append(verdict);
            return all;
        }
        require(*taken > 0 && *taken <= piece.size(), "a guard that refuses nothing goes on");
        at += *taken;
        if (guard.stage() != RequestGuard::Stage::Whole)
            continue;
        requireSoundHead(guard.head());
        const QByteArrayView line = guard.requestLine();
        require(line.endsWith("\r\n") && line.count('\n') == 1, "a request line is one line");
        all.append(verdictOf(guard, at));
        const Verdict &verdict = all.constLast();
        require(verdict.hasBody || verdict.body.isEmpty(), "a body is announced");
        require(verdict.body.size() <= kLimits.bodyBytesMax, "no body is longer than is allowed");
        guard.reset();
        require(guard.isIdle(), "after a request the guard waits for the next one");
    }
    return all;
}

} // namespace

/// The first byte says how the stream is cut, the rest is the stream.
void tryInput(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const QByteArrayView stream = input.sliced(1);
    const auto whole = verdicts(stream, stream.size());
    require(whole == verdicts(stream, 1 + static_cast<uchar>(input.front()) % 32), "the verdict does not depend on the cuts");
    require(whole == verdicts(stream, 1), "the verdict does not depend on the cuts, not even byte by byte");
}

} // namespace conduit::test
