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

    /// Results for a claim to carry; then either settle() or takeBack().
    QList<wire::AttemptResult> takeAlong();
    void settle(const QList<client::Client::Claimed::Stored> &answers);
    void takeBack();
    /// Sends each that is neither on its way nor with a claim.
    void sendAll();

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
        bool isSubstitute = false; ///< Stands for a result that the broker would not take.
    };
    using Number = quint64;

    void send(Number number);
    void take(Number number, const client::Result<QString> &answer);
    void refuse(Number number, const QString &code, const QString &message);

    client::Client &m_client;
    std::map<Number, Entry> m_entries;
    Number m_lastNumber = 0;
};

} // namespace conduit::worker
