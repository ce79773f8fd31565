// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include "broker/http/epoll_dispatcher.h"

#include <algorithm>

using namespace conduit::broker;

namespace conduit::test {

ScriptedFront::ScriptedFront(const HttpLimits &limits, const AccessPolicy &policy)
{
    RequestReceiver &receiver = *this;
    m_thread.setEventDispatcher(new EpollDispatcher); // as in the broker
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [&] {
            m_front = std::make_unique<HttpFront>(receiver, limits, policy, m_clock);
            if (m_front->listen(QHostAddress(QHostAddress::LocalHost), 0))
                m_port = m_front->port();
        },
        Qt::BlockingQueuedConnection);
}

ScriptedFront::~ScriptedFront()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

ScriptedFront::Record ScriptedFront::record()
{
    Record copy;
    run([&](HttpFront &) { copy = m_record; });
    return copy;
}

int ScriptedFront::connectionCount()
{
    int count = 0;
    run([&](HttpFront &front) { count = front.connectionCount(); });
    return count;
}

void ScriptedFront::answer(Ticket ticket, const Answer &answer)
{
    run([&](HttpFront &front) {
        std::erase(m_record.waiting, ticket);
        front.answer(ticket, answer);
    });
}

void ScriptedFront::settle()
{
    // The first call wakes the thread, which then looks at its sockets before it sees the second.
    run([](HttpFront &) { });
    run([](HttpFront &) { });
}

void ScriptedFront::stop()
{
    QMetaObject::invokeMethod(&m_context, [this] { m_front.reset(); }, Qt::BlockingQueuedConnection);
}

void ScriptedFront::receive(Ticket ticket, Request request)
{
    m_record.requests.push_back(request);
    if (request.path.startsWith("/later"))
        m_record.waiting.push_back(ticket);
    else if (request.path == "/echo")
        m_front->answer(ticket, {.status = 201, .body = request.body});
    else if (request.path == "/empty")
        m_front->answer(ticket, {.status = 204, .body = {}});
    else if (request.path == "/large")
        m_front->answer(ticket, {.status = 200, .body = QByteArray(1024 * 1024, ' ')});
    else
        m_front->answer(ticket, {.status = 200, .body = '"' + request.path + '"'});
}

void ScriptedFront::clientGone(Ticket ticket)
{
    std::erase(m_record.waiting, ticket);
    m_record.gone.push_back(ticket);
}

void ScriptedFront::undelivered(const Answer &answer) { m_record.undelivered.push_back(answer); }

QByteArray get(const QByteArray &path, const QByteArray &headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

QByteArrayList pathsOf(const ScriptedFront::Record &record)
{
    QByteArrayList paths;
    for (const Request &request : record.requests)
        paths.append(request.path);
    return paths;
}

} // namespace conduit::test
