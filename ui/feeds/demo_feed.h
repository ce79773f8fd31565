// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Fills the broker of the demonstration, as a client and as a worker: types, tasks, and what became of most of them. It is not in a hurry,
/// so that a window that shows it stays quick.
class DemoFeed final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kTasks = 10'000;
    static constexpr int kTasksAtOnce = 500;

    /// The client outlives it.
    explicit DemoFeed(client::Client &client, QObject *parent = nullptr);

    /// finished() or failed() follows.
    void start();

Q_SIGNALS:
    void finished();
    /// A sentence; what was made stays.
    void failed(const QString &why);

private:
    void makeTasks();
    void work(const QList<wire::AttemptResult> &results);
    void fail(const client::Failure &failure);

    client::Client &m_client;
    int m_made = 0;
    bool m_hasFailed = false;
};

} // namespace conduit::ui
