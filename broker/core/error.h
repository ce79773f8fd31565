// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

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

/// Storage did not take or tell something: the whole turn fails, and what it was asked for may go well later.
[[nodiscard]] constexpr bool isStorageTrouble(ErrorCode code)
{
    return code == ErrorCode::StorageBusy || code == ErrorCode::StorageFull || code == ErrorCode::StorageFailed;
}

/// A piece of a text, in UTF-16 units from 0.
struct TextSpan
{
    qsizetype position = 0;
    qsizetype length = 0;
};

/// One fault of a payload against its schema, or of a filter against its language.
struct SchemaFault
{
    QString pointer; ///< RFC 6901, relative to the payload; names a missing member itself. Of a filter: the parameter, `q`.
    QString keyword; ///< `required` or `type`; `syntax` of a filter.
    QString message;
    std::optional<TextSpan> span = {}; ///< Where it is, of a filter.
};

struct Error
{
    ErrorCode code;
    QString message; ///< A sentence that a person can act on. Internal causes go to the log instead.
    QList<SchemaFault> faults = {};
};

} // namespace conduit::broker
