// SPDX-License-Identifier: MIT
#include <conduit/event_stream.h>

#include "wire_reader.h"

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

/// More than the broker puts into one event by far.
constexpr qsizetype kEventBytesMax = 16 * 1024 * 1024;

bool isRefusal(const Reply &reply) { return reply.status >= 400 && reply.status < 500 && reply.status != 429; }

} // namespace

EventStream::EventStream(Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventStream::connectNow);
}

EventStream::~EventStream() { stop(); }

void EventStream::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    connectNow();
}

void EventStream::stop()
{
    m_isStarted = false;
    m_retry.stop();
    if (m_call != 0)
        m_client.m_transport.abort(std::exchange(m_call, 0));
    setLive(false);
}

void EventStream::connectNow()
{
    m_text.clear();
    m_event.clear();
    m_id.clear();
    m_data.clear();
    Call call {.method = "GET", .path = "/events", .timeout = kSilenceMax};
    if (m_revision > 0)
        call.lastEventId = QByteArray::number(m_revision);
    m_call = m_client.m_transport.stream(
        call, [this](const QByteArray &bytes) { take(bytes); }, [this](const Reply &reply) { ended(reply); });
    if (m_call == 0)
        m_retry.start(m_retryAfter);
}

void EventStream::ended(const Reply &reply)
{
    m_call = 0;
    m_retry.start(isRefusal(reply) ? kRetryAfterRefusal : m_retryAfter);
    setLive(false);
}

void EventStream::setLive(bool isLive)
{
    if (std::exchange(m_isLive, isLive) != isLive)
        Q_EMIT liveChanged(isLive);
}

void EventStream::take(const QByteArray &bytes)
{
    const qsizetype known = m_text.size(); // without a line end
    m_text += bytes;
    // Whoever hears of an event may stop us.
    qsizetype begin = 0;
    for (qsizetype end = m_text.indexOf('\n', known); end >= 0 && m_isStarted; end = m_text.indexOf('\n', begin)) {
        takeLine(QByteArrayView(m_text).sliced(begin, end - begin));
        begin = end + 1;
    }
    m_text.remove(0, begin);
    if (m_text.size() + m_event.size() + m_id.size() + m_data.size() > kEventBytesMax && m_call != 0) {
        m_client.m_transport.abort(std::exchange(m_call, 0));
        ended({});
    }
}

void EventStream::takeLine(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty()) {
        dispatch();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return; // a comment, which says only that the broker is there
    QByteArrayView value = line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    const QByteArrayView field = line.first(colon);
    if (field == "event")
        m_event = value.toByteArray();
    else if (field == "id")
        m_id = value.toByteArray();
    else if (field == "data")
        m_data = value.toByteArray(); // of ours always one line
}

void EventStream::dispatch()
{
    const QByteArray event = std::exchange(m_event, {});
    const QByteArray data = std::exchange(m_data, {});
    const QByteArray id = std::exchange(m_id, {});
    const auto document = json::Document::parse(data.isEmpty() ? QByteArray("null") : data, json::kOutputDepthMax);
    if (!document)
        return; // of a later version, perhaps
    const json::Value &root = document->root();
    bool isId = false;
    const qint64 revision = id.toLongLong(&isId);
    if (isId)
        m_revision = revision;
    if (event == "start") {
        setLive(true);
    } else if (event == "gap") {
        Q_EMIT gap();
    } else if (event == "tasks") {
        if (const auto tasks = taskChangesFrom(root))
            Q_EMIT tasksChanged(*tasks);
    } else if (event == "queues") {
        const auto broker = root.member(u"broker");
        Q_EMIT queuesChanged(namesFrom(root, u"queues"), broker && broker->toBool().value_or(false));
    } else if (event == "workers") {
        Q_EMIT workersChanged(namesFrom(root, u"workers"));
    } else if (event == "operations") {
        Q_EMIT operationsChanged(namesFrom(root, u"operations"));
    } else if (event == "audit") {
        if (const auto entries = auditEntriesFrom(root))
            Q_EMIT entriesAdded(*entries);
    }
}

} // namespace conduit::client
