// SPDX-License-Identifier: GPL-3.0-only
#include "tests/counts/drive.h"

#include "tests/bench/task_load.h"
#include "tests/counts/hand_driven_broker.h"
#include "tests/counts/meter.h"

#include <QDir>

#include <functional>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace conduit::counts {

using namespace Qt::StringLiterals;
using bench::HttpConnection;
using bench::Result;

namespace {

constexpr std::size_t kSingleRequestsPerTurn = 16;
constexpr std::size_t kBatchTasks = 1'000;
constexpr std::size_t kTasksPerClaim = 10;
constexpr int kWarmUpTurns = 4;
constexpr int kTurnsOfSingleRequests = 32;
constexpr int kTurnsOfClaims = 40; ///< For both sides, and the first turns, there must be tasks in a batch.
/// More than any request or answer here, since who sends on this thread cannot wait for who reads on it.
constexpr int kSocketBufferBytes = 1024 * 1024;

enum class Side { Nobody, Front, Lane };

bool hasBytes(const HttpConnection &connection)
{
    pollfd state {.fd = connection.descriptor(), .events = POLLIN, .revents = 0};
    return ::poll(&state, 1, 0) > 0;
}

/// What the clients say. As in bench::Dialogue, but nobody is ever silent.
struct Work
{
    QString name;
    std::size_t clients = 1;
    std::size_t tasksPerTurn = 1; ///< Of all clients together.
    int turns = 1;                ///< That are counted on each side; a few more go before them.
    std::function<std::string_view(std::size_t client)> ask;
    std::function<QString(std::size_t client, const bench::Answer &answer)> hear;
};

/// A broker and its clients. In each turn every client sends one request, and the lane deals with all of them together.
class Exchange
{
public:
    explicit Exchange(const QString &databasePath) : m_broker(databasePath) { }

    Result<Unit> connect(std::size_t clients)
    {
        auto opened = bench::openConnections(m_broker.endpoint(), clients);
        if (!opened)
            return opened.error();
        m_clients = *std::move(opened);
        for (const HttpConnection &client : m_clients) {
            ::setsockopt(client.descriptor(), SOL_SOCKET, SO_SNDBUF, &kSocketBufferBytes, sizeof kSocketBufferBytes);
            ::setsockopt(client.descriptor(), SOL_SOCKET, SO_RCVBUF, &kSocketBufferBytes, sizeof kSocketBufferBytes);
        }
        return Unit {};
    }

    [[nodiscard]] bench::Endpoint endpoint() const { return m_broker.endpoint(); }

    Result<Unit> turns(const Work &work, int count)
    {
        for (int i = 0; i < count; ++i) {
            if (const auto done = turn(work); !done)
                return done.error();
        }
        return Unit {};
    }

    /// Does the work with what one side does in it counted, then with the other side.
    Result<QList<Part>> count(const Work &work)
    {
        QList<Part> parts;
        for (const auto &[side, sideName] : {std::pair(Side::Front, u" front"_s), std::pair(Side::Lane, u" lane"_s)}) {
            m_meter.emplace();
            m_counted = side;
            const auto done = turns(work, work.turns);
            m_counted = Side::Nobody;
            if (!done)
                return done.error();
            const QString name = work.name + sideName;
            parts.append({name, static_cast<qint64>(work.tasksPerTurn) * work.turns, m_meter->finish(name)});
        }
        return parts;
    }

private:
    template<typename Act>
    void run(Side side, Act act)
    {
        if (side == m_counted)
            m_meter->count(act);
        else
            act();
    }

    Result<Unit> turn(const Work &work)
    {
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            if (const auto sent = m_clients[i].send(work.ask(i)); !sent)
                return sent.error();
        }
        run(Side::Front, [&] { m_broker.readRequests(m_clients.size()); });
        run(Side::Lane, [&] { m_broker.runTurn(); });
        run(Side::Front, [&] { m_broker.sendAnswers(); });
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            if (const auto come = awaitAnswer(m_clients[i]); !come)
                return come.error();
            if (const QString fault = work.hear(i, m_clients[i].answer()); !fault.isEmpty())
                return fault;
        }
        return Unit {};
    }

    /// A long answer leaves in pieces, as the client makes room for them.
    Result<Unit> awaitAnswer(HttpConnection &client)
    {
        for (;;) {
            while (!hasBytes(client))
                run(Side::Front, [&] { m_broker.sendAnswers(); });
            const auto whole = client.receive();
            if (!whole)
                return whole.error();
            if (*whole)
                return Unit {};
        }
    }

    HandDrivenBroker m_broker;
    std::vector<HttpConnection> m_clients;
    std::optional<Meter> m_meter;
    Side m_counted = Side::Nobody;
};

QString heardCreated(std::size_t, const bench::Answer &answer)
{
    return answer.status == 201 ? QString() : bench::describe(answer);
}

/// Statements are prepared and buffers grown in turns that nobody counts.
Result<QList<Part>> countWarm(Exchange &exchange, const Work &work)
{
    if (const auto connected = exchange.connect(work.clients); !connected)
        return connected.error();
    if (const auto done = exchange.turns(work, kWarmUpTurns); !done)
        return done.error();
    return exchange.count(work);
}

Result<QList<Part>> countSingleRequests(Exchange &exchange)
{
    const std::string request = exchange.endpoint().post("/task", bench::echoTask());
    return countWarm(exchange,
                     {u"W1"_s, kSingleRequestsPerTurn, kSingleRequestsPerTurn, kTurnsOfSingleRequests,
                      [&](std::size_t) { return std::string_view(request); }, heardCreated});
}

Work batches(const std::string &request)
{
    return {u"W2"_s, 1, kBatchTasks, 1, [&](std::size_t) { return std::string_view(request); }, heardCreated};
}

Result<QList<Part>> countBatches(Exchange &exchange)
{
    const std::string request = exchange.endpoint().post("/task/batch", bench::batchBody(kBatchTasks));
    return countWarm(exchange, batches(request));
}

Result<QList<Part>> countClaims(Exchange &exchange)
{
    const std::string batch = exchange.endpoint().post("/task/batch", bench::batchBody(kBatchTasks));
    if (const auto connected = exchange.connect(1); !connected)
        return connected.error();
    if (const auto filled = exchange.turns(batches(batch), 1); !filled)
        return filled.error();
    std::vector<std::pair<std::string, std::string>> claimed;
    std::string request;
    const auto ask = [&](std::size_t) {
        request = exchange.endpoint().post("/task/claim", bench::claimBody(kTasksPerClaim, 0, claimed));
        return std::string_view(request);
    };
    const auto hear = [&](std::size_t, const bench::Answer &answer) {
        claimed = bench::claimedIn(answer.body);
        return answer.status == 200 && claimed.size() == kTasksPerClaim ? QString() : bench::describe(answer);
    };
    return countWarm(exchange, {u"W3"_s, 1, kTasksPerClaim, kTurnsOfClaims, ask, hear});
}

} // namespace

Result<QList<Part>> driveAll(const QString &folder)
{
    QList<Part> parts;
    for (const auto &countWork : {countSingleRequests, countBatches, countClaims}) {
        Exchange exchange(QDir(folder).filePath(u"%1.db"_s.arg(parts.size())));
        auto counted = countWork(exchange);
        if (!counted)
            return counted.error();
        parts += *std::move(counted);
    }
    return parts;
}

} // namespace conduit::counts
