// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QUuid>

#include <cstdint>
#include <optional>
#include <utility>

namespace conduit::broker {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

/// Names one answer that somebody waits for: a slot on a connection. Never used twice.
using Ticket = quint64;

/// One admitted request: whole, framed, within the limits, allowed to be here. A value, so that it may cross threads.
struct Request
{
    Method method = Method::Get;
    QByteArray path;  ///< Still percent-encoded, without the query; begins with `/`.
    QByteArray query; ///< Still percent-encoded, without the `?`; empty when there is none.
    QByteArray body;
    QByteArray ifMatch = {};        ///< Empty when there is none.
    QByteArray idempotencyKey = {}; ///< Empty when there is none.
    QByteArray actor = {};          ///< What the client calls itself (Conduit-Actor); the same.
    QByteArray lastEventId = {};    ///< The same.
    QByteArray sentAt = {};         ///< When, by the clock of who sent it (Conduit-Sent-At); the same.
};

/// A task that an answer hands to a worker. When the answer cannot be delivered, the task goes back, uncharged.
struct HandedOut
{
    QUuid task;
    QByteArray leaseToken;
};

struct Answer
{
    int status = 200;
    QByteArray body; ///< JSON text, unless `mediaType` says otherwise; empty for an answer without one (204).
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< Beside Content-Type, Content-Length, Date and Connection.
    QList<HandedOut> handedOut = {};
    QByteArrayView mediaType = "application/json"; ///< Of constant storage.
    bool isStream = false;                         ///< More follows, and the end of the connection ends it.
};

} // namespace conduit::broker
