// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/endpoint.h"

#include <conduit/result.h>

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace conduit::bench {

template<typename T>
using Result = conduit::Result<T, QString>;

/// Views into the connection that received it; valid until the next request is sent there.
struct Answer
{
    int status = 0;
    std::string_view body;
};

/// One kept HTTP/1.1 connection, written for speed: it reads a status, a Content-Length and the body, and trusts the rest.
/// Belongs to one thread at a time.
class HttpConnection
{
public:
    static Result<HttpConnection> open(const Endpoint &endpoint);
    ~HttpConnection();
    HttpConnection(HttpConnection &&other) noexcept;
    HttpConnection &operator=(HttpConnection &&) = delete;

    /// Sends `request` and waits for its answer.
    Result<Answer> call(std::string_view request);

    // The halves of call(), for one thread with many connections.
    [[nodiscard]] int descriptor() const { return m_socket; }
    Result<Unit> send(std::string_view request);
    /// Reads once what has come, waiting when nothing has. True when the answer is whole.
    Result<bool> receive();
    [[nodiscard]] Answer answer() const;

private:
    explicit HttpConnection(int socket);
    bool readHead();

    int m_socket;
    std::vector<char> m_buffer;
    std::size_t m_filled = 0;
    std::size_t m_bodyStart = 0; ///< 0: the head is not complete yet.
    std::size_t m_bodySize = 0;
    int m_status = 0;
};

/// What is said on many connections at once, one request in flight on each.
struct Dialogue
{
    /// The next request of a connection; empty: this connection has no more. The bytes must stay until its answer.
    std::function<std::string_view(std::size_t connection)> request;
    /// Returns the reason to stop, empty to go on.
    std::function<QString(std::size_t connection, const Answer &answer)> answered;
};

/// Holds the dialogue on `connections` until each has no more to say.
Result<Unit> converse(std::vector<HttpConnection> &connections, const Dialogue &dialogue);

Result<std::vector<HttpConnection>> openConnections(const Endpoint &endpoint, std::size_t count);

/// "503: {the body's beginning}", for people.
[[nodiscard]] QString describe(const Answer &answer);

} // namespace conduit::bench
