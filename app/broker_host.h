// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "broker/broker.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace conduit::app {

/// A broker that serves, as this program's own clients reach it.
struct ServedBroker
{
    QString address;  ///< What is told to people, such as `http://0.0.0.0:8080`.
    QString localUrl; ///< What local workers and the console call: loopback when it listens everywhere.
    QByteArray token; ///< Empty: none is asked for.
};

/// Owns the broker's own thread, on which it is opened and closed, so that the main thread never waits for it.
/// Lives on the main thread; every call returns at once.
class BrokerHost : public QObject
{
    Q_OBJECT
public:
    explicit BrokerHost(const AppConfig &config, QObject *parent = nullptr);
    /// Closes the broker and waits for that: the end of the program.
    ~BrokerHost() override;

    /// For the next start().
    void configure(const AppConfig &config);
    void start(); ///< started() or failed() follows; may be called again after failed().
    void stop();  ///< Closes the broker; stopped() follows.

    void drain();
    void workerStarted(const QString &name);
    void workerDied(const QString &name, const QString &cause, std::optional<int> exitCode);
    /// It ended because it was asked to, or was killed by us; it may not have given everything back.
    void workerStopped(const QString &name);
    /// Calls back on the main thread; with 0 when nothing serves.
    void countRunningTasks(QObject *context, const std::function<void(int)> &then);

Q_SIGNALS:
    void started(const conduit::app::ServedBroker &broker);
    /// `freePort` is one near a port that another program has; 0 when that is not the reason, or there is none.
    void failed(const conduit::broker::Broker::OpenError &error, quint16 freePort = 0);
    void stopped();
    /// The broker wants this local worker dead: a task of it did not end when it was asked to.
    void workerKillRequested(const QString &name);

private:
    void open();
    void withBroker(std::function<void(broker::Broker &)> act);
    void post(std::function<void()> act);

    QThread m_thread;
    QObject m_context;                        ///< Lives on m_thread.
    AppConfig m_config;                       ///< Touched on m_thread only.
    std::unique_ptr<broker::Broker> m_broker; ///< Touched on m_thread only.
};

} // namespace conduit::app
