// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

#include <optional>

namespace conduit::ui {

/// One task with its attempts, kept fresh while somebody looks at it and it has not ended. Of a large one the head comes first,
/// then all of it.
class TaskDetailsFeed final : public QObject
{
    Q_OBJECT
public:
    explicit TaskDetailsFeed(client::Client &client, QObject *parent = nullptr);

    /// An empty id shows nothing.
    void show(const QString &id);
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const std::optional<wire::Task> &task() const { return m_task; }
    [[nodiscard]] const QList<wire::Attempt> &attempts() const { return m_attempts; }
    [[nodiscard]] const wire::TaskLog &log() const { return m_log; }
    /// Somebody reads the log, or does so no longer.
    void setLogWanted(bool isWanted);

    void setVisible(bool isVisible);
    /// Somebody saw this task change.
    void noteVersion(const QString &id, qint64 version);
    void reload();

Q_SIGNALS:
    void taskLoaded();
    void attemptsLoaded();
    void logLoaded();
    void attemptsFailed(const QString &why);
    void logFailed(const QString &why);
    void failed(const conduit::client::Failure &failure);

private:
    void take(const client::Result<wire::Task> &answer);
    void loadAttempts();
    void loadLog();
    void waitForChange();
    void noteChanges(const QList<wire::TaskChange> &changes);

    client::Client &m_client;
    QTimer m_timer;
    QString m_id;
    std::optional<wire::Task> m_task;
    QList<wire::Attempt> m_attempts;
    wire::TaskLog m_log;
    bool m_isLogWanted = false;
    quint64 m_generation = 0;
    bool m_isVisible = false;
    bool m_isReading = false;
    bool m_isOld = false; ///< It has changed since it was asked for.
};

} // namespace conduit::ui
