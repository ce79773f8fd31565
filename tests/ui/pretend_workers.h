// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"

#include <QMap>

namespace conduit::test {

/// Local workers that only keep a record of what they were told.
class PretendWorkers final : public ui::LocalWorkers
{
    Q_OBJECT
public:
    using LocalWorkers::LocalWorkers;

    [[nodiscard]] QList<ui::LocalWorkerProcess> processes() const override { return m_processes; }
    [[nodiscard]] int count() const override { return static_cast<int>(m_processes.size()); }
    [[nodiscard]] int concurrency() const override { return m_concurrency; }
    [[nodiscard]] QStringList logTail(int number) const override { return m_logs.value(number); }

    [[nodiscard]] QString logPath(int number) const override { return m_logPaths.value(number); }
    void setWatched(bool isWatched) override { m_isWatched = isWatched; }

    void setCount(int count) override
    {
        m_orders.append(QStringLiteral("count %1").arg(count));
        while (m_processes.size() > count)
            m_processes.removeLast();
        while (m_processes.size() < count) {
            ui::LocalWorkerProcess process;
            process.number = static_cast<int>(m_processes.size()) + 1;
            process.name = QStringLiteral("local-%1").arg(process.number);
            process.state = ui::LocalWorkerProcess::State::Starting;
            m_processes.append(process);
        }
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

    // For the test.
    void setProcesses(const QList<ui::LocalWorkerProcess> &processes)
    {
        m_processes = processes;
        Q_EMIT changed();
    }
    void write(int number, const QStringList &lines)
    {
        m_logs[number] += lines;
        Q_EMIT logAppended(number, lines);
    }
    void setLogPath(int number, const QString &path) { m_logPaths.insert(number, path); }
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    [[nodiscard]] const QStringList &orders() const { return m_orders; }

private:
    QList<ui::LocalWorkerProcess> m_processes;
    QMap<int, QStringList> m_logs;
    QMap<int, QString> m_logPaths;
    bool m_isWatched = false;
    QStringList m_orders;
    int m_concurrency = 2;
};

} // namespace conduit::test
