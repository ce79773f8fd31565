// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <chrono>

namespace conduit::broker {

/// What one client may cost. Each is a setting; docs/operations.md lists them with flag and status code.
struct HttpLimits
{
    qint64 headerBytesMax = 32 * 1024;     ///< Request line and headers; more is 431.
    qint64 bodyBytesMax = 8 * 1024 * 1024; ///< More is 413.
    int connectionsMax = 10'000;           ///< More are told 503 and closed.
    int eventStreamsMax = 100;             ///< Clients that listen to events; more are 429.
    int pipelinedMax = 64;                 ///< Unanswered requests of one connection; the socket is not read beyond them.
    qint64 answerBacklogBytesMax = 32 * 1024 * 1024; ///< Unsent answer bytes of one connection; more closes it.
    std::chrono::milliseconds headerTime {15'000};   ///< From the first byte of a request to the end of its headers; then 408.
    std::chrono::milliseconds bodyTime {60'000};     ///< From the end of the headers to the end of the body; then 408.
    std::chrono::milliseconds idleTime {120'000};    ///< A connection with nothing open is closed after this.
};

} // namespace conduit::broker
