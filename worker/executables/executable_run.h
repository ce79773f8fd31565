// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/executables/executable_output.h"
#include <conduit/handler.h>

#include <QEventLoop>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>

namespace conduit::worker {

/// What an executable finds in its environment: PATH, HOME, USER, LOGNAME, SHELL, LANG, LC_*, TZ and TMPDIR as the worker has them, and
/// CONDUIT_TASK_ID, CONDUIT_TASK_TYPE and CONDUIT_ATTEMPT. Nothing else: a worker's token is none of its business.
[[nodiscard]] QProcessEnvironment environmentOf(const TaskContext &context, const QProcessEnvironment &workers);

/// One run of an executable, on the thread of its task.
class ExecutableRun
{
public:
    ExecutableRun(const QString &program, const TaskContext &context, std::chrono::milliseconds killAfter);
    /// Blocks until the process has ended.
    [[nodiscard]] Outcome run();

private:
    void watch();
    void signalGroup(int signal) const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] Failure failure(const QString &what, const QString &errorClass) const;

    const TaskContext &m_context;
    ExecutableOutput m_output;
    QProcess m_process;
    QEventLoop m_loop;
    QTimer m_watch;
    QTimer m_killTimer; ///< Set to the time from SIGTERM to SIGKILL.
    qint64 m_group = 0;
    bool m_wasAskedToEnd = false;
};

} // namespace conduit::worker
