// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/audit.h>
#include <conduit/result.h>
#include <conduit/transport.h>
#include <conduit/wire.h>
#include <conduit/wire_counts.h>

#include <QObject>

#include <functional>
#include <limits>

namespace conduit::client {

/// Why a call failed: the broker's own words, or that it could not be reached.
struct Failure
{
    struct Detail
    {
        QString pointer; ///< RFC 6901, relative to the payload; `/image` for a missing or wrong member.
        QString keyword;
        QString message;
        int position = 0; ///< In a filter: where the fault is, in UTF-16 units from 0.
        int length = 0;   ///< 0 for a fault that has no place.
    };
    int status = 0; ///< HTTP status; 0 when no answer came.
    /// The contract's word, such as `lease_lost`; `unreachable` or `timeout` when no answer came; empty when it gave none.
    QString code;
    QString message; ///< A sentence that a person can act on.
    QList<Detail> details;
    std::optional<wire::Seconds> retryAfter;

    [[nodiscard]] bool isUnreachable() const { return status == 0; }
};

template<typename T>
using Result = conduit::Result<T, Failure>;

/// Called once with the outcome, on the client's thread, never from inside the call; not at all once `context` is gone.
template<typename T>
using Then = std::function<void(const Result<T> &)>;

/// A fresh id for a task. Chosen by the client and not by the broker, so that a request which HTTP repeats on its own makes no
/// second task. Whoever enqueues the same task again, since no answer came, gives it the same id again.
[[nodiscard]] QString newTaskId();

/// A schema as a file has it: `description` and `fields`, as for POST /task/set_schema. `task_type` may be left out; else it has to be
/// `taskType`. The error says what to change.
[[nodiscard]] conduit::Result<wire::Schema, QString> schemaFromText(const QByteArray &text, const QString &taskType);

class EventStream;

/// A broker as its clients see it. Lives on the thread that made it; every call is asynchronous and returns at once.
/// `context` guards the callback: when it, or the client, is destroyed first, the answer is dropped.
class Client : public QObject
{
    Q_OBJECT
public:
    /// The transport must outlive the client.
    explicit Client(Transport &transport, QObject *parent = nullptr);
    ~Client() override;

    /// How long later calls may take beyond what they ask the broker to wait; 15 s at first.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    /// What this client calls itself in the broker's record of what was done, such as `console anna@host`: up to 100 printable characters.
    void setActor(const QString &actor) { m_actor = actor.toUtf8(); }
    [[nodiscard]] QString actor() const { return QString::fromUtf8(m_actor); }
    /// Answers of more than `bytes` are read on another thread, so that this one, which may have a window, goes on meanwhile; none at
    /// first. Such an answer may come after a smaller one that arrived later.
    void readAsideAbove(qsizetype bytes) { m_bytesReadHere = bytes; }

    void enqueue(const wire::NewTask &task, QObject *context, const Then<wire::Task> &then);
    /// Whether the broker would take it; nothing is stored.
    void tryOut(const wire::NewTask &task, QObject *context, const Then<Unit> &then);
    /// All or none, in one transaction; at most 1,000.
    void enqueueAll(const QList<wire::NewTask> &tasks, QObject *context, const Then<QList<wire::Task>> &then);
    /// What became of one task of enqueueEach().
    struct Enqueued
    {
        Result<wire::Task> task;
        bool isNew = false; ///< False for a refused task, and for one that was there already: its id or unique key was in use.
    };
    /// Each on its own: one that is refused keeps none of the others out. At most 1,000; one answer for each, in their order.
    void enqueueEach(const QList<wire::NewTask> &tasks, QObject *context, const Then<QList<Enqueued>> &then);
    void loadTask(const QString &id, QObject *context, const Then<wire::Task> &then);
    /// The task when neither payload nor output has more bytes than that (at most 1 MiB); else its head, which is there soon
    /// however long they are.
    void loadTaskHead(const QString &id, qint64 bytesMax, QObject *context, const Then<wire::Task> &then);
    /// Answers when the task has ended or `wait` (at most 60 s) is over.
    void awaitTask(const QString &id, wire::Seconds wait, QObject *context, const Then<wire::Task> &then);
    void listTasks(const wire::TaskQuery &query, QObject *context, const Then<wire::TaskPage> &then);
    void listAttempts(const QString &id, QObject *context, const Then<QList<wire::Attempt>> &then);
    void loadLog(const QString &id, QObject *context, const Then<wire::TaskLog> &then);

