// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Asks the broker for what the locator cannot know: tasks by the beginning of their id, and the names of the workers. Of several
/// questions about tasks only the latest is answered.
class LocatorFeed final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kTasksMax = 10;
    /// Questions about one end of an id, each of which the broker answers after 50 ms at the latest.
    static constexpr int kSlicesMax = 40;

    explicit LocatorFeed(client::Client &client, QObject *parent = nullptr);

    /// Tasks whose id begins or ends with `digits`, which are hexadecimal, without dashes. found() follows as soon as there are any, again
    /// when there are more, and at last with none; or failed(); unless another question comes first.
    void findTasks(const QString &digits);
    void forgetTasks() { ++m_generation; }
    /// workersLoaded() follows when the broker answers.
    void loadWorkers();

Q_SIGNALS:
    void found(const QList<conduit::wire::Task> &tasks);
    void failed(const conduit::client::Failure &failure);
    void workersLoaded(const QList<conduit::wire::Worker> &workers);

private:
    void searchEnds(const QString &digits, const QString &after, int slices);
    void take(const QList<wire::Task> &tasks);

    client::Client &m_client;
    QList<wire::Task> m_found;
    quint64 m_generation = 0;
};

} // namespace conduit::ui
