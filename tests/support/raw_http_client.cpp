// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/raw_http_client.h"

#include <QJsonDocument>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace conduit::test {

namespace {

using Clock = std::chrono::steady_clock;

int connectedSocket(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return -1;
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const int cause = errno;
        ::close(socket);
        errno = cause;
        return -1;
    }
    // A test that sends in pieces means pieces.
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

int remaining(Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::max<qint64>(left, 0));
}

bool hasNoBody(int status) { return status / 100 == 1 || status == 204 || status == 304; }

} // namespace

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QJsonObject HttpAnswer::json() const { return QJsonDocument::fromJson(body).object(); }

QJsonArray HttpAnswer::jsonArray() const { return QJsonDocument::fromJson(body).array(); }

QString HttpAnswer::errorCode() const
{
    return json().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

QString HttpAnswer::errorMessage() const
{
    return json().value(QLatin1String("error")).toObject().value(QLatin1String("message")).toString();
}

RawHttpClient::RawHttpClient(quint16 port, std::chrono::milliseconds patience)
    : m_port(port), m_patience(patience), m_socket(connectedSocket(port))
{
    if (m_socket < 0)
        m_failure = QByteArray("cannot connect: ") + std::strerror(errno);
}

RawHttpClient::~RawHttpClient() { close(); }

RawHttpClient::RawHttpClient(RawHttpClient &&other) noexcept
    : m_port(other.m_port),
      m_patience(other.m_patience),
      m_socket(std::exchange(other.m_socket, -1)),
      m_pending(std::move(other.m_pending)),
      m_failure(std::move(other.m_failure))
{
}

RawHttpClient &RawHttpClient::operator=(RawHttpClient &&other) noexcept
{
    std::swap(m_port, other.m_port);
    std::swap(m_patience, other.m_patience);
    std::swap(m_socket, other.m_socket);
    std::swap(m_pending, other.m_pending);
    std::swap(m_failure, other.m_failure);
    return *this;
}

bool RawHttpClient::waitFor(Event event, Deadline deadline)
{
    pollfd wanted {m_socket, static_cast<short>(event == Event::Readable ? POLLIN : POLLOUT), 0};
    int ready = 0;
    do {
        ready = ::poll(&wanted, 1, remaining(deadline));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool RawHttpClient::send(QByteArrayView bytes)
{
    const auto deadline = Clock::now() + m_patience;
    while (!bytes.isEmpty()) {
        if (m_socket < 0 || !waitFor(Event::Writable, deadline))
            return false;
        const auto sent = ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0)
            bytes = bytes.sliced(sent);
        else if (errno != EAGAIN && errno != EINTR)
            return false;
    }
    return true;
}

bool RawHttpClient::readMore(Deadline deadline)
{
    if (m_socket < 0)
        return false;
    if (!waitFor(Event::Readable, deadline)) {
        m_failure = "nothing came in time";
        return false;
    }
    std::array<char, 65536> part;
    const auto size = ::recv(m_socket, part.data(), part.size(), MSG_DONTWAIT);
    if (size > 0) {
        m_pending.append(part.data(), size);
        return true;
    }
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    m_failure = size == 0 ? QByteArray("the peer closed the connection") : QByteArray(std::strerror(errno));
    return false;
}

bool RawHttpClient::readUntil(qsizetype size, Deadline deadline)
{
    while (m_pending.size() < size) {
        if (!readMore(deadline))
            return false;
    }
    return true;
}

HttpAnswer RawHttpClient::failed(QByteArrayView why) const
{
    HttpAnswer answer;
    answer.failure = why.toByteArray() + (m_pending.isEmpty() ? QByteArray() : "; it had sent: " + m_pending.left(500));
    return answer;
}

HttpAnswer RawHttpClient::readAnswer(Body body)
{
    const auto deadline = Clock::now() + m_patience;
    qsizetype headSize = 0;
    while ((headSize = m_pending.indexOf("\r\n\r\n")) < 0) {
        if (!readMore(deadline))
            return failed(m_failure);
    }
    HttpAnswer answer;
    answer.head = m_pending.left(headSize);
    m_pending.remove(0, headSize + 4);
    const bool isHttp = answer.head.startsWith("HTTP/1.1 ") && answer.head.size() > 12 && answer.head.at(12) == ' ';
    answer.status = isHttp ? answer.head.mid(9, 3).toInt() : 0;
    if (answer.status < 100)
        return failed("not an HTTP/1.1 status line: " + answer.head.left(100));
    if (body == Body::Absent || hasNoBody(answer.status))
        return answer;
    return readBody(std::move(answer), deadline);
}

HttpAnswer RawHttpClient::readBody(HttpAnswer answer, Deadline deadline)
{
    if (answer.header("Transfer-Encoding").toLower() == "chunked")
        return readChunks(std::move(answer), deadline);
    bool isNumber = false;
    const auto size = answer.header("Content-Length").toLongLong(&isNumber);
    if (!isNumber)
        return failed("an answer that says no length: " + answer.head);
    if (!readUntil(size, deadline))
        return failed("half an answer: " + m_failure);
    answer.body = m_pending.left(size);
    m_pending.remove(0, size);
    return answer;
}

HttpAnswer RawHttpClient::readChunks(HttpAnswer answer, Deadline deadline)
{
    for (;;) {
        qsizetype lineEnd = 0;
        while ((lineEnd = m_pending.indexOf("\r\n")) < 0) {
            if (!readMore(deadline))
                return failed("half an answer: " + m_failure);
        }
        bool isNumber = false;
        const auto size = m_pending.left(lineEnd).toLongLong(&isNumber, 16);
        if (!isNumber)
            return failed("a chunk without a size");
        if (!readUntil(lineEnd + 2 + size + 2, deadline))
            return failed("half an answer: " + m_failure);
        answer.body += m_pending.mid(lineEnd + 2, size);
        m_pending.remove(0, lineEnd + 2 + size + 2);
        if (size == 0)
            return answer;
    }
}

bool RawHttpClient::hasAnswerWithin(std::chrono::milliseconds patience)
{
    const auto deadline = Clock::now() + patience;
    while (m_pending.isEmpty()) {
        if (!readMore(deadline))
            return false;
    }
    return true;
}

bool RawHttpClient::isClosedWithin(std::chrono::milliseconds patience)
{
    const auto deadline = Clock::now() + patience;
    while (m_socket >= 0) {
        if (!waitFor(Event::Readable, deadline))
            return false;
        if (!readMore(deadline))
            return true;
        m_pending.clear();
    }
    return true;
}

HttpAnswer RawHttpClient::exchange(QByteArrayView bytes, Body body)
{
    // A peer that refuses early may stop reading before it answers, so a failed send is no reason not to read.
    send(bytes);
    return readAnswer(body);
}

QByteArray RawHttpClient::requestBytes(QByteArrayView method, QByteArrayView target, QByteArrayView json,
                                       QByteArrayView headers) const
{
    QByteArray bytes = method.toByteArray() + ' ' + target.toByteArray()
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n" + headers.toByteArray();
    if (json.isNull())
        return bytes + "\r\n";
    return bytes + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) + "\r\n\r\n"
        + json.toByteArray();
}

HttpAnswer RawHttpClient::request(QByteArrayView method, QByteArrayView target, QByteArrayView json, QByteArrayView headers)
{
    return exchange(requestBytes(method, target, json, headers), method == "HEAD" ? Body::Absent : Body::Expected);
}

HttpAnswer RawHttpClient::get(QByteArrayView target) { return request("GET", target); }

HttpAnswer RawHttpClient::post(QByteArrayView target, QByteArrayView json) { return request("POST", target, json); }

void RawHttpClient::halfClose() { ::shutdown(m_socket, SHUT_WR); }

void RawHttpClient::reset()
{
    const linger atOnce {1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close();
}

void RawHttpClient::close()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
}

} // namespace conduit::test
