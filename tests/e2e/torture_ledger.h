// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace conduit::test {

/// What the outside world saw of a tortured broker, gathered from all threads, and where they wait for each other.
class TortureLedger
{
public:
    using Deadline = std::chrono::steady_clock::time_point;

    // --- Clients and hostile workers

    /// A broker that serves has a number, which grows with each start.
    [[nodiscard]] int brokerStarts() const;
    /// Waits for a start after the one with this number. False when none comes, which is a fault: nobody shot.
    bool awaitBrokerAfter(int start);
    void noteAcknowledged(const QString &id, const QByteArray &payload, bool wasThere);
    /// A result was accepted that was sent with this token.
    void noteAccepted(const QString &id, const QString &token);
    void noteRefused();
    void addFault(const QString &fault);
    [[nodiscard]] bool isOver() const;

    // --- The torturer

    void noteBrokerStart();
    /// False when the deadline or a fault came first.
    bool awaitAcknowledged(qint64 count, Deadline deadline);
    void endAll();

    // --- Afterwards, when all threads have ended

    /// The payload of each acknowledged task.
    [[nodiscard]] const QHash<QString, QByteArray> &acknowledged() const { return m_acknowledged; }
    [[nodiscard]] QSet<QString> acceptedTokens(const QString &id) const { return m_accepted.value(id); }
    [[nodiscard]] qint64 acceptedCount() const { return m_accepted.size(); }
    [[nodiscard]] qint64 refusedCount() const { return m_refused; }
    /// Posts that had been stored although their answer never came.
    [[nodiscard]] qint64 repeatedPosts() const { return m_repeated; }
    [[nodiscard]] QStringList faults() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    QHash<QString, QByteArray> m_acknowledged;
    QHash<QString, QSet<QString>> m_accepted;
    qint64 m_refused = 0;
    qint64 m_repeated = 0;
    QStringList m_faults;
    int m_brokerStarts = 0;
    bool m_isOver = false;
};

} // namespace conduit::test
