// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/e2e/torture_ledger.h"
#include "tests/e2e/torture_plan.h"
#include "tests/support/broker_process.h"
#include "tests/support/worker_process.h"

#include <QHash>

#include <memory>
#include <vector>

namespace conduit::test {

/// A broker and workers, the real programs, that are shot at while clients enqueue at full speed and hostile workers lie.
/// Lives on one thread, which owns the processes; the people who speak with them have threads of their own.
class Torture
{
public:
    Torture(const TortureSettings &settings, const QString &binFolder);

    /// Everything but the looking back. True when all went as planned; ledger().faults() says what did not.
    bool run();

    [[nodiscard]] const TortureLedger &ledger() const { return m_ledger; }
    /// Status by id, as the lists told it when every task had ended.
    [[nodiscard]] const QHash<QString, QString> &listed() const { return m_listed; }
    /// The database of the broker, which has stopped.
    [[nodiscard]] QString databasePath() const { return m_broker.dataFolder() + QStringLiteral("/conduit.db"); }
    [[nodiscard]] QByteArray brokerLog() const { return m_broker.log(); }
    [[nodiscard]] int workerKills() const { return m_workerKills; }
    [[nodiscard]] int workerStops() const { return m_workerStops; }

private:
    struct StoppedWorker
    {
        int worker = 0;
        TortureLedger::Deadline until;
    };
    bool startAll();
    bool shootAll();
    bool shoot(const TortureShot &shot);
    void wakeWorkersThatAreDue();
    [[nodiscard]] TortureLedger::Deadline nextWaking() const;
    /// Until no task is Pending or Running any more and every worker has woken.
    bool awaitTheEndOfEachTask();
    bool list();
    bool stopAll();
    bool fail(const QString &why);

    const TortureSettings m_settings;
    TortureLedger m_ledger;
    BrokerProcess m_broker;
    QString m_binFolder;
    std::vector<std::unique_ptr<WorkerProcess>> m_workers;
    std::vector<StoppedWorker> m_stopped;
    QHash<QString, QString> m_listed;
    int m_workerKills = 0;
    int m_workerStops = 0;
};

} // namespace conduit::test
