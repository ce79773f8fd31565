// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/export_run.h"
#include "ui/models/task_filter.h"

#include <QSet>

#include <optional>

namespace conduit::ui {

/// Writes tasks into a file, as the broker lists them; with results, some at a time, as each of these is read by itself.
class TaskExport final : public ExportRun
{
    Q_OBJECT
public:
    struct Plan
    {
        QString path;
        ExportFile::Format format = ExportFile::Format::Csv;
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

    /// With how many there are, as far as that is known at once.
    void start();

    [[nodiscard]] const Plan &plan() const { return m_plan; }

private:
    void count();
    void readNext() override;
    void readPage();
    [[nodiscard]] wire::TaskQuery nextQuery() const;
    void takePage(const wire::TaskPage &page);
    void readResults();
    void readResult(qsizetype place);
    void takeResult();
    void write(const QList<wire::Task> &tasks);

    client::Client &m_client;
    Plan m_plan;
    QString m_cursor;
    qsizetype m_idsRead = 0;
    bool m_isLastPage = false;
    QList<wire::Task> m_pending;              ///< Of the page, those that are not written because their results are missing.
    qsizetype m_awaited = 0;                  ///< Results that were asked for.
    std::optional<client::Failure> m_trouble; ///< With one of them.
};

} // namespace conduit::ui
