// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_file.h"
#include "ui/models/task_filter.h"

#include <conduit/client.h>

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>

namespace conduit::ui {

/// Writes tasks into a file, page by page as the broker lists them, and holds no more than one page of them, and a few results. While the broker is away it
/// waits and goes on by itself. Only when all are written does the file have its name.
class TaskExport final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Running,
        Waiting, ///< For a broker that is away or busy; reason() says which.
        Stopped, ///< By a person.
        Failed,  ///< reason() says why.
        Done,
    };
    struct Plan
    {
        QString path;
        TaskFile::Format format = TaskFile::Format::Csv;
        QStringList ids = {};      ///< These tasks; empty: those that fit the filter.
        TaskFilter filter = {};    ///< Its order does not matter: tasks go out as they were made, the newest first.
        QSet<QString> except = {}; ///< Of the filter.
        bool withPayloads = false; ///< Only in JSON Lines.
        bool withResults = false;  ///< The same. Each is read by itself, so it takes longer.
    };
    static constexpr int kTasksAtOnce = 500;
    static constexpr qsizetype kIdsAtOnce = 50; ///< As many as a filter takes.
    static constexpr qsizetype kResultsAtOnce = 8;

    TaskExport(client::Client &client, Plan plan);

    void start();
    /// Nothing is left of the file.
    void stop();

    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool hasEnded() const { return m_state != State::Running && m_state != State::Waiting; }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] qint64 written() const { return m_written; }
    /// About how many there are; nothing while nobody knows.
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }

Q_SIGNALS:
    void changed();

private:
    void count();
    void goOn();
    void readNext();
    void readResults();
    void readResult(qsizetype place);
    void takeResults();
    void write(const QList<wire::Task> &tasks);
    [[nodiscard]] wire::TaskQuery nextQuery() const;
    void take(const wire::TaskPage &page);
    void takeFailure(const client::Failure &failure);
    void takeWritten(qint64 tasks, const QString &fault);
    void finish();
    void setState(State state, const QString &reason = {});

    client::Client &m_client;
    Plan m_plan;
    QTimer m_retry;
    std::shared_ptr<TaskFile> m_file; ///< What works in the background has it, too.
    State m_state = State::Running;
    QString m_reason;
    QString m_cursor;
    qsizetype m_idsRead = 0;
    bool m_isAtEnd = false;
    QList<wire::Task> m_pending;              ///< Of the page, those that are not written because their results are missing.
    qsizetype m_awaited = 0;                  ///< Results that were asked for.
    std::optional<client::Failure> m_trouble; ///< With one of them.
    qint64 m_written = 0;
    std::optional<qint64> m_total;
};

} // namespace conduit::ui
