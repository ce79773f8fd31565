// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/guarded_transport.h"

#include <conduit/json_writer.h>

namespace conduit::ui {

namespace {

constexpr int kUnauthorized = 401;

QByteArray refusalBody()
{
    json::Writer out;
    out.beginObject().name("error").beginObject().name("code").plain("read_only").name("message");
    out.string(GuardedTransport::tr("This connection is locked against changes. Unlock it with the lock in the status bar."));
    return out.endObject().endObject().take();
}

} // namespace

GuardedTransport::GuardedTransport(client::Transport &onward, bool isLocked, bool wasUnlocked)
    : m_onward(onward), m_isLocked(isLocked), m_wasUnlocked(wasUnlocked)
{
}

client::Transport::CallId GuardedTransport::send(const client::Call &call, Done done)
{
    if (!holdsBack(call))
        return m_onward.send(call, noting(std::move(done)));
    const CallId id = ++m_lastRefusal | kRefusalBit;
    m_refusals.insert(id);
    const auto refuse = [this, id, then = std::move(done)] {
        if (m_refusals.remove(id))
            then({.status = 403, .body = refusalBody(), .retryAfter = {}, .failure = {}});
    };
    QMetaObject::invokeMethod(this, refuse, Qt::QueuedConnection); // Never from inside the call.
    return id;
}

client::Transport::CallId GuardedTransport::stream(const client::Call &call, Received received, Done done)
{
    return holdsBack(call) ? 0 : m_onward.stream(call, std::move(received), noting(std::move(done)));
}

/// The same, and what the answer says of the token is known.
client::Transport::Done GuardedTransport::noting(Done done)
{
    return [guard = QPointer(this), then = std::move(done)](const client::Reply &reply) {
        if (guard && reply.status != 0)
            guard->m_isRefused = reply.status == kUnauthorized;
        then(reply);
    };
}

bool GuardedTransport::holdsBack(const client::Call &call) const
{
    return m_isLocked && call.method != "GET" && call.method != "HEAD";
}

void GuardedTransport::abort(CallId id)
{
    if (!m_refusals.remove(id))
        m_onward.abort(id);
}

void GuardedTransport::setLocked(bool isLocked)
{
    if (m_isLocked == isLocked)
        return;
    m_isLocked = isLocked;
    m_wasUnlocked = m_wasUnlocked || !isLocked;
    Q_EMIT lockedChanged(isLocked);
}

} // namespace conduit::ui
