// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/child_process.h"
#include "tests/support/raw_http_client.h"

#include <QTemporaryDir>

namespace conduit::test {

/// A real broker, `conduit --no-gui`, on a free port with a data folder of its own and, unless asked for, no local workers.
/// It can be killed and started again on the same folder and port.
class BrokerProcess
{
public:
    /// `binFolder` holds the program. `parentFolder` is where its data folder is made; empty: among the temporary files.
    explicit BrokerProcess(const QString &binFolder, const QString &parentFolder = {});

    /// Arguments beyond the usual ones, for the next start.
    void setArguments(const QStringList &arguments) { m_arguments = arguments; }
    /// Local workers, for the next start.
    void setWorkers(int count) { m_workers = count; }
    void setEnvironment(const QString &name, const QString &value) { m_process.setEnvironment(name, value); }
    [[nodiscard]] QString environment(const QString &name) const { return m_process.environment(name); }

    /// True once it serves. Later starts take the port of the first.
    [[nodiscard]] bool start();
    /// SIGKILL, and a new start on the same folder and port.
    [[nodiscard]] bool restart();
    void kill() { m_process.kill(); }
    void signal(int number) const { m_process.signal(number); }
    [[nodiscard]] std::optional<int> terminate() { return m_process.terminate(); }
    [[nodiscard]] std::optional<int> waitForEnd() { return m_process.waitForEnd(); }
    [[nodiscard]] bool isRunning() const { return m_process.isRunning(); }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] qint64 pid() const { return m_process.pid(); }
    [[nodiscard]] QString dataFolder() const
    {
        return m_dataFolder.isEmpty() ? m_folder.filePath(QStringLiteral("data")) : m_dataFolder;
    }
    /// One that outlives it, for the next start.
    void setDataFolder(const QString &folder) { m_dataFolder = folder; }
    /// What it wrote to stderr, and why it did not start.
    [[nodiscard]] QByteArray log() const { return m_failure + m_process.log(); }

    [[nodiscard]] RawHttpClient connect(std::chrono::milliseconds patience = RawHttpClient::kPatience) const
    {
        return RawHttpClient(m_port, patience);
    }

private:
    QTemporaryDir m_folder;
    QString m_dataFolder; ///< Empty: in the temporary folder.
    ChildProcess m_process;
    QStringList m_arguments;
    int m_workers = 0;
    quint16 m_port = 0;
    QByteArray m_failure;
};

} // namespace conduit::test
