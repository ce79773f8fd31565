// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/task_stream.h"

#include "tests/support/task_dialogue.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kProducers = 2;
constexpr int kConsumers = 2;
/// Requests that are sent before their answers are read.
constexpr int kPipelined = 50;
constexpr int kClaimed = 100;
/// Enough for claims to be full.
constexpr int kOpenMax = 1'000;

class Stream
{
public:
    Stream(quint16 port, int count) : m_port(port), m_count(count) { }

    QByteArray run()
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < kProducers; ++i)
            threads.emplace_back([this] { produce(); });
        for (int i = 0; i < kConsumers; ++i)
            threads.emplace_back([this, i] { consume("stream-" + QByteArray::number(i)); });
        for (std::thread &thread : threads)
            thread.join();
        return m_failure;
    }

private:
    /// How many tasks the caller may post; none: enough have been.
    int reserve()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_posted - m_completed < kOpenMax || !m_failure.isEmpty(); });
        const int reserved = m_failure.isEmpty() ? std::min(kPipelined, m_count - m_posted) : 0;
        m_posted += reserved;
        return reserved;
    }
    [[nodiscard]] bool isOver() const
    {
        const std::lock_guard lock(m_mutex);
        return m_completed == m_count || !m_failure.isEmpty();
    }
    void addCompleted(int completed)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_completed += completed;
        }
        m_changed.notify_all();
    }
    void fail(const HttpAnswer &answer)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_failure = QByteArray::number(answer.status) + ' ' + answer.failure + answer.body.left(500);
        }
        m_changed.notify_all();
    }

    void produce()
    {
        RawHttpClient client(m_port);
        const QByteArray post = client.requestBytes("POST", "/task", R"({"task_type":"echo","payload":{"echo":"x"}})");
        while (const int posts = reserve()) {
            client.send(post.repeated(posts));
            for (int i = 0; i < posts; ++i) {
                if (const HttpAnswer answer = client.readAnswer(); answer.status != 201) {
                    fail(answer);
                    return;
                }
            }
        }
    }

    void consume(const QByteArray &name)
    {
        RawHttpClient client(m_port);
        QByteArrayList results;
        while (!isOver()) {
            const HttpAnswer answer =
                client.post("/task/claim",
                            R"({"types":["echo"],"wait":1,"n":)" + QByteArray::number(kClaimed) + R"(,"worker":)" + quoted(name)
                                + R"(,"results":[)" + results.join(',') + "]}");
            // The results have been stored with the claim.
            const QJsonObject told = answer.json();
            const QJsonArray stored = told["results"_L1].toArray();
            const auto completed = std::count_if(stored.begin(), stored.end(), [](const QJsonValue &result) {
                return result["status"_L1].toString() == u"Completed";
            });
            if (answer.status != 200 || completed != results.size()) {
                fail(answer);
                return;
            }
            addCompleted(static_cast<int>(completed));
            results.clear();
            const QJsonArray tasks = told["tasks"_L1].toArray();
            for (const auto &task : tasks) {
                results.append(R"({"id":)" + quoted(task["id"_L1].toString()) + R"(,"lease_token":)"
                               + quoted(task["lease_token"_L1].toString()) + R"(,"output":{"echoed":{"echo":"x"}}})");
            }
        }
    }

    const quint16 m_port;
    const int m_count;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_posted = 0;
    int m_completed = 0;
    QByteArray m_failure;
};

} // namespace

QByteArray streamTasks(quint16 port, int count) { return Stream(port, count).run(); }

} // namespace conduit::test
