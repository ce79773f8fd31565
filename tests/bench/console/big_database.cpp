// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/big_database.h"

#include "tests/bench/task_load.h"
#include "tests/support/broker_process.h"

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double kDeadShare = 0.012;
constexpr double kBelowNeedleShare = 0.05;
constexpr ClaimLoad kWide {4, 100};
constexpr std::size_t kClaimTasks = 100;

std::string task(std::string_view type, std::string_view payload, std::string_view more = {})
{
    return R"({"task_type":")" + std::string(type) + R"(","payload":)" + std::string(payload) + std::string(more) + "}";
}

std::string textPayload(std::size_t bytes)
{
    std::string lines = R"({"lines":[)";
    for (std::size_t number = 0; lines.size() + 60 < bytes; ++number)
        lines += (number == 0 ? "" : ",") + (R"("line )" + std::to_string(number)) + R"( of a text that somebody has sent")";
    return lines + "]}";
}

/// Has each of these tasks fail, which is its end.
Result<Unit> failAll(const Endpoint &endpoint, const std::string &type)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    std::vector<std::pair<std::string, std::string>> claimed;
    std::size_t number = 0;
    do {
        std::string body =
            R"({"worker":"gpu-03","types":[")" + type + R"("],"n":)" + std::to_string(kClaimTasks) + R"(,"results":[)";
        for (std::size_t i = 0; i < claimed.size(); ++i, ++number)
            body += (i == 0 ? "" : ",") + (R"({"id":")" + claimed[i].first) + R"(","lease_token":")" + claimed[i].second
                + R"(","error":"disk full: errno 28 while writing out/cat-)" + std::to_string(number) + R"(.avif"})";
        const auto answer = connection->call(endpoint.post("/task/claim", body + "]}"));
        if (!answer)
            return answer.error();
        if (answer->status != 200)
            return describe(*answer);
        claimed = claimedIn(answer->body);
    } while (!claimed.empty());
    return Unit {};
}

} // namespace

Result<QDir> BigDatabase::folder() const
{
    const QString made = QDir(cacheFolder).filePath(u"console-%1"_s.arg(tasks));
    if (QFile::exists(made))
        return QDir(made);
    tell(u"making a database of %1 tasks in %2, once"_s.arg(tasks).arg(made));
    const QString underWay = made + u".part"_s;
    QDir(underWay).removeRecursively();
    test::BrokerProcess broker(binFolder);
    broker.setDataFolder(underWay);
    if (!broker.start())
        return QString::fromUtf8(broker.log());
    Endpoint endpoint;
    endpoint.port = broker.port();
    if (const auto filled = fill(endpoint); !filled)
        return filled.error();
    if (broker.terminate() != 0)
        return u"the broker did not stop cleanly: "_s + QString::fromUtf8(broker.log());
    if (!QDir().rename(underWay, made))
        return u"cannot write "_s + made;
    return QDir(made);
}

std::size_t BigDatabase::share(double part) const
{
    return std::max<std::size_t>(static_cast<std::size_t>(static_cast<double>(tasks) * part), 1);
}

Result<Unit> BigDatabase::fill(const Endpoint &endpoint) const
{
    // What has completed would be forgotten after three days, and the database is to last longer.
    if (const auto kept = setDefaults(endpoint, "echo", R"({"keep_completed":300000000})"); !kept)
        return kept.error();
    struct Part
    {
        double share;
        std::string task;
    };
    const auto enqueue = [&](std::initializer_list<Part> parts) -> Result<Unit> {
        for (const Part &part : parts)
            if (const auto done = enqueueInBatches(endpoint, share(part.share), part.task); !done)
                return done.error();
        return Unit {};
    };
    const std::string echo = R"({"echo":"hello world hello world hello world"})";
    const std::string picture = R"({"source":"in/cat-0412.png","width":1024,"formats":["webp","avif"]})";
    const std::string document = R"({"url":"https://example.org/handbook.pdf","language":"de"})";
    const std::string mail = R"({"to":["ada@example.org"],"subject":"Your export is ready"})";
    if (const auto done = enqueue({{0.26, task("echo", echo)},
                                   {0.26, task("echo", echo, R"(,"queue":"mail","priority":7)")},
                                   {0.16, task("echo", echo, R"(,"queue":"gpu","tags":["nightly"])")}});
        !done)
        return done.error();
    if (const auto ended = workOff(endpoint, static_cast<std::size_t>(tasks), kWide); !ended)
        return ended.error();
    if (const auto done = enqueue({{kDeadShare, task("resize_image", picture, R"(,"queue":"gpu","max_attempts":1)")}}); !done)
        return done.error();
    if (const auto dead = failAll(endpoint, "resize_image"); !dead)
        return dead.error();
    const double waiting = 1 - 0.68 - kDeadShare - kScheduledShare - kBelowNeedleShare;
    const double single = 0; // a share of no task is one task
    return enqueue({{kScheduledShare, task("send_mail", mail, R"(,"queue":"mail","delay":300000000)")},
                    {waiting, task("index_document", document)},
                    {single, task("index_document", R"({"needle":4711})")},
                    {single, task(kLargePayloadType, textPayload(7'000'000))},
                    {single, task(kSmallPayloadType, textPayload(64'000))},
                    {kBelowNeedleShare, task("index_document", document)}});
}

Result<Unit> setDefaults(const Endpoint &endpoint, const std::string &type, const std::string &defaults)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const std::string post = endpoint.post("/task/types/" + type, R"({"defaults":)" + defaults + "}");
    const auto answer = connection->call("PUT" + post.substr(4));
    if (!answer)
        return answer.error();
    return answer->status == 200 ? Result<Unit>(Unit {}) : Result<Unit>(describe(*answer));
}

Result<std::string> idOfType(const Endpoint &endpoint, const std::string &type)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const auto answer = connection->call(endpoint.get("/task?limit=1&type=" + type));
    if (!answer)
        return answer.error();
    const auto id = std::string(stringMember(answer->body, "id"));
    return answer->status == 200 && !id.empty() ? Result<std::string>(id) : Result<std::string>(describe(*answer));
}

} // namespace conduit::bench
