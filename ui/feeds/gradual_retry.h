// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QSet>
#include <QTimer>

namespace conduit::ui {

/// Retries all dead tasks of a group, a few at a time and the oldest first, and stops when too many of them fail again. Each step first
/// asks what became of those before, and then starts a small operation, so that nothing goes on when the console has gone. It walks
/// through the group once: one that dies again stays dead.
class GradualRetry final : public QObject
{
    Q_OBJECT
public:
    enum class State { Idle, Running, Paused };
    struct Plan
    {
        QString type;
        QString filter;      ///< Of the filter language: the group.
        qint64 tasks = 0;    ///< How many they are, as far as it is known.
        QDateTime diedUntil; ///< Those that died later are not meant.
        int perMinute = 10;  ///< 1 or more.
        int failuresMax = 3; ///< So many that fail again end it; 1 or more.
        qint64 revision = 0; ///< Of the broker, from when on failures count.
    };

    explicit GradualRetry(client::Client &client, QObject *parent = nullptr);

    /// Only while idle.
    void start(const Plan &plan);
    void pause();
    void resume();
    void stop();
    /// What the clock does when the next tasks are due.
    void step();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qsizetype retried() const { return m_retried.size(); }
    [[nodiscard]] qsizetype failures() const { return m_failed.size(); }
    [[nodiscard]] const Plan &plan() const { return m_plan; }
    /// How many are retried at a time, and how often: never more often than once a second.
    [[nodiscard]] static qsizetype tasksPerStep(int perMinute);
    [[nodiscard]] static std::chrono::milliseconds restAfterStep(int perMinute);

Q_SIGNALS:
    /// It goes on, rests, or has got further.
    void changed();
    /// Nothing more is done; `text` says why, in a sentence.
    void ended(const QString &text);

private:
    void countFailures(const wire::TaskPage &page);
    void findNext();
    void take(const wire::TaskPage &page);
    void retryFound();
    void endAll();
    void end(const QString &text);

    client::Client &m_client;
    QTimer m_clock;
    Plan m_plan;
    State m_state = State::Idle;
    QStringList m_found; ///< To be retried next.
    QString m_cursor;    ///< Behind these.
    QSet<QString> m_retried;
    QSet<QString> m_failed;
    bool m_isAsking = false;
};

} // namespace conduit::ui
