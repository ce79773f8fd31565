// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QWidget>

#include <functional>

namespace conduit::ui {

class MessageBar;

/// Says of a worker that has tasks and was not heard of when their first lease ends: then it comes back by itself.
class LateWorkerBar final : public QWidget
{
    Q_OBJECT
public:
    /// Heartbeats come every ten seconds by default.
    static constexpr qint64 kLateSeconds = 15;

    LateWorkerBar(client::Client &client, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void setWorkers(const QList<wire::Worker> &workers);
    [[nodiscard]] MessageBar *bar() const { return m_bar; }

Q_SIGNALS:
    void tasksRequested(const QString &worker);

private:
    [[nodiscard]] bool isLate(const wire::Worker &worker) const;
    void look();
    void tell();

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    MessageBar *m_bar;
    wire::Worker m_worker; ///< The one that the bar is about; without a name: none.
    wire::Task m_task;     ///< Of which the lease ends first; without an ID as long as it is not known.
    QString m_told;        ///< The worker and the task that the bar names.
    bool m_isLooking = false;
};

} // namespace conduit::ui
