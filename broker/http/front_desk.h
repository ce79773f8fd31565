// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/access_policy.h"
#include "broker/http/answer_writer.h"
#include "broker/http/connection_table.h"
#include "broker/http/http_limits.h"

#include <QByteArray>

#include <array>

namespace conduit::broker {

class RequestReceiver;

/// What the connections of one front share.
struct FrontDesk
{
    RequestReceiver &receiver;
    const HttpLimits limits;
    const AccessPolicy policy;
    AnswerWriter writer;
    ConnectionTable connections {};
    /// The connection whose request is being shown to Qt, until the server's handleRequest takes it.
    Connection *admitted = nullptr;
    bool logsRequests = false;               ///< A line for each that was answered.
    bool isStopping = false;                 ///< Connections close after their last answer.
    bool isEnding = false;                   ///< The front is being destroyed; nobody hears of it any more.
    QByteArray shown {};                     ///< Where requests are put together for Qt; kept for its capacity.
    QByteArray outgoing {};                  ///< Where answers are put together; the same.
    std::array<char, 16 * 1024> incoming {}; ///< What is read at a time.
};

} // namespace conduit::broker
