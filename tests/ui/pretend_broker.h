// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/transport.h>
#include <conduit/wire.h>

#include <QHash>
#include <QMap>
#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

namespace conduit::test {

/// A broker in memory with the tasks, types and workers that a test gives it, for whole windows and for pictures of them. It
/// answers later, from the event loop, as a real one does. For single questions and answers ScriptedTransport is the better double.
class PretendBroker final : public client::Transport
{
public:
    /// `now` is the time of whatever happens to its tasks.
    explicit PretendBroker(QDateTime now);

    /// Adds a task on top of the list. Members that are left empty get sensible values.
    void add(wire::Task task);
    void change(const QString &id, const std::function<void(wire::Task &)> &edit);
    /// Into the trash.
    void remove(const QString &id);
    void addSchema(const QByteArray &text);
    void setWorkers(const QList<wire::Worker> &workers) { m_workers = workers; }
    /// A queue that somebody has paused, also without tasks.
    void pause(const QString &queue, const wire::QueuePause &pause) { m_pauses.insert(queue, pause); }
    void setAttempts(const QString &id, const QList<wire::Attempt> &attempts) { m_attempts.insert(id, attempts); }
    void setLog(const QString &id, const QByteArray &answer) { m_logs.insert(id, answer); }
    /// Below all others `count` tasks that exist only when they are asked for.
    void addMany(int count, std::function<wire::Task(int)> taskAt);

    /// The answer to `GET /audit`, whatever is asked for.
    void setAudit(const QByteArray &page) { m_audit = page; }
    /// What a path is answered with, in place of what it would say itself, by the request's query.
    void setAnswer(const QString &path, std::function<QByteArray(const QMap<QString, QString> &)> answer)
    {
        m_answers.insert(path, std::move(answer));
    }
    /// How far its clock is ahead of the tests' present; nothing: it does not tell.
    void setSkew(std::optional<std::chrono::seconds> skew) { m_skew = skew; }
    /// Nobody answers any more, or again.
    void setAway(bool isAway) { m_isAway = isAway; }
    /// Whatever is asked for has this answer; status 0 for its own again.
    void setTrouble(client::Reply answer) { m_trouble = std::move(answer); }
    /// What `POST /task` is answered with instead of storing it; status 0 for storing it.
    void setEnqueueAnswer(client::Reply answer) { m_enqueueAnswer = std::move(answer); }

    [[nodiscard]] int tasks() const { return static_cast<int>(m_many + m_tasks.size()); }
    [[nodiscard]] const QList<client::Call> &calls() const { return m_calls; }
    /// No call waits for its answer.
    [[nodiscard]] bool isIdle() const { return m_waiting.empty(); }
    [[nodiscard]] int largestPage() const { return m_largestPage; }

    CallId send(const client::Call &call, Done done) override;
    void abort(CallId id) override;

private:
    [[nodiscard]] client::Reply answerTo(const client::Call &call);
    [[nodiscard]] client::Reply answerToGet(const QString &path, const QMap<QString, QString> &query);
    [[nodiscard]] QByteArray list(const QMap<QString, QString> &query);
    /// Of the tasks that were added by themselves; of the others only the states.
    [[nodiscard]] QByteArray facets(const QMap<QString, QString> &query) const;
    [[nodiscard]] QByteArray histogram(const QMap<QString, QString> &query) const;
    [[nodiscard]] QByteArray stats() const;
    [[nodiscard]] QMap<QString, QMap<QString, qint64>> queueCounts() const;
    [[nodiscard]] client::Reply deleteQueue(const QString &queue);
    [[nodiscard]] QByteArray queues() const;
    [[nodiscard]] client::Reply enqueue(const QByteArray &body);
    [[nodiscard]] client::Reply enqueueEach(const QByteArray &body);
    /// Says that it is done, and does nothing.
    [[nodiscard]] client::Reply operate(const QByteArray &body);
    [[nodiscard]] wire::Task taskAt(qsizetype place) const;
    [[nodiscard]] qsizetype placeOf(const QString &id) const;

    QDateTime m_now;
    QList<wire::Task> m_tasks; ///< Oldest first.
    qsizetype m_many = 0;
    std::function<wire::Task(int)> m_manyAt;
    QMap<QString, qint64> m_manyStates;
    QByteArray m_audit = R"({"entries":[],"next":null})";
    QMap<QString, QByteArray> m_schemas;
    QList<wire::Worker> m_workers;
    QMap<QString, wire::QueuePause> m_pauses;
    QHash<QString, QList<wire::Attempt>> m_attempts;
    QHash<QString, QByteArray> m_logs;
    QMap<qint64, QString> m_changes; ///< Revision → id.
    std::map<CallId, Done> m_waiting;
    QList<client::Call> m_calls;
    client::Reply m_enqueueAnswer;
    client::Reply m_trouble;
    QMap<QString, std::function<QByteArray(const QMap<QString, QString> &)>> m_answers;
    QObject m_context;
    CallId m_lastId = 0;
    qint64 m_revision = 1;
    int m_largestPage = 0;
    bool m_isAway = false;
    std::optional<std::chrono::seconds> m_skew;
};

} // namespace conduit::test
