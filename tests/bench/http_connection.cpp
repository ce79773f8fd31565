// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/http_connection.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kBufferBytesMin = 16 * 1024;
/// Generous: the slowest request is a parked claim of 20 s.
constexpr timeval kPatience {60, 0};

QString systemFault(QLatin1StringView what) { return what + u": "_s + QString::fromLocal8Bit(std::strerror(errno)); }

/// Sets the fields as some proxy may spell them, `Content-Length` or `content-length`.
std::size_t contentLength(std::string_view head)
{
    constexpr std::string_view kName = "\r\ncontent-length:";
    for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
        if (head.size() - line <= kName.size() || ::strncasecmp(head.data() + line, kName.data(), kName.size()) != 0)
            continue;
        const std::size_t digits = head.find_first_not_of(' ', line + kName.size());
        std::size_t value = 0;
        std::from_chars(head.data() + digits, head.data() + head.size(), value);
        return value;
    }
    return 0;
}

/// An epoll set that watches every connection for bytes.
class Watch
{
public:
    explicit Watch(const std::vector<HttpConnection> &connections) : m_set(::epoll_create1(EPOLL_CLOEXEC))
    {
        for (std::size_t i = 0; i < connections.size(); ++i) {
            epoll_event event {EPOLLIN, {}};
            event.data.u64 = i;
            ::epoll_ctl(m_set, EPOLL_CTL_ADD, connections[i].descriptor(), &event);
        }
    }
    ~Watch() { ::close(m_set); }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    /// The connections with something to read; empty after the patience.
    [[nodiscard]] std::size_t wait(std::array<epoll_event, 64> &ready) const
    {
        int count = 0;
        do {
            count =
                ::epoll_wait(m_set, ready.data(), static_cast<int>(ready.size()), static_cast<int>(kPatience.tv_sec) * 1000);
        } while (count < 0 && errno == EINTR);
        return static_cast<std::size_t>(std::max(count, 0));
    }

private:
    int m_set;
};

} // namespace

Result<HttpConnection> HttpConnection::open(const Endpoint &endpoint)
{
    HttpConnection connection(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    if (::inet_pton(AF_INET, endpoint.host.c_str(), &address.sin_addr) != 1)
        return u"not an IPv4 address: "_s + QString::fromStdString(endpoint.host);
    if (::connect(connection.m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return systemFault("cannot connect to the broker"_L1);
    const int on = 1;
    ::setsockopt(connection.m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(connection.m_socket, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(connection.m_socket, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    return connection;
}

HttpConnection::HttpConnection(int socket) : m_socket(socket), m_buffer(kBufferBytesMin) { }

HttpConnection::~HttpConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

HttpConnection::HttpConnection(HttpConnection &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1)),
      m_buffer(std::move(other.m_buffer)),
      m_filled(other.m_filled),
      m_bodyStart(other.m_bodyStart),
      m_bodySize(other.m_bodySize),
      m_status(other.m_status)
{
}

Result<Answer> HttpConnection::call(std::string_view request)
{
    if (const auto sent = send(request); !sent)
        return sent.error();
    for (;;) {
        const auto whole = receive();
        if (!whole)
            return whole.error();
        if (*whole)
            return answer();
    }
}

Result<Unit> HttpConnection::send(std::string_view request)
{
    m_filled = m_bodyStart = m_bodySize = 0;
    while (!request.empty()) {
        const auto sent = ::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return systemFault("cannot send"_L1);
        if (sent > 0)
            request.remove_prefix(static_cast<std::size_t>(sent));
    }
    return Unit {};
}

Result<bool> HttpConnection::receive()
{
    if (m_filled == m_buffer.size())
        m_buffer.resize(m_buffer.size() * 2);
    const auto size = ::recv(m_socket, m_buffer.data() + m_filled, m_buffer.size() - m_filled, 0);
    if (size == 0)
        return u"the broker closed the connection"_s;
    if (size < 0)
        return errno == EINTR ? Result<bool>(false) : Result<bool>(systemFault("no answer"_L1));
    m_filled += static_cast<std::size_t>(size);
    return (m_bodyStart > 0 || readHead()) && m_filled >= m_bodyStart + m_bodySize;
}

bool HttpConnection::readHead()
{
    const std::string_view received(m_buffer.data(), m_filled);
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return false;
    constexpr std::size_t kStatusAt = std::string_view("HTTP/1.1 ").size();
    std::from_chars(m_buffer.data() + kStatusAt, m_buffer.data() + kStatusAt + 3, m_status);
    m_bodyStart = end + 4;
    m_bodySize = contentLength(received.substr(0, end));
    return true;
}

Answer HttpConnection::answer() const { return {m_status, {m_buffer.data() + m_bodyStart, m_bodySize}}; }

Result<Unit> converse(std::vector<HttpConnection> &connections, const Dialogue &dialogue)
{
    std::size_t open = 0;
    const auto ask = [&](std::size_t i) -> Result<Unit> {
        const std::string_view request = dialogue.request(i);
        if (request.empty())
            return Unit {};
        ++open;
        return connections[i].send(request);
    };
    for (std::size_t i = 0; i < connections.size(); ++i) {
        if (const auto asked = ask(i); !asked)
            return asked.error();
    }
    const Watch watch(connections);
    std::array<epoll_event, 64> ready;
    while (open > 0) {
        const std::size_t count = watch.wait(ready);
        if (count == 0)
            return u"the broker answered nothing for a minute"_s;
        for (std::size_t k = 0; k < count; ++k) {
            const auto i = static_cast<std::size_t>(ready[k].data.u64);
            const auto whole = connections[i].receive();
            if (!whole)
                return whole.error();
            if (!*whole)
                continue;
            --open;
            if (const QString fault = dialogue.answered(i, connections[i].answer()); !fault.isEmpty())
                return fault;
            if (const auto asked = ask(i); !asked)
                return asked.error();
        }
    }
    return Unit {};
}

Result<std::vector<HttpConnection>> openConnections(const Endpoint &endpoint, std::size_t count)
{
    std::vector<HttpConnection> connections;
    for (std::size_t i = 0; i < count; ++i) {
        auto connection = HttpConnection::open(endpoint);
        if (!connection)
            return connection.error();
        connections.push_back(*std::move(connection));
    }
    return connections;
}

QString describe(const Answer &answer)
{
    return QString::number(answer.status) + u": "_s
        + QString::fromUtf8(answer.body.data(), static_cast<qsizetype>(std::min<std::size_t>(answer.body.size(), 300)));
}

} // namespace conduit::bench
