// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/child_process.h"

#include <QDeadlineTimer>
#include <QJsonObject>
#include <QTemporaryDir>

#include <iterator>
#include <map>
#include <memory>
#include <vector>

namespace conduit::test {

/// An SDK's driver as a process: commands go in, answers and events come out, a line of JSON each.
/// sdk/contract/conformance/README.md has the protocol.
class DriverProcess
{
public:
    /// `command`: the program and its arguments.
    explicit DriverProcess(const QStringList &command);

    void start();
    /// Gives a command and returns its number.
    int call(const QString &what, QJsonObject members);
    /// What came for this number; empty, and failure() says why, when nothing comes in time.
    [[nodiscard]] QJsonObject answerTo(int call, QDeadlineTimer deadline);
    /// The first event of this name that fits and was not given yet. Empty as above.
    [[nodiscard]] QJsonObject event(const QString &name, const QJsonValue &pattern, QDeadlineTimer deadline);
    /// Whether such an event has come, given or not.
    [[nodiscard]] bool hasSeen(const QString &name, const QJsonValue &pattern) const;
    /// Closes its stdin; true when it then ends with 0.
    [[nodiscard]] bool end();
    /// It has answered everything and has had no worker, so the next scenario finds it as if it were new.
    [[nodiscard]] bool isAsNew() const { return !m_hasWorked && std::ssize(m_answers) == m_lastCall; }

    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] QByteArray log() const { return m_process.log(); }

private:
    struct Event
    {
        QJsonObject members;
        bool isGiven = false;
    };
    /// One more message; false when none comes in time, or it is none.
    bool read(QDeadlineTimer deadline);

    QTemporaryDir m_folder;
    QStringList m_arguments;
    ChildProcess m_process;
    int m_lastCall = 0;
    bool m_hasWorked = false;
    std::map<int, QJsonObject> m_answers;
    std::vector<Event> m_events;
    QString m_failure;
};

/// Gives drivers that are as new. An interpreter takes longer to start than most scenarios do, so the next one starts meanwhile.
class DriverSource
{
public:
    explicit DriverSource(QStringList command) : m_command(std::move(command)) { }
    [[nodiscard]] std::unique_ptr<DriverProcess> take();
    /// One that is as new.
    void giveBack(std::unique_ptr<DriverProcess> driver) { m_ready.push_back(std::move(driver)); }
    /// Whether all that are left end as they should.
    [[nodiscard]] bool end();

private:
    void startOneMore();

    const QStringList m_command;
    std::vector<std::unique_ptr<DriverProcess>> m_ready;
};

} // namespace conduit::test
