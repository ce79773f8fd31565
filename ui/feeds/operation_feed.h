// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace conduit::ui {

/// Starts operations on many tasks, and follows those that it has started until they have ended.
class OperationFeed final : public QObject
{
    Q_OBJECT
public:
    explicit OperationFeed(client::Client &client, QObject *parent = nullptr);

    /// One that was started before and had no answer is not begun a second time: the broker tells what became of it.
    void start(const wire::NewOperation &operation);
    void stop(const QString &id);
    void undo(const QString &id);

Q_SIGNALS:
    /// It goes on.
    void progressed(const conduit::wire::Operation &operation);
    /// It is done, stopped or undone.
    void ended(const conduit::wire::Operation &operation);
    void failed(const conduit::client::Failure &failure);

private:
    [[nodiscard]] client::Then<wire::Operation> follow();
    void note(const wire::Operation &operation);
    void ask();

    client::Client &m_client;
    std::optional<wire::NewOperation> m_unanswered; ///< Nobody knows whether it was begun.
    QSet<QString> m_underWay;
    QTimer m_timer;
};

} // namespace conduit::ui
