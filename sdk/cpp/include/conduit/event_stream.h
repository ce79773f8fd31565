// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::client {

/// Listens to what changes in a broker (`GET /events`), and comes back by itself after a broken connection, to where it was. Where it
/// cannot listen, because the broker is older, or is away, or too many listen, isLive() is false: then whoever uses it asks now and then
/// instead, for tasks by `changedSince`. Lives on the thread of its client, which has one of these: Client::events().
class EventStream : public QObject
{
    Q_OBJECT
public:
    /// Between two tries.
    static constexpr std::chrono::milliseconds kRetryAfter {2'000};
    /// The same when the broker does not know events, or refuses us.
    static constexpr std::chrono::milliseconds kRetryAfterRefusal {30'000};
    /// The broker says something every 15 seconds; after so long a silence it has gone.
    static constexpr std::chrono::milliseconds kSilenceMax {40'000};

    explicit EventStream(Client &client, QObject *parent = nullptr);
    ~EventStream() override;

    /// Another pause than kRetryAfter.
    void setRetryAfter(std::chrono::milliseconds pause) { m_retryAfter = pause; }
    void start();
    void stop();
    /// Events come.
    [[nodiscard]] bool isLive() const { return m_isLive; }
    /// What it has heard last; 0 before the first event.
    [[nodiscard]] qint64 revision() const { return m_revision; }

Q_SIGNALS:
    /// isLive() has changed. When it has become true, something but tasks may have been missed: read it once.
    void liveChanged(bool isLive);
    /// Tasks were missed: ask for them by `changedSince`, with the last revision that you know.
    void gap();
    void tasksChanged(const QList<conduit::wire::TaskChange> &tasks);
    /// `broker`: the pause of everything, too.
    void queuesChanged(const QStringList &queues, bool broker);
    void workersChanged(const QStringList &workers);
    void operationsChanged(const QStringList &ids);
    void entriesAdded(const QList<conduit::wire::AuditEntry> &entries);

private:
    void connectNow();
    void take(const QByteArray &bytes);
    void takeLine(QByteArrayView line);
    void dispatch();
    void ended(const Reply &reply);
    void setLive(bool isLive);

    Client &m_client;
    QTimer m_retry;
    std::chrono::milliseconds m_retryAfter = kRetryAfter;
    Transport::CallId m_call = 0;
    qint64 m_revision = 0;
    bool m_isStarted = false;
    bool m_isLive = false;
    QByteArray m_text; ///< Of the line that is not whole yet.
    QByteArray m_event;
    QByteArray m_id;
    QByteArray m_data;
};

} // namespace conduit::client
