// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>

#include <QObject>

#include <map>

namespace conduit::worker {

/// Keeps the results of finished tasks until the broker has taken or finally refused them. They ride along with a claim when
/// one is about to leave, and go on their own otherwise. Sending one twice is harmless: the broker knows it by its lease token.
class ResultOutbox : public QObject
{
    Q_OBJECT
public:
    /// The client must outlive the outbox.
    explicit ResultOutbox(client::Client &client) : m_client(client) { }

    void add(const wire::AttemptResult &result);
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    /// The tasks whose results are not delivered yet: their leases must not run out meanwhile.
    [[nodiscard]] QList<wire::LeaseRenewal> leases() const;

    /// Results for a claim to carry.
    struct Load
    {
        quint64 number = 0; ///< No two loads share one.
        QList<wire::AttemptResult> results = {};
    };
    /// What a claim carries at the most.
    static constexpr qsizetype kLoadMax = 100;

    /// How many are neither on their way nor with a claim.
    [[nodiscard]] qsizetype waiting() const;
    /// At most `max` of them, for one claim; then either settle() or takeBack().
    Load takeAlong(qsizetype max = kLoadMax);
    void settle(quint64 load, const QList<client::Client::Claimed::Stored> &answers);
    void takeBack(quint64 load);
    /// Sends each that is neither on its way nor with a claim.
    void sendAll();
    /// Those of them that no claim can carry.
    void sendLarge();

Q_SIGNALS:
    /// One has left the outbox, delivered or finally refused.
    void settled();
    /// The broker is away or busy; the result is kept for the next sendAll() or takeAlong().
    void postponed(const conduit::client::Failure &failure);

private:
    enum class Place { Here, WithClaim, OnItsWay };
    struct Entry
    {
        wire::AttemptResult result;
        Place place = Place::Here;
        quint64 load = 0;          ///< Which load it travels with.
        bool isSubstitute = false; ///< Stands for a result that the broker would not take.
    };
    using Number = quint64;

    void send(Number number);
    void take(Number number, const client::Result<QString> &answer);
    void refuse(Number number, const QString &code, const QString &message);

    client::Client &m_client;
    std::map<Number, Entry> m_entries;
    Number m_lastNumber = 0;
    quint64 m_lastLoad = 0;
};

} // namespace conduit::worker
