// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"
#include "broker/http/http_message.h"

#include <QByteArrayView>

namespace conduit::json {
class Writer;
}

namespace conduit::broker {

/// What an ErrorCode is called on the wire.
struct ErrorForm
{
    int status;
    QByteArrayView word;
};

/// The only place where a code gets its status and its word.
[[nodiscard]] ErrorForm errorForm(ErrorCode code);

/// Writes `{"code", "message", "details"}`, as it also stands beside an id in the answers of batches.
void writeError(json::Writer &out, const Error &error);

/// The whole answer of a refused request, with the headers that the status asks for (Retry-After, WWW-Authenticate).
[[nodiscard]] Answer errorAnswer(const Error &error);

} // namespace conduit::broker
