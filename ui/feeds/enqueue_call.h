// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Sends what a form has, one or many of it, and never twice: what may have arrived without an answer keeps its ids.
class EnqueueCall final : public QObject
{
    Q_OBJECT
public:
    explicit EnqueueCall(client::Client &client, QObject *parent = nullptr);

    /// So many of this task, all or none. Does nothing while an answer is awaited.
    void send(const wire::NewTask &task, int count);
    /// Asks the broker whether it would take it.
    void tryOut(const wire::NewTask &task);
    /// What may have arrived there keeps its ids.
    void continueFrom(const EnqueueCall &before);
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

Q_SIGNALS:
    void enqueued(const conduit::wire::Task &task);
    /// These at once.
    void enqueuedMany(const QStringList &ids);
    /// Nothing was enqueued, since this task holds the unique key.
    void foundHolder(const conduit::wire::Task &task);
    /// It would be taken.
    void triedOut();
    /// Neither enqueued nor tried out.
    void failed(const conduit::client::Failure &failure);

private:
    void sendOne();
    void sendMany();
    void fail(const client::Failure &failure);
    /// Was made of what was sent, and not found by its unique key.
    [[nodiscard]] bool isNew(const wire::Task &task) const;

    client::Client &m_client;
    QList<wire::NewTask> m_sent;
    bool m_isUnanswered = false; ///< Nobody knows whether they arrived.
    bool m_isUnderWay = false;
};

} // namespace conduit::ui
