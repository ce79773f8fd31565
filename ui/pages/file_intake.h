// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>
#include <conduit/wire.h>

#include <QDateTime>
#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace conduit::ui {

class EnqueueRun;
class ManyWizard;
class RunBar;

/// Enqueues a task for each row of a file, one file at a time: while one is under way, its window comes back. A bar tells of it.
class FileIntake final : public QObject
{
    Q_OBJECT
public:
    /// The window of a file stands above `page`, which owns this.
    FileIntake(client::Client &client, std::function<QDateTime()> now, RunBar &bar, QWidget &page);

    void open(const QString &type, const std::optional<wire::Schema> &schema);
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] ManyWizard *wizard() const { return m_wizard; } ///< Null before somebody wanted it.

Q_SIGNALS:
    /// The rows of a file are enqueued from now on.
    void runStarted(EnqueueRun *run);
    /// Somebody wants to see the tasks with this tag.
    void tasksRequested(const QString &tag);

private:
    void begin(const QString &type, const std::optional<wire::Schema> &schema);
    void showWindow();

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    RunBar &m_bar;
    QWidget &m_page;
    ManyWizard *m_wizard = nullptr;
};

} // namespace conduit::ui
