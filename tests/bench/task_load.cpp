// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/task_load.h"

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Finished = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kBatchTasksMax = 1'000;
constexpr std::size_t kReadConnections = 16;

/// No longer than the broker allows; asked again until the work ends or an hour is over.
constexpr int kWaitSeconds = 30;
constexpr int kWaitsMax = 120;

Result<TaskIds> enqueueByOneCaller(const Endpoint &endpoint, std::size_t count)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const std::string request = endpoint.post("/task", echoTask());
    TaskIds ids;
    ids.reserve(count);
    while (ids.size() < count) {
        const auto answer = (*connection).call(request);
        if (!answer)
            return answer.error();
        if (answer->status != 201)
            return describe(*answer);
        ids.emplace_back(stringMember(answer->body, "id"));
    }
    return ids;
}

Result<Unit> awaitEnd(const Endpoint &endpoint, const std::string &id)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const std::string request = endpoint.get("/task/" + id + "?wait=" + std::to_string(kWaitSeconds));
    for (int i = 0; i < kWaitsMax; ++i) {
        const auto answer = (*connection).call(request);
        if (!answer)
            return answer.error();
        if (answer->status != 200)
            return describe(*answer);
        if (stringMember(answer->body, "status") == "Completed")
            return Unit {};
    }
    return u"a task did not complete: "_s + QString::fromStdString(id);
}

} // namespace

std::string_view echoTask() { return R"({"task_type":"echo","payload":{"echo":"hello world hello world hello world"}})"; }

std::size_t occurrences(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

std::string batchBody(std::size_t count, std::string_view task)
{
    std::string body = R"({"tasks":[)";
    for (std::size_t i = 0; i < count; ++i) {
        body += i == 0 ? "" : ",";
        body += task;
    }
    return body + "]}";
}

std::string_view stringMember(std::string_view json, std::string_view name)
{
    const std::string key = '"' + std::string(name) + R"(":")";
    const std::size_t found = json.find(key);
    if (found == std::string_view::npos)
        return {};
    const std::size_t start = found + key.size();
    return json.substr(start, json.find('"', start) - start);
}

Result<TaskIds> enqueueSingly(const Endpoint &endpoint, std::size_t count, std::size_t connectionCount)
{
    // An epoll set costs a system call a request, which a single caller does not have.
    if (connectionCount == 1)
        return enqueueByOneCaller(endpoint, count);
    auto connections = openConnections(endpoint, connectionCount);
    if (!connections)
        return connections.error();
    const std::string request = endpoint.post("/task", echoTask());
    TaskIds ids;
    ids.reserve(count);
    std::size_t asked = 0;
    const auto done = converse(*connections,
                               {[&](std::size_t) { return asked++ < count ? std::string_view(request) : std::string_view(); },
                                [&](std::size_t, const Answer &answer) {
                                    if (answer.status != 201)
                                        return describe(answer);
                                    ids.emplace_back(stringMember(answer.body, "id"));
                                    return QString();
                                }});
    if (!done)
        return done.error();
    return ids;
}

Result<bool> offersBatches(const Endpoint &endpoint)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const auto answer = (*connection).call(endpoint.post("/task/batch", batchBody(1)));
    if (!answer)
        return answer.error();
    if (answer->status == 404 || answer->status == 405 || answer->status == 501)
        return false;
    if (answer->status != 201)
        return describe(*answer);
    return true;
}

Result<Unit> enqueueInBatches(const Endpoint &endpoint, std::size_t count, std::string_view task)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const std::size_t batchSize = std::min(count, kBatchTasksMax);
    const std::string fullBatch = endpoint.post("/task/batch", batchBody(batchSize, task));
    for (std::size_t left = count; left > 0;) {
        const std::size_t size = std::min(left, batchSize);
        const auto answer =
            (*connection).call(size == batchSize ? fullBatch : endpoint.post("/task/batch", batchBody(size, task)));
        if (!answer)
            return answer.error();
        if (answer->status != 201)
            return describe(*answer);
        left -= size;
    }
    return Unit {};
}

