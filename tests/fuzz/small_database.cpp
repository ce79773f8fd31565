// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/small_database.h"

#include "broker/core/moment_text.h"
#include "broker/storage/migrator.h"
#include "broker/storage/sql_task_store.h"
#include "tests/fuzz/fuzz_target.h"

#include <QCoreApplication>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours kAge {1};

Task waiting(qint64 seq, const QByteArray &payload)
{
    Task task;
    task.seq = seq;
    task.id = QUuid(u"0198f0c4-0000-7000-8000-%1"_s.arg(seq, 12, 16, QChar(u'0')));
    task.type = seq % 2 == 0 ? u"echo"_s : u"mail"_s;
    task.queue = u"default"_s;
    task.priority = static_cast<int>(seq);
    task.payload = payload;
    task.createdAt = kSmallDatabaseNow - kAge;
    task.runAt = task.createdAt;
    task.revision = seq;
    return task;
}

void fill(Database &database)
{
    SqlTaskStore store(database);
    Task tagged = waiting(1, R"({"a":1,"b":[true,null,{"c":"x"}],"d":-2.5e3})");
    tagged.tags = {u"red"_s, u"blue"_s};
    tagged.meta = R"({"from":"here"})";
    Task held = waiting(2, "[1,[2],\"x\"]");
    held.state = TaskState::Scheduled;
    held.runAt = kMomentMax;
    const Task large = waiting(3, "{\"long\":\"" + QByteArray(SqlTaskStore::kPayloadInRowMax, 'x') + "\"}");
    for (const Task &task : {tagged, held, large, waiting(4, "null"), waiting(5, "{}")})
        require(store.insert(task).value_or(false), "a task is inserted");
    const auto claimed = store.claim(
        4, {{u"w"_s, "token", kSmallDatabaseNow, kAge, false}, tagged.createdAt, tagged.createdAt, std::nullopt, 6});
    require(claimed.has_value(), "a task is claimed");
    require(store.appendLog(4, 1, {{LogLevel::Info, tagged.createdAt, u"said"_s}}).has_value(), "a task has a log");
    Task failed = waiting(5, "{}");
    failed.state = TaskState::Dead;
    failed.error = u"100% wrong_!"_s;
    failed.completedAt = kSmallDatabaseNow;
    require(store.update(failed, TaskState::Ready).has_value(), "a task is dead");
    require(store.saveCounters(5, 6).has_value(), "the counters are saved");
    require(database.commit().has_value(), "the tasks are there");
}

std::unique_ptr<Database> made()
{
    static int count = 1;
    static char name[] = "fuzz";
    static char *arguments[] = {name, nullptr};
    // Qt looks for its drivers where the application says. Never ended: Qt 6.8 would by then have ended its list of databases.
    static const auto *application = new QCoreApplication(count, arguments);
    Q_UNUSED(application)
    auto database = Database::open(u":memory:"_s, Database::Mode::ReadWrite);
    require(database.has_value(), "a database in memory opens");
    require((*database)->prepareForWriting().has_value(), "it can be written");
    require(migrate(**database, kSmallDatabaseNow).has_value(), "it takes our tables");
    fill(**database);
    return *std::move(database);
}

} // namespace

Database &smallDatabase()
{
    static Database *database = made().release(); // ends with the process, as the application
    return *database;
}

} // namespace conduit::test
