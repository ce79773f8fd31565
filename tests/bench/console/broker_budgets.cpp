// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/big_database.h"
#include "tests/bench/console/budgets.h"
#include "tests/bench/measurement.h"
#include "tests/bench/task_load.h"
#include "ui/models/task_window_model.h"

#include <QThread>

#include <algorithm>
#include <chrono>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kCallsForAMedian = 5;
constexpr auto kOperationPatience = 120s;

double msSince(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

/// The middle one of some calls, in milliseconds.
Result<double> callTime(HttpConnection &connection, const std::string &request)
{
    QList<double> times;
    for (std::size_t i = 0; i < kCallsForAMedian; ++i) {
        const auto start = Clock::now();
        const auto answer = connection.call(request);
        times.append(msSince(start));
        if (!answer)
            return answer.error();
        if (answer->status != 200)
            return describe(*answer);
    }
    return medianOf(times);
}

/// In which the console lets people sort; empty words are columns that it does not sort by.
QStringList sortWords()
{
    QStringList words;
    for (int column = 0; column < ui::TaskWindowModel::kColumnCount; ++column)
        if (const QString word = ui::TaskWindowModel::sortWord(column); !word.isEmpty())
            words.append(word);
    return words;
}

struct Operation
{
    double acceptedMs = 0;
    double tasksPerSecond = 0;
    double slowestWriteMs = 0; ///< Of enqueues by somebody else meanwhile.
};

Result<Operation> operate(const Endpoint &endpoint, const std::string &body)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    Operation operation;
    const auto start = Clock::now();
    auto answer = connection->call(endpoint.post("/operation", body));
    operation.acceptedMs = msSince(start);
    if (!answer)
        return answer.error();
    if (answer->status != 202)
        return describe(*answer);
    const std::string look = endpoint.get("/operation/" + std::string(stringMember(answer->body, "id")));
    while (Clock::now() - start < kOperationPatience) {
        const auto before = Clock::now();
        answer = connection->call(endpoint.post("/task", echoTask()));
        operation.slowestWriteMs = std::max(operation.slowestWriteMs, msSince(before));
        if (!answer || answer->status != 201)
            return answer ? describe(*answer) : answer.error();
        answer = connection->call(look);
        if (!answer)
            return answer.error();
        if (stringMember(answer->body, "state") == "done") {
            const std::string_view done = answer->body.substr(answer->body.find(R"("done":)") + 7);
            const auto count = QByteArray(done.data(), static_cast<qsizetype>(done.find(','))).toDouble();
            operation.tasksPerSecond = count * 1000 / msSince(start);
            return operation;
        }
        QThread::msleep(5);
    }
    return u"the operation has not ended"_s;
}

} // namespace

Result<Figures> measurePages(const BudgetTools &tools)
{
    auto connection = HttpConnection::open(tools.endpoint);
    if (!connection)
        return connection.error();
    const auto bare = callTime(*connection, tools.endpoint.get("/healthz"));
    if (!bare)
        return bare.error();
    Figures figures;
    for (const QString &word : sortWords()) {
        for (const QString &sort : {u'-' + word, word}) {
            const std::string target = "/task?limit=256&sort=" + sort.toStdString();
            const auto time = callTime(*connection, tools.endpoint.get(target));
            if (!time)
                return time.error();
            figures.append(atMost(u"P4"_s, u"256 rows with sort=%1"_s.arg(sort), std::max(*time - *bare, 0.0), 5));
        }
    }
    for (const auto *filter : {"state=dead", "state=ready", "q=is:late", "q=is:held"}) {
        const auto time = callTime(*connection, tools.endpoint.get("/task?limit=256&" + std::string(filter)));
        if (!time)
            return time.error();
        figures.append(atMost(u"P4"_s, u"256 rows with %1"_s.arg(QLatin1StringView(filter)), std::max(*time - *bare, 0.0), 5));
    }
    return figures;
}

Result<Figures> measureCounts(const BudgetTools &tools)
{
    auto connection = HttpConnection::open(tools.endpoint);
    if (!connection)
        return connection.error();
    Figures figures;
    for (const auto &[what, target, limit] :
         {std::tuple(u"counts of all tasks, exact"_s, "/stats", 5.0),
          std::tuple(u"counts of what a filter finds, by state, queue and type"_s, "/task/facets?state=completed", 5.0),
          std::tuple(u"counts of a filter that no index serves, bounded"_s, "/task/facets?q=tag:nightly", 10.0)}) {
        const auto time = callTime(*connection, tools.endpoint.get(target));
        if (!time)
            return time.error();
        figures.append(atMost(u"P9"_s, what, *time, limit));
    }
    return figures;
}

Result<Figures> measureOperations(const BudgetTools &tools)
{
    Figures figures;
    const auto count = qint64(double(tools.tasks) * BigDatabase::kScheduledShare);
    for (const auto &[budget, what, body, limit] :
         {std::tuple(u"P11"_s, u"cancel %1 tasks"_s, R"({"verb":"cancel","filter":{"q":"type:send_mail"}})", 20.0),
          std::tuple(u"P12"_s, u"move %1 tasks to the trash"_s, R"({"verb":"delete","filter":{"q":"type:send_mail"}})",
                     50.0)}) {
        const auto operation = operate(tools.endpoint, body);
        if (!operation)
            return operation.error();
        figures.append(atMost(budget, what.arg(count) + u": accepted"_s, operation->acceptedMs, 100));
        figures.append(atLeast(budget, what.arg(count) + u": pace"_s, operation->tasksPerSecond, 20'000, u"tasks/s"_s));
        figures.append(
            atMost(budget, what.arg(count) + u": the longest that another write takes"_s, operation->slowestWriteMs, limit));
    }
    return figures;
}

} // namespace conduit::bench
