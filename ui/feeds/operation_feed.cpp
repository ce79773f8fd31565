// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/operation_feed.h"

#include "ui/format/operation_words.h"

#include <conduit/event_stream.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

/// But for its key, and for the revision that its list had reached.
bool isSame(wire::NewOperation operation, const wire::NewOperation &other)
{
    operation.key = other.key;
    operation.asOf = other.asOf;
    return operation == other;
}

} // namespace

OperationFeed::OperationFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    const auto &events = client.events();
    const auto setPace = [this](bool isLive) { m_timer.setInterval(isLive ? 5s : 500ms); };
    setPace(events.isLive());
    connect(&events, &client::EventStream::liveChanged, this, setPace);
    connect(&events, &client::EventStream::operationsChanged, this, &OperationFeed::ask);
    connect(&m_timer, &QTimer::timeout, this, &OperationFeed::ask);
}

void OperationFeed::start(const wire::NewOperation &operation)
{
    // Word for word, or the broker takes it for another one.
    wire::NewOperation sent = m_unanswered && isSame(operation, *m_unanswered) ? *m_unanswered : operation;
    if (sent.key.isEmpty())
        sent.key = client::newTaskId().toLatin1();
    m_client.startOperation(sent, this, [this, sent, then = follow()](const client::Result<wire::Operation> &answer) {
        const bool isUnanswered = !answer && answer.error().isUnreachable();
        m_unanswered = isUnanswered ? std::optional(sent) : std::nullopt;
        then(answer);
    });
}

void OperationFeed::stop(const QString &id) { m_client.stopOperation(id, this, follow()); }

void OperationFeed::undo(const QString &id) { m_client.undoOperation(id, this, follow()); }

client::Then<wire::Operation> OperationFeed::follow()
{
    return [this](const client::Result<wire::Operation> &answer) {
        if (answer)
            note(*answer);
        else
            Q_EMIT failed(answer.error());
    };
}

void OperationFeed::note(const wire::Operation &operation)
{
    if (isUnderWay(operation.state)) {
        m_underWay.insert(operation.id);
        m_timer.start();
        Q_EMIT progressed(operation);
        return;
    }
    m_underWay.remove(operation.id);
    if (m_underWay.isEmpty())
        m_timer.stop();
    Q_EMIT ended(operation);
}

void OperationFeed::ask()
{
    for (const QString &id : std::as_const(m_underWay)) {
        m_client.loadOperation(id, this, [this, id](const client::Result<wire::Operation> &answer) {
            // One that was stopped or undone meanwhile has been told already. A broker that is away keeps it; so do we.
            if (answer && m_underWay.contains(id))
                note(*answer);
        });
    }
}

} // namespace conduit::ui