std::string claimBody(std::size_t n, int waitSeconds, const Finished &finished, std::string_view worker, std::string_view type)
{
    std::string body =
        R"({"worker":")" + std::string(worker) + R"(","types":[")" + std::string(type) + R"("],"n":)" + std::to_string(n);
    if (waitSeconds > 0)
        body += R"(,"wait":)" + std::to_string(waitSeconds);
    if (!finished.empty())
        body += R"(,"results":[)";
    for (std::size_t i = 0; i < finished.size(); ++i) {
        body += i == 0 ? "" : ",";
        body += R"({"id":")" + finished[i].first + R"(","lease_token":")" + finished[i].second
            + R"(","output":{"echoed":{"echo":"hello world hello world hello world"}}})";
    }
    return body + (finished.empty() ? "}" : "]}");
}

Finished claimedIn(std::string_view body)
{
    // A claimed task has its id first and its token somewhere behind it; stored results have ids but no token.
    Finished claimed;
    constexpr std::string_view kId = R"("id":")";
    constexpr std::string_view kToken = R"("lease_token":")";
    for (std::size_t token = body.find(kToken); token != std::string_view::npos; token = body.find(kToken, token + 1)) {
        const std::size_t id = body.rfind(kId, token) + kId.size();
        const std::size_t text = token + kToken.size();
        claimed.emplace_back(body.substr(id, body.find('"', id) - id), body.substr(text, body.find('"', text) - text));
    }
    return claimed;
}

Result<std::size_t> workOff(const Endpoint &endpoint, std::size_t count, const ClaimLoad &load)
{
    auto connections = openConnections(endpoint, load.connections);
    if (!connections)
        return connections.error();
    struct Slot
    {
        std::string request;
        Finished claimed;
        bool foundNothing = false;
    };
    std::vector<Slot> slots(load.connections);
    std::size_t stored = 0;
    const auto done = converse(*connections,
                               {[&](std::size_t i) {
                                    Slot &slot = slots[i];
                                    if (slot.foundNothing || stored >= count)
                                        return std::string_view();
                                    slot.request = endpoint.post("/task/claim", claimBody(load.tasksPerClaim, 0, slot.claimed));
                                    return std::string_view(slot.request);
                                },
                                [&](std::size_t i, const Answer &answer) {
                                    if (answer.status != 200)
                                        return describe(answer);
                                    Slot &slot = slots[i];
                                    const std::size_t accepted = occurrences(answer.body, R"("status":"Completed")");
                                    if (accepted != slot.claimed.size())
                                        return u"results were refused: "_s + describe(answer);
                                    stored += accepted;
                                    slot.claimed = claimedIn(answer.body);
                                    slot.foundNothing = slot.claimed.empty();
                                    return QString();
                                }});
    if (!done)
        return done.error();
    return stored;
}

Result<Span> awaitEnds(const Endpoint &endpoint, const TaskIds &ids)
{
    // One parked request while the work goes on; all the others are asked when little is left to disturb.
    if (const auto last = awaitEnd(endpoint, ids.back()); !last)
        return last.error();
    auto connections = openConnections(endpoint, std::min(kReadConnections, ids.size()));
    if (!connections)
        return connections.error();
    std::vector<std::string> requests(connections->size());
    std::size_t asked = 0;
    Span span {"~", ""}; // "~" sorts behind every time; times of one format sort as texts.
    const auto done =
        converse(*connections,
                 {[&](std::size_t i) {
                      if (asked == ids.size())
                          return std::string_view();
                      requests[i] = endpoint.get("/task/" + ids[asked++] + "?wait=" + std::to_string(kWaitSeconds));
                      return std::string_view(requests[i]);
                  },
                  [&](std::size_t, const Answer &answer) {
                      if (answer.status != 200 || stringMember(answer.body, "status") != "Completed")
                          return u"a task did not complete: "_s + describe(answer);
                      span.firstStart = std::min(span.firstStart, std::string(stringMember(answer.body, "started_at")));
                      span.lastEnd = std::max(span.lastEnd, std::string(stringMember(answer.body, "completed_at")));
                      return QString();
                  }});
    if (!done)
        return done.error();
    return span;
}

} // namespace conduit::bench
