// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/broker_config.h"
#include "broker/core/result.h"

#include <functional>
#include <memory>
#include <optional>

namespace conduit::broker {

/// One running broker: its threads (front, lane, reader), its database, its listening socket. Thread-safe.
class Broker
{
public:
    enum class OpenFailure {
        BadConfiguration, ///< exit code 1
        Unavailable,      ///< cannot listen, or the folder or database cannot be used; exit code 2
        Owned,            ///< the database belongs to a running broker or to a newer version; exit code 3
    };
    struct OpenError
    {
        OpenFailure kind;
        QString message;
        quint16 takenPort = 0; ///< It cannot listen because another program has this port; 0: that is not the reason.
    };
    /// Opens the database, migrates it, listens. Blocks until the broker serves or cannot.
    static conduit::Result<std::unique_ptr<Broker>, OpenError> open(const BrokerConfig &config);

    /// Closes sockets, ends the lane after its current turn, closes the database.
    ~Broker();

    [[nodiscard]] quint16 port() const;
    /// `http://127.0.0.1:8080`, with brackets around an IPv6 address.
    [[nodiscard]] QString address() const;

    /// The polite stop: from now on new enqueues and claims get 503, parked claims 204; results and heartbeats are still taken.
    void drain();
    /// How the broker kills a local worker whose task does not stop when it is asked to. Called on the lane's thread; must not block.
    void setWorkerKiller(std::function<void(const QString &workerName)> killer);
    /// A local worker process runs from now on, and may be killed.
    void workerStarted(const QString &workerName);
    /// A local worker process has died: its leases end at once instead of when they run out. `cause` becomes the attempt's error;
    /// `exitCode` is 128 and the signal's number when a signal ended it, and nothing when it never ran.
    void workerDied(const QString &workerName, const QString &cause, std::optional<int> exitCode = std::nullopt);
    /// A local worker process was stopped on purpose: what it held is given back, and no attempt is charged.
    void workerStopped(const QString &workerName);
    /// Tasks that are running, as of a moment ago; for an owner that waits for a drained broker.
    [[nodiscard]] int runningTasks() const;

private:
    class Parts;
    explicit Broker(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace conduit::broker
