// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace conduit::broker {

/// What a client can act on. `http/http_error.cpp` gives each its status and its word on the wire, by a switch without default.
enum class ErrorCode {
    MalformedJson,
    MalformedRequest,
    InvalidArgument,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotImplemented,
    LeaseLost,
    Duplicate,
    AlreadyEnded,
    IdempotencyKeyReused,
    VersionMoved,
    WrongState,
    PayloadTooLarge,
    UnsupportedMediaType,
    HeadersTooLarge,
    RequestTimeout,
    SchemaMismatch,
    TooManyWaiting,
    TooManyConnections,
    ShuttingDown,
    StorageBusy,
    StorageFull,
    StorageFailed,
};

/// One fault of a payload against its schema.
struct SchemaFault
{
    QString pointer; ///< RFC 6901, relative to the payload; names a missing member itself.
    QString keyword; ///< `required` or `type`.
    QString message;
};

struct Error
{
    ErrorCode code;
    QString message; ///< A sentence that a person can act on. Internal causes go to the log instead.
    QList<SchemaFault> faults = {};
};

} // namespace conduit::broker
