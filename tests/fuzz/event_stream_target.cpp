// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/fuzz_target.h"

#include <conduit/event_stream.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace conduit::test {

namespace {

/// A broker that says what an input says.
class Mouth final : public client::Transport
{
public:
    CallId send(const client::Call &, Done) override { return 0; }
    CallId stream(const client::Call &, Received received, Done) override
    {
        m_received = std::move(received);
        return 1;
    }
    void abort(CallId) override { m_received = {}; }
    /// False once nobody listens any more.
    bool say(QByteArrayView bytes)
    {
        if (m_received)
            m_received(bytes.toByteArray());
        return bool(m_received);
    }

private:
    Received m_received;
};

/// All that a listener learns, in turn.
QStringList heardFrom(QByteArrayView stream, qsizetype pieceMax)
{
    Mouth mouth;
    client::Client client(mouth);
    auto &events = client.events();
    QStringList heard;
    // With how far the listener is by then.
    const auto note = [&](const QString &what) { heard.append(QString::number(events.revision()) + u' ' + what); };
    using client::EventStream;
    QObject::connect(&events, &EventStream::liveChanged, &events,
                     [&](bool isLive) { note(isLive ? QStringLiteral("live") : QStringLiteral("away")); });
    QObject::connect(&events, &EventStream::gap, &events, [&] { note(QStringLiteral("gap")); });
    QObject::connect(&events, &EventStream::tasksChanged, &events, [&](const QList<wire::TaskChange> &tasks) {
        for (const auto &task : tasks)
            note(task.id + u' ' + task.state + u' ' + task.queue + u' ' + QString::number(task.revision));
        note(QStringLiteral("tasks"));
    });
    QObject::connect(&events, &EventStream::queuesChanged, &events, [&](const QStringList &queues, bool isBroker) {
        note(QStringLiteral("queues ") + queues.join(u' ') + (isBroker ? u'!' : u'.'));
    });
    QObject::connect(&events, &EventStream::workersChanged, &events,
                     [&](const QStringList &workers) { note(QStringLiteral("workers ") + workers.join(u' ')); });
    QObject::connect(&events, &EventStream::operationsChanged, &events,
                     [&](const QStringList &ids) { note(QStringLiteral("operations ") + ids.join(u' ')); });
    QObject::connect(&events, &EventStream::entriesAdded, &events, [&](const QList<wire::AuditEntry> &entries) {
        for (const auto &entry : entries)
            note(QString::number(entry.id) + entry.verb + entry.actor);
        note(QStringLiteral("audit"));
    });
    events.start();
    for (qsizetype at = 0; at < stream.size(); at += pieceMax)
        require(mouth.say(stream.sliced(at, std::min(pieceMax, stream.size() - at))), "no short stream is given up");
    heard.append(QString::number(events.revision()));
    events.disconnect();
    return heard;
}

} // namespace

/// The first byte says how the stream is cut, the rest is the stream.
void tryInput(QByteArrayView input)
{
    static int count = 1;
    static char name[] = "fuzz";
    static char *arguments[] = {name, nullptr};
    static const auto *application = new QCoreApplication(count, arguments); // for the timer that comes back
    Q_UNUSED(application)
    if (input.isEmpty())
        return;
    const QByteArrayView stream = input.sliced(1);
    const auto whole = heardFrom(stream, std::max<qsizetype>(stream.size(), 1));
    require(whole == heardFrom(stream, 1 + static_cast<uchar>(input.front()) % 32),
            "what is heard does not depend on the cuts");
    require(whole == heardFrom(stream, 1), "what is heard does not depend on the cuts, not even byte by byte");
}

} // namespace conduit::test
