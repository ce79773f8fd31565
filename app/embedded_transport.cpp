// SPDX-License-Identifier: GPL-3.0-only
#include "app/embedded_transport.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

client::Transport::CallId EmbeddedTransport::send(const client::Call &call, Done done)
{
    const CallId id = ++m_lastId;
    if (m_http) {
        pass({id, call, std::move(done)});
        return id;
    }
    m_waiting.push_back({id, call, std::move(done)});
    if (!m_refusal.isEmpty())
        QMetaObject::invokeMethod(this, &EmbeddedTransport::refuseAll, Qt::QueuedConnection); // Never from inside the call.
    return id;
}

client::Transport::CallId EmbeddedTransport::stream(const client::Call &call, Received received, Done done)
{
    if (!m_http)
        return 0;
    const CallId id = ++m_lastId;
    const CallId sent =
        m_http->stream(call, std::move(received), [this, id](const client::Reply &reply) { finish(id, reply); });
    m_sent.insert(id, {sent, std::move(done)});
    return id;
}

void EmbeddedTransport::abort(CallId id)
{
    m_waiting.remove_if([id](const Waiting &waiting) { return waiting.id == id; });
    if (m_sent.contains(id))
        m_http->abort(m_sent.take(id).id);
}

void EmbeddedTransport::open(const QUrl &broker, const QByteArray &token)
{
    m_http = std::make_unique<client::HttpTransport>(broker, token);
    m_refusal.clear();
    for (Waiting &waiting : std::exchange(m_waiting, {}))
        pass(std::move(waiting));
}

void EmbeddedTransport::pass(Waiting waiting)
{
    const CallId id = waiting.id;
    const CallId sent = m_http->send(waiting.call, [this, id](const client::Reply &reply) { finish(id, reply); });
    m_sent.insert(id, {sent, std::move(waiting.done)});
}

void EmbeddedTransport::finish(CallId id, const client::Reply &reply)
{
    if (const Sent sent = m_sent.take(id); sent.done)
        sent.done(reply);
}

void EmbeddedTransport::refuse(const QString &reason)
{
    m_refusal = reason;
    refuseAll();
}

void EmbeddedTransport::hold()
{
    m_refusal.clear();
    m_http.reset();
    for (const Sent &sent : std::exchange(m_sent, {}))
        sent.done({.failure = u"The broker starts anew"_s});
}

void EmbeddedTransport::refuseAll()
{
    if (m_refusal.isEmpty())
        return;
    while (!m_waiting.empty()) {
        const Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        waiting.done({.failure = m_refusal});
    }
}

} // namespace conduit::app
