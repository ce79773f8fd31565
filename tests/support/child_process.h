// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace conduit::test {

/// A program under test as its own process, which dies with the thread that started it. Its stderr goes to a file, so that it
/// never waits for a reader and a failed test can show it. One thread; every wait has an end.
class ChildProcess
{
public:
    static constexpr std::chrono::milliseconds kPatience {30'000};

    ChildProcess(QString program, QString logPath);
    /// Kills what still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// For the next start.
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void unsetEnvironment(const QString &name) { m_environment.remove(name); }
    void setWorkingDirectory(const QString &folder) { m_workingDirectory = folder; }
    [[nodiscard]] QString environment(const QString &name) const { return m_environment.value(name); }

    enum class Input { Closed, Open };
    [[nodiscard]] bool start(const QStringList &arguments, Input input = Input::Closed);
    /// To an open stdin. False when the program has ended or takes nothing for kPatience.
    [[nodiscard]] bool writeLine(const QByteArray &line);
    void closeInput();
    /// The next line of stdout without its end; nothing when the program ended or `patience` is over first.
    [[nodiscard]] std::optional<QByteArray> readLine(std::chrono::milliseconds patience = kPatience);
    /// SIGKILL; returns once it is gone.
    void kill();
    void signal(int number) const;
    /// The exit code; nothing when a signal ended it or it still runs after `patience`.
    [[nodiscard]] std::optional<int> waitForEnd(std::chrono::milliseconds patience = kPatience);
    /// SIGTERM and waitForEnd().
    [[nodiscard]] std::optional<int> terminate(std::chrono::milliseconds patience = kPatience);

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }
    /// What it wrote to stderr, over all starts.
    [[nodiscard]] QByteArray log() const;

private:
    QString m_program;
    QString m_logPath;
    QString m_workingDirectory; ///< Empty: the test's own.
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<QProcess> m_process;
};

/// Adds `option` to a colon-separated variable of the sanitizers such as ASAN_OPTIONS; harmless in other builds.
[[nodiscard]] QString withSanitizerOption(const QString &value, const QString &option);

} // namespace conduit::test
