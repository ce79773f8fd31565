// SPDX-License-Identifier: GPL-3.0-only
// What the engine asks of the tasks; what it changes stands in sql_task_store.cpp.
#include "broker/storage/sql_task_store.h"

#include "broker/storage/sql_values.h"
#include "broker/storage/task_row.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Forgettable forgettableFromRow(const Row &row) { return {row.integer(0), row.text(1), row.text(2), row.moment(3)}; }

} // namespace

Result<std::optional<Task>> SqlTaskStore::find(const QUuid &id)
{
    return m_database.readOne(u"task.find"_s, {{u":id"_s, sqlFrom(id)}}, taskFromRow);
}

Result<std::optional<Task>> SqlTaskStore::findHead(const QUuid &id)
{
    if (auto running = m_running->find(id))
        return running;
    return m_database.readOne(u"task.find_head"_s, {{u":id"_s, sqlFrom(id)}}, taskHeadFromRow);
}

Result<std::optional<Task>> SqlTaskStore::findHeadBySeq(qint64 seq)
{
    return m_database.readOne(u"task.find_head_by_seq"_s, {{u":seq"_s, seq}}, taskHeadFromRow);
}

Result<Documents> SqlTaskStore::documentHeads(qint64 seq, qint64 bytesMax)
{
    struct Sizes
    {
        bool isInRow = false;
        qint64 payload = 0;
        qint64 output = 0;
    };
    const auto sizes = m_database.readOne(u"task.document_sizes"_s, {{u":seq"_s, seq}}, [](const Row &row) {
        return Sizes {.isInRow = row.integer(0) == 1, .payload = row.integer(1), .output = row.integer(2)};
    });
    if (!sizes)
        return sizes.error();
    Q_ASSERT_X(*sizes, "SqlTaskStore::documentHeads", "the task is there");
    Documents heads {.payloadSize = (*sizes)->payload, .outputSize = (*sizes)->output};
    auto payload = m_database.readBeginning((*sizes)->isInRow ? "tasks" : "payloads", "payload", seq, bytesMax);
    if (!payload)
        return payload.error();
    heads.payload = *std::move(payload);
    if (heads.outputSize == 0)
        return heads;
    auto output = m_database.readBeginning("tasks", "output", seq, bytesMax);
    if (!output)
        return output.error();
    heads.output = *std::move(output);
    return heads;
}

Result<std::optional<Task>> SqlTaskStore::keyHolder(const QString &type, const QString &key)
{
    return m_database.readOne(u"task.key_holder"_s, {{u":type"_s, type}, {u":unique_key"_s, key}}, taskHeadFromRow);
}

Result<bool> SqlTaskStore::isBuried(const QUuid &id)
{
    return m_database.hasRow(u"task.is_buried"_s, {{u":id"_s, sqlFrom(id)}});
}

Result<std::optional<Task>> SqlTaskStore::serialActive(const QString &key)
{
    return m_database.readOne(u"task.serial_active"_s, {{u":serial_key"_s, key}}, taskHeadFromRow);
}

Result<std::optional<Task>> SqlTaskStore::serialNext(const QString &key)
{
    return m_database.readOne(u"task.serial_next"_s, {{u":serial_key"_s, key}}, taskHeadFromRow);
}

Result<std::vector<Claimable>> SqlTaskStore::claimable(const QString &queue, const QString &type, int max)
{
    return m_database.readAll(
        u"task.claimable"_s, {{u":queue"_s, queue}, {u":type"_s, type}, {u":max"_s, max}}, [](const Row &row) {
            return Claimable {row.integer(0), row.integer(1), row.integer(2), taskPolicyFrom(row.bytes(3))};
        });
}

Result<std::vector<Task>> SqlTaskStore::claimableWhole(const QString &queue, const QString &type, int max,
                                                       qint64 payloadBytesMax)
{
    std::vector<Task> tasks;
    qint64 bytes = 0;
    const Status done = m_database.readEach(u"task.claimable_whole"_s,
                                            {{u":queue"_s, queue}, {u":type"_s, type}, {u":max"_s, max}}, [&](const Row &row) {
                                                Task task = taskFromRow(row);
                                                bytes += task.payload.size();
                                                if (!tasks.empty() && bytes > payloadBytesMax)
                                                    return false;
                                                tasks.push_back(std::move(task));
                                                return true;
                                            });
    if (!done)
        return done.error();
    return tasks;
}

Result<std::optional<Moment>> SqlTaskStore::nextDue(const QString &queue, const QString &type)
{
    return m_database.readOne(u"task.next_due"_s, {{u":queue"_s, queue}, {u":type"_s, type}},
                              [](const Row &row) { return row.moment(0); });
}

Result<std::vector<Task>> SqlTaskStore::dueBy(Moment now, int max)
{
    return m_database.readAll(u"task.due"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}, taskHeadFromRow);
}

Result<std::vector<Task>> SqlTaskStore::overdueBy(Moment now, int max)
{
    return m_database.readAll(u"task.overdue"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}, taskHeadFromRow);
}

Result<std::vector<Task>> SqlTaskStore::expiredBy(Moment now, int max)
{
    return m_database.readAll(u"task.expired"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}, taskHeadFromRow);
}

Result<std::vector<Task>> SqlTaskStore::heldBy(const QString &worker)
{
    return m_database.readAll(u"task.held_by"_s, {{u":worker"_s, worker}}, taskHeadFromRow);
}

Result<std::vector<WorkerLoad>> SqlTaskStore::loads()
{
    return m_database.readAll(u"task.loads"_s, {},
                              [](const Row &row) { return WorkerLoad {row.text(0), row.smallInteger(1)}; });
}

Result<std::vector<Forgettable>> SqlTaskStore::forgettable(const EndedQuery &query, int max)
{
    return m_database.readAll(u"task.forgettable"_s,
                              {{u":state"_s, wordFrom(query.state)},
                               {u":queue"_s, query.queue},
                               {u":type"_s, query.type},
                               {u":ended_by"_s, sqlFrom(query.endedBy)},
                               {u":steady_now"_s, sqlFrom(query.steadyNow)},
                               {u":max"_s, max}},
                              forgettableFromRow);
}

Result<std::vector<Forgettable>> SqlTaskStore::trashedBy(Moment moment, int max)
{
    return m_database.readAll(u"task.trashed_by"_s, {{u":moment"_s, sqlFrom(moment)}, {u":max"_s, max}}, forgettableFromRow);
}

Result<std::vector<TallyRow>> SqlTaskStore::tally()
{
    return m_database.readAll(u"task.tally"_s, {}, [](const Row &row) {
        return TallyRow {row.text(0), row.text(1), *taskStateFromWord(row.text(2)), row.integer(3)};
    });
}

Result<qint64> SqlTaskStore::lastSeq() { return m_database.readNumber(u"task.last_seq"_s, {}); }

Result<qint64> SqlTaskStore::lastRevision() { return m_database.readNumber(u"task.last_revision"_s, {}); }

} // namespace conduit::broker
