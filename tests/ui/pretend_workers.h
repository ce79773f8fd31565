// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"

#include <QMap>

#include <algorithm>

namespace conduit::test {

inline ui::LocalWorkerProcess localProcess(int number, ui::LocalWorkerProcess::State state)
{
    ui::LocalWorkerProcess process;
    process.number = number;
    process.name = QStringLiteral("local-%1").arg(number);
    process.state = state;
    return process;
}

/// Local workers that only keep a record of what they were told.
class PretendWorkers final : public ui::LocalWorkers
{
    Q_OBJECT
public:
    using LocalWorkers::LocalWorkers;

    [[nodiscard]] QList<ui::LocalWorkerProcess> processes() const override { return m_processes; }
    [[nodiscard]] int count() const override
    {
        return static_cast<int>(std::ranges::count(m_processes, 0, &ui::LocalWorkerProcess::pool));
    }
    [[nodiscard]] int concurrency() const override { return m_concurrency; }
    [[nodiscard]] QList<ui::LocalPool> pools() const override
    {
        ui::LocalPool own;
        own.definition.name = QStringLiteral("local");
        own.definition.processes = count();
        own.definition.concurrency = m_concurrency;
        return QList {own} + m_pools;
    }
    [[nodiscard]] QList<ui::LogLine> logTail(int number) const override { return m_logs.value(number); }
    [[nodiscard]] QString commandLine(int number) const override { return QStringLiteral("worker --number %1").arg(number); }
    [[nodiscard]] QString logPath(int number) const override { return m_logPaths.value(number); }
    [[nodiscard]] QString errorLogPath(int number) const override
    {
        const QString path = m_logPaths.value(number);
        return path.isEmpty() ? path : path + QStringLiteral(".err");
    }
    void setWatched(bool isWatched) override { m_isWatched = isWatched; }

    void setCount(int count) override
    {
        m_orders.append(QStringLiteral("count %1").arg(count));
        while (m_processes.size() > count)
            m_processes.removeLast();
        while (m_processes.size() < count)
            m_processes.append(localProcess(static_cast<int>(m_processes.size()) + 1, ui::LocalWorkerProcess::State::Starting));
        Q_EMIT changed();
    }
    void setConcurrency(int concurrency) override
    {
        m_orders.append(QStringLiteral("concurrency %1").arg(concurrency));
        m_concurrency = concurrency;
        Q_EMIT changed();
    }
    void start(int number) override { m_orders.append(QStringLiteral("start %1").arg(number)); }
    void stop(int number) override { m_orders.append(QStringLiteral("stop %1").arg(number)); }
    void restart(int number) override { m_orders.append(QStringLiteral("restart %1").arg(number)); }
    void kill(int number) override { m_orders.append(QStringLiteral("kill %1").arg(number)); }
    void startPool(int pool) override { m_orders.append(QStringLiteral("start pool %1").arg(pool)); }
    void stopPool(int pool) override { m_orders.append(QStringLiteral("stop pool %1").arg(pool)); }
    void restartPool(int pool) override { m_orders.append(QStringLiteral("restart pool %1").arg(pool)); }
    QString addPool(const ui::LocalPoolDefinition &definition) override
    {
        if (m_poolFault.isEmpty())
            m_pools.append({static_cast<int>(m_pools.size()) + 1, definition});
        Q_EMIT changed();
        return m_poolFault;
    }
    QString changePool(int pool, const ui::LocalPoolDefinition &definition) override
    {
        for (auto &known : m_pools)
            if (known.number == pool && m_poolFault.isEmpty())
                known.definition = definition;
        Q_EMIT changed();
        return m_poolFault;
    }
    QString removePool(int pool) override
    {
        if (m_poolFault.isEmpty())
            m_pools.removeIf([pool](const ui::LocalPool &known) { return known.number == pool; });
        Q_EMIT changed();
        return m_poolFault;
    }

    // For the test.
    void setProcesses(const QList<ui::LocalWorkerProcess> &processes)
    {
        m_processes = processes;
        Q_EMIT changed();
    }
    void setPools(const QList<ui::LocalPool> &pools)
    {
        m_pools = pools;
        Q_EMIT changed();
    }
    /// Why nothing can be done about a pool; empty: it can.
    void setPoolFault(const QString &fault) { m_poolFault = fault; }
    void write(int number, const QStringList &lines, bool areErrors = false)
    {
        for (const QString &line : lines)
            m_logs[number].append({line, areErrors});
        Q_EMIT logAppended(number, lines, areErrors);
    }
    void setLogPath(int number, const QString &path) { m_logPaths.insert(number, path); }
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    [[nodiscard]] const QStringList &orders() const { return m_orders; }

private:
    QList<ui::LocalWorkerProcess> m_processes;
    QList<ui::LocalPool> m_pools;
    QString m_poolFault;
    QMap<int, QList<ui::LogLine>> m_logs;
    QMap<int, QString> m_logPaths;
    bool m_isWatched = false;
    QStringList m_orders;
    int m_concurrency = 2;
};

} // namespace conduit::test
