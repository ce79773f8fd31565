// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>

#include "list_paths.h"
#include "wire_reader.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <chrono>
#include <memory>
#include <utility>

/// How the client asks and how it reads what comes back: for its own sources, which are as many as there are nouns.
namespace conduit::client {

inline constexpr std::chrono::milliseconds kTimeout {15'000};
/// A payload of 72 levels and a list of tasks around it.
inline constexpr int kAnswerDepthMax = json::kOutputDepthMax + json::kEnvelopeDepthMax;

inline std::chrono::milliseconds timeoutBeyond(wire::Seconds wait)
{
    return kTimeout + std::chrono::duration_cast<std::chrono::milliseconds>(wait);
}

inline Failure unreadable(const Reply &reply, const QString &what)
{
    Failure failure;
    failure.status = reply.status;
    failure.message = QStringLiteral("The broker's answer cannot be understood: %1.").arg(what);
    return failure;
}

/// What the reply says, by way of `read`, which takes the parsed body.
template<typename T, typename Read>
Result<T> outcomeOf(Reply reply, const Read &read)
{
    if (reply.status == 0) {
        Failure failure;
        failure.code = reply.isTimeout ? QStringLiteral("timeout") : QStringLiteral("unreachable");
        failure.message = reply.failure;
        return failure;
    }
    if (reply.status < 200 || reply.status > 299)
        return failureFrom(reply);
    // 204 has no body; it reads as null, which each reading takes or refuses.
    if (reply.body.isEmpty())
        reply.body = "null";
    const auto document = json::Document::parse(std::move(reply.body), kAnswerDepthMax); // which needs no copy of its own then
    if (!document)
        return unreadable(reply, document.error().message);
    const Reading<T> value = read(document->root());
    if (!value)
        return unreadable(reply, value.error().what);
    return *value;
}

/// Reads a reply on another thread, and hands it to `then` on the client's unless one of the two is gone by then.
template<typename T, typename Read>
void readAside(const Reply &reply, const Read &read, QObject *client, const QPointer<QObject> &guard, const Then<T> &then)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    auto *watcher = new QFutureWatcher<Result<T>>(client);
    QObject::connect(watcher, &QFutureWatcherBase::finished, client, [watcher, guard, then] {
        watcher->deleteLater();
        if (guard)
            then(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, reply, read]() mutable {
        promise->start();
        promise->addResult(outcomeOf<T>(std::move(reply), read));
        promise->finish();
    });
}

inline QByteArray taskPath(const QString &id, const char *rest = "") { return "/task/" + pathPiece(id) + rest; }

inline Call get(const QByteArray &path, std::chrono::milliseconds timeout = kTimeout)
{
    return {.method = "GET", .path = path, .timeout = timeout};
}

inline Call post(const QByteArray &path, const QByteArray &body, std::chrono::milliseconds timeout = kTimeout)
{
    return {.method = "POST", .path = path, .body = body, .timeout = timeout};
}

/// Of an answer that says no more than that it is done.
inline Reading<Unit> nothingFrom(const json::Value &) { return Unit(); }

template<typename T, typename Read>
Transport::CallId Client::call(const Call &call, QObject *context, const Then<T> &then, Read read)
{
    Q_ASSERT_X(context, "Client", "a context says how long the answer is wanted");
    Call timed = call;
    timed.timeout += m_timeout - kTimeout;
    timed.actor = m_actor;
    return m_transport.send(
        timed, [self = QPointer(this), guard = QPointer(context), then, read = std::move(read)](const Reply &reply) {
            if (self)
                self->noteReachable(reply.status != 0, reply.failure);
            if (self && reply.sentAt.isValid())
                Q_EMIT self->timeTold(reply.sentAt);
            if (!self || !guard)
                return;
            if (reply.body.size() > self->m_bytesReadHere)
                readAside(reply, read, self, guard, then);
            else
                then(outcomeOf<T>(reply, read));
        });
}

} // namespace conduit::client
