// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/worker_pool.h"

#include <QObject>

#include <memory>
#include <vector>

namespace conduit::app {

/// All local workers: the pool that --workers stands for, and those that a person has named, which are kept in a file. Each worker has a
/// number of its own among all. Lives on the main thread and never waits but for that small file.
class WorkerPools : public QObject
{
    Q_OBJECT
public:
    /// What a named pool does not say itself, such as folders and times, is as for the own one.
    struct Settings
    {
        WorkerPool::Settings own;
        QList<PoolDefinition> named = {};
        QString file = {}; ///< Where changes of the named ones are kept; empty: nowhere.
    };

    /// One of them, and how it is defined.
    struct Pool
    {
        int number = 0; ///< 0: the own one. Stays the same.
        PoolDefinition definition;
        std::unique_ptr<WorkerPool> workers;
        bool isLeaving = false; ///< Removed: there until its processes have ended.
    };

    WorkerPools(const Settings &settings, const SteadyClock &steadyClock, const WallClock &wallClock,
                QObject *parent = nullptr);
    /// Kills what still runs.
    ~WorkerPools() override;

    // As WorkerPool, for all of them.
    void attach(const QString &brokerUrl, const QString &tokenFile);
    void detach();
    [[nodiscard]] bool hasProcesses() const;
    void setTimes(std::chrono::milliseconds lease, std::chrono::milliseconds grace);
    void kill(const QString &name);
    void stopAll();
    void killAll();

    /// The own one first, the others in the order in which they came; without those that are leaving.
    [[nodiscard]] std::vector<const Pool *> pools() const;
    [[nodiscard]] WorkerPool &own() { return *m_pools.front()->workers; }
    [[nodiscard]] const WorkerPool &own() const { return *m_pools.front()->workers; }
    /// Those of all pools, also of those that are leaving, with the number of their pool.
    [[nodiscard]] std::vector<std::pair<int, const LocalWorker *>> workers() const;
    /// Null when there is none of this number.
    [[nodiscard]] WorkerPool *pool(int number) const;
    /// The one to which the worker of this number belongs, or would.
    [[nodiscard]] WorkerPool *poolOfWorker(int worker) const;

    /// Kept in the file, and started if it starts by itself.
    [[nodiscard]] PoolFault add(const PoolDefinition &definition);
    /// Processes that run otherwise restart one after the other; under another name all of them end, and others begin.
    [[nodiscard]] PoolFault change(int number, const PoolDefinition &definition);
    /// Its processes finish or release their tasks.
    [[nodiscard]] PoolFault remove(int number);

Q_SIGNALS:
    void changed();
    void logAppended(int worker, const QStringList &lines, bool areErrors);
    void workerStarted(const QString &name);
    void workerStopped(const QString &name);
    void workerDied(const QString &name, const QString &cause, std::optional<int> exitCode);
    void allEnded();

private:
    [[nodiscard]] Pool *find(int number) const;
    /// Of a definition that would stand beside those of other pools than `number`.
    [[nodiscard]] PoolFault faultBeside(const PoolDefinition &definition, int number) const;
    [[nodiscard]] PoolFault keep(const QList<PoolDefinition> &named);
    [[nodiscard]] QList<PoolDefinition> namedBut(int number) const;
    [[nodiscard]] WorkerPool::Settings settingsFor(const PoolDefinition &definition, int number) const;
    void insertNamed(const PoolDefinition &definition);
    void insert(const PoolDefinition &definition, int number, const WorkerPool::Settings &settings);
    void leave(Pool &pool);
    void noteChange();

    WorkerPool::Settings m_own;
    QString m_file;
    QByteArray m_written; ///< What the file had when it was read or written last.
    SteadyClock m_steadyClock;
    WallClock m_wallClock;
    QString m_brokerUrl;
    QString m_tokenFile;
    std::vector<std::unique_ptr<Pool>> m_pools;
    int m_lastNumber = 0;
    bool m_isEnding = false;
};

} // namespace conduit::app
