// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/child_process.h"

#include <QTemporaryDir>

namespace conduit::test {

/// A real worker, `conduit-worker`, in an empty folder, so that no `.env` of the machine speaks to it.
class WorkerProcess
{
public:
    WorkerProcess(const QString &binFolder, const QString &brokerAddress, const QString &name);

    /// Arguments beyond broker and name, for the next start.
    void setArguments(const QStringList &arguments) { m_arguments = arguments; }
    void setEnvironment(const QString &name, const QString &value) { m_process.setEnvironment(name, value); }
    [[nodiscard]] QString environment(const QString &name) const { return m_process.environment(name); }

    [[nodiscard]] bool start();
    void kill() { m_process.kill(); }
    void signal(int number) const { m_process.signal(number); }
    [[nodiscard]] std::optional<int> terminate() { return m_process.terminate(); }
    [[nodiscard]] std::optional<int> waitForEnd() { return m_process.waitForEnd(); }
    [[nodiscard]] bool isRunning() const { return m_process.isRunning(); }
    [[nodiscard]] qint64 pid() const { return m_process.pid(); }
    [[nodiscard]] QByteArray log() const { return m_process.log(); }

private:
    QTemporaryDir m_folder;
    ChildProcess m_process;
    QString m_brokerAddress;
    QString m_name;
    QStringList m_arguments;
};

} // namespace conduit::test
