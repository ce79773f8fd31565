// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_error.h"

#include <conduit/json_writer.h>

using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

constexpr int kUnauthorized = 401;
constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;

} // namespace

ErrorForm errorForm(ErrorCode code)
{
    switch (code) {
    case ErrorCode::MalformedJson:
        return {400, "malformed_json"};
    case ErrorCode::MalformedRequest:
        return {400, "malformed_request"};
    case ErrorCode::InvalidArgument:
        return {400, "invalid_argument"};
    case ErrorCode::Unauthorized:
        return {kUnauthorized, "unauthorized"};
    case ErrorCode::Forbidden:
        return {403, "forbidden"};
    case ErrorCode::NotFound:
        return {404, "not_found"};
    case ErrorCode::MethodNotAllowed:
        return {405, "method_not_allowed"};
    case ErrorCode::NotImplemented:
        return {501, "not_implemented"};
    case ErrorCode::LeaseLost:
        return {409, "lease_lost"};
    case ErrorCode::Duplicate:
        return {409, "duplicate"};
    case ErrorCode::AlreadyEnded:
        return {409, "already_ended"};
    case ErrorCode::IdempotencyKeyReused:
        return {409, "idempotency_key_reused"};
    case ErrorCode::WrongState:
        return {409, "wrong_state"};
    case ErrorCode::VersionMoved:
        return {412, "version_moved"};
    case ErrorCode::PayloadTooLarge:
        return {413, "payload_too_large"};
    case ErrorCode::UnsupportedMediaType:
        return {415, "unsupported_media_type"};
    case ErrorCode::HeadersTooLarge:
        return {431, "headers_too_large"};
    case ErrorCode::RequestTimeout:
        return {408, "request_timeout"};
    case ErrorCode::SchemaMismatch:
        return {422, "schema_mismatch"};
    case ErrorCode::TooManyWaiting:
        return {kTooManyRequests, "too_many_waiting"};
    case ErrorCode::TooManyConnections:
        return {kUnavailable, "too_many_connections"};
    case ErrorCode::ShuttingDown:
        return {kUnavailable, "shutting_down"};
    case ErrorCode::StorageBusy:
        return {kUnavailable, "storage_busy"};
    case ErrorCode::StorageFull:
        return {507, "storage_full"};
    case ErrorCode::StorageFailed:
        return {500, "storage_failed"};
    }
    Q_UNREACHABLE();
}

void writeError(json::Writer &out, const Error &error)
{
    const ErrorForm form = errorForm(error.code);
    out.beginObject();
    out.name("code").plain(form.word);
    out.name("message").string(error.message);
    out.name("details").beginArray();
    for (const SchemaFault &fault : error.faults) {
        out.beginObject();
        out.name("pointer").string(fault.pointer);
        out.name("keyword").string(fault.keyword);
        out.name("message").string(fault.message);
        if (fault.span) {
            out.name("position").integer(fault.span->position);
            out.name("length").integer(fault.span->length);
        }
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

Answer errorAnswer(const Error &error)
{
    json::Writer out;
    out.beginObject().name("error");
    writeError(out, error);
    out.endObject();

    Answer answer {.status = errorForm(error.code).status, .body = out.take()};
    if (answer.status == kUnauthorized)
        answer.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (answer.status == kTooManyRequests || answer.status == kUnavailable)
        answer.headers.emplaceBack("Retry-After", "1");
    return answer;
}

} // namespace conduit::broker
