// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/broker_process.h"
#include "tests/support/worker_process.h"

#include <memory>
#include <optional>

namespace conduit::test {

/// A real broker and one real worker whose handlers behave as tests need them (trial_worker.cpp). What takes tens of seconds by
/// default takes a second or three here: a task that is asked to stop hears it within one, and has one more until it is forced.
class TrialGround
{
public:
    /// A worker elsewhere. False, and a failed test, when something does not start.
    [[nodiscard]] bool startApart();
    /// A worker of the broker's own; `arguments` are the broker's.
    [[nodiscard]] bool startTogether(const QStringList &arguments = {});
    /// The same data again, served without a worker.
    [[nodiscard]] bool startAgainAlone();
    /// For cleanup(): what was said, if the test has failed, and then the end of all.
    void clear();

    [[nodiscard]] BrokerProcess &broker() { return *m_broker; }
    /// Of startApart().
    [[nodiscard]] WorkerProcess &worker() { return *m_worker; }
    [[nodiscard]] RawHttpClient &client() { return *m_client; }

    [[nodiscard]] QString stateOf(const QString &id);
    [[nodiscard]] QJsonArray attemptsOf(const QString &id);
    [[nodiscard]] QJsonObject lastAttemptOf(const QString &id) { return attemptsOf(id).last().toObject(); }
    /// The process that the handler `deafen` started; 0 as long as it has told of none.
    [[nodiscard]] qint64 childOf(const QString &id);

private:
    [[nodiscard]] bool startBroker(int workers, const QStringList &arguments);

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<WorkerProcess> m_worker;
    std::optional<RawHttpClient> m_client;
};

/// `payload` and `more` are JSON, such as `"max_attempts":1`.
[[nodiscard]] QByteArray trialTask(const QByteArray &type, const QByteArray &payload = "null", const QByteArray &more = {});

} // namespace conduit::test