    // What people do with a task; each answers with the task as it is then.
    /// A waiting task is cancelled at once; a running one is asked to stop, and has `cancelRequested` then.
    void cancelTask(const wire::TaskRef &task, const QString &reason, QObject *context, const Then<wire::Task> &then);
    void retryTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then);
    void promoteTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then); ///< Due now.
    void editTask(const wire::TaskRef &task, const wire::TaskEdit &edit, QObject *context, const Then<wire::Task> &then);
    void deleteTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then); ///< To the trash.
    void restoreTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then);

    void previewOperation(const wire::NewOperation &operation, QObject *context, const Then<wire::OperationPreview> &then);
    void startOperation(const wire::NewOperation &operation, QObject *context, const Then<wire::Operation> &then);
    void loadOperation(const QString &id, QObject *context, const Then<wire::Operation> &then);
    /// Newest first; `limit` from 1 to 100.
    void listOperations(int limit, QObject *context, const Then<QList<wire::ListedOperation>> &then);
    void pauseOperation(const QString &id, QObject *context, const Then<wire::Operation> &then);
    void resumeOperation(const QString &id, QObject *context, const Then<wire::Operation> &then);
    void stopOperation(const QString &id, QObject *context, const Then<wire::Operation> &then);
    void undoOperation(const QString &id, QObject *context, const Then<wire::Operation> &then);

    void listAudit(const wire::AuditQuery &query, QObject *context, const Then<wire::AuditPage> &then);

    void listQueues(QObject *context, const Then<QList<wire::Queue>> &then);
    void pauseQueue(const QString &name, const wire::QueuePause &pause, QObject *context, const Then<wire::Queue> &then);
    void resumeQueue(const QString &name, QObject *context, const Then<wire::Queue> &then);
    /// Forgets an empty queue with its pause and its defaults.
    void deleteQueue(const QString &name, QObject *context, const Then<Unit> &then);
    // What holds for the tasks of a queue, of a type, and for all that neither speaks of. Each time JSON text of an object, as in the
    // contract's `defaults`: only what is said. It is replaced as a whole, and the answer is what is said then.
    void loadQueueDefaults(const QString &name, QObject *context, const Then<QByteArray> &then);
    void setQueueDefaults(const QString &name, const QByteArray &defaults, QObject *context, const Then<QByteArray> &then);
    /// The failure is 404 for a type of which nothing is known.
    void loadTypeDefaults(const QString &taskType, QObject *context, const Then<QByteArray> &then);
    void setTypeDefaults(const QString &taskType, const QByteArray &defaults, QObject *context, const Then<QByteArray> &then);
    /// Nothing is said by brokers that do not tell.
    void loadBrokerDefaults(QObject *context, const Then<QByteArray> &then);
    /// Tasks are taken and none is handed out, from any queue, until resumeAll().
    void pauseAll(const wire::QueuePause &pause, QObject *context, const Then<Unit> &then);
    void resumeAll(QObject *context, const Then<Unit> &then);

    void listTypes(QObject *context, const Then<QStringList> &then);
    void loadSchema(const QString &taskType, QObject *context, const Then<wire::Schema> &then);
    void registerSchema(const wire::Schema &schema, QObject *context, const Then<wire::Schema> &then);

    /// Also sets the operator's defaults: `defaults` is JSON text of an object.
    void putType(const wire::Schema &schema, const QByteArray &defaults, QObject *context, const Then<wire::Schema> &then);
    /// Forgets a type's schema and defaults. Its tasks stay, and any payload fits from then on.
    void deleteType(const QString &taskType, QObject *context, const Then<Unit> &then);

    void listWorkers(QObject *context, const Then<QList<wire::Worker>> &then);
    /// It finishes what it has and gets nothing more until its process ends.
    void drainWorker(const QString &name, QObject *context, const Then<Unit> &then);
    /// The same; then it gives back what it could not finish in time, and ends.
    void stopWorker(const QString &name, QObject *context, const Then<Unit> &then);
    /// Takes one that is not alive off the list, until its next word. `wrong_state` while it is alive.
    void forgetWorker(const QString &name, QObject *context, const Then<Unit> &then);
    void loadStats(QObject *context, const Then<wire::Stats> &then);
    void loadSeries(const wire::SeriesQuery &query, QObject *context, const Then<wire::SeriesAnswer> &then);
    void countFacets(const wire::FacetQuery &query, QObject *context, const Then<wire::Facets> &then);
    /// `after` is empty, or `next` of an earlier answer.
    void loadDeathGroups(const QStringList &types, const QString &after, QObject *context, const Then<wire::DeathGroups> &then);
    void loadHistogram(const wire::HistogramQuery &query, QObject *context, const Then<wire::Histogram> &then);
    void loadDescription(QObject *context, const Then<wire::BrokerDescription> &then);

    // What workers do.
    /// `POST /task/claim`; `results` are stored first, in the same transaction as the claim.
    struct Claimed
    {
        struct Stored
        {
            QString id;
            QString status;    ///< Empty when it was refused.
            QString errorCode; ///< For example `lease_lost`.
        };
        QList<wire::Task> tasks;
        QList<Stored> results;
    };
    /// Returns a handle for abort(): a parked claim is given up when the worker stops.
    using StoredResult = Claimed::Stored;
    Transport::CallId claim(const wire::ClaimRequest &request, const QList<wire::AttemptResult> &results, QObject *context,
                            const Then<Claimed> &then);
    /// `GET /task/next` without any query, for the original's broker, which knows neither leases nor waiting: one task or none.
    Transport::CallId claimNext(QObject *context, const Then<Claimed> &then);
    void abort(Transport::CallId call);
    void reportResult(const wire::AttemptResult &result, QObject *context, const Then<QString> &then); ///< The task's status.
    /// `POST /task/results`: one answer for each, in their order.
    void reportResults(const QList<wire::AttemptResult> &results, QObject *context, const Then<QList<StoredResult>> &then);
    void heartbeat(const QString &worker, const wire::WorkerHeartbeat &beat, QObject *context,
                   const Then<wire::HeartbeatAnswer> &then);
    /// Renews one lease; the answer's id is empty. The failure `lease_lost` says: stop working on it.
    void heartbeatTask(const QString &id, const QString &leaseToken, const wire::TaskHeartbeat &beat, QObject *context,
                       const Then<wire::HeartbeatAnswer::Lease> &then);
    /// Gives a task back without charging the attempt; nobody may claim it before `delay` is over.
    void release(const QString &id, const QString &leaseToken, std::optional<wire::Seconds> delay, QObject *context,
                 const Then<Unit> &then);

    /// What changes in the broker, as it changes; silent until it is started.
    [[nodiscard]] EventStream &events();

    /// True after an answer, false after a call that got none; true at first.
    [[nodiscard]] bool isReachable() const { return m_reachable; }

Q_SIGNALS:
    /// Emitted when isReachable() changes; `reason` says why it is away.
    void reachableChanged(bool reachable, const QString &reason);
    /// An answer has just come which was sent at this time of the broker's, to the second.
    void timeTold(const QDateTime &sentAt);

private:
    friend class EventStream;
    template<typename T, typename Read>
    Transport::CallId call(const Call &call, QObject *context, const Then<T> &then, Read read);
    void change(const wire::TaskRef &task, const QByteArray &verb, const QByteArray &body, QObject *context,
                const Then<wire::Task> &then);
    void changeOperation(const QString &id, const char *verb, QObject *context, const Then<wire::Operation> &then);
    void noteReachable(bool reachable, const QString &reason);

    Transport &m_transport;
    std::chrono::milliseconds m_timeout;
    QByteArray m_actor;
    qsizetype m_bytesReadHere = std::numeric_limits<qsizetype>::max();
    EventStream *m_events = nullptr; ///< A child, once somebody has asked for it.
    bool m_reachable = true;
};

} // namespace conduit::client
