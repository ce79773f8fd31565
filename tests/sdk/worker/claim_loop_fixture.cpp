// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/worker/claim_loop_fixture.h"

#include <conduit/client.h>
#include <conduit/json_text.h>

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit::worker;

RunId NotedRunner::add(const wire::Task &task, const std::shared_ptr<RunNotes> &runNotes)
{
    running.emplace(++last, task);
    notes.emplace(last, runNotes);
    return last;
}

std::vector<RunId> NotedRunner::withdrawWaiting()
{
    for (const RunId run : waiting)
        running.erase(run);
    return std::exchange(waiting, {});
}

QList<RunId> NotedRunner::cancelled() const
{
    QList<RunId> runs;
    for (const auto &[run, ofRun] : notes) {
        if (ofRun->isCancelled())
            runs.append(run);
    }
    return runs;
}

QByteArray ClaimLoopFixture::claimed(const QByteArray &id, const QByteArray &token, const QByteArray &type)
{
    return R"({"id":")" + id + R"(","task_type":")" + type + R"(","payload":{"x":1.50},"status":"Running","lease_token":")"
        + token + R"("})";
}

QByteArray ClaimLoopFixture::claimAnswer(const QByteArrayList &tasks, const QByteArray &results)
{
    return R"({"tasks":[)" + tasks.join(',') + ']' + (results.isEmpty() ? QByteArray() : R"(,"results":[)" + results + ']')
        + '}';
}

void ClaimLoopFixture::makeLoop()
{
    m_loop.reset();
    m_client.reset();
    m_broker.emplace();
    m_client.emplace(*m_broker);
    m_runner = NotedRunner();
    m_now = 0ms;
    ClaimLoop::Settings settings;
    settings.name = u"w-1"_s;
    settings.self.host = u"atlas"_s;
    settings.self.pid = 42;
    settings.self.version = u"1.2.3"_s;
    settings.self.types = {u"echo"_s};
    settings.self.queues = {u"fast"_s};
    settings.self.concurrency = 2;
    settings.claimedQueues = {u"fast:3"_s};
    wire::Schema schema;
    schema.taskType = u"echo"_s;
    settings.schemas = {schema};
    settings.pollInterval = 1'234ms;
    settings.lease = 45s;
    m_loop.emplace(
        *m_client, m_runner, settings, [] { return 1.0; }, [this] { return m_now; },
        [] { return QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate); });
    m_stopped = std::make_unique<QSignalSpy>(&*m_loop, &ClaimLoop::stopped);
}

void ClaimLoopFixture::greet()
{
    m_broker->expect("POST", "/task/set_schema");
    m_broker->answer(200, kSchema);
}

void ClaimLoopFixture::greetAndBeat()
{
    greet();
    m_broker->expect("POST", "/worker/w-1/heartbeat");
    m_broker->answer(200, kBeat);
}

void ClaimLoopFixture::startUp()
{
    m_loop->start();
    greetAndBeat();
}

void ClaimLoopFixture::startWithTasks(const QByteArrayList &tasks)
{
    startUp();
    m_broker->expect("POST", "/task/claim");
    m_broker->answer(200, claimAnswer(tasks));
}

void ClaimLoopFixture::beatAnswered(const QByteArray &answer)
{
    m_loop->beat();
    m_broker->expect("POST", "/worker/w-1/heartbeat");
    m_broker->answer(200, answer);
}

void ClaimLoopFixture::finish(RunId run, const Outcome &outcome)
{
    m_runner.running.erase(run);
    m_loop->finish({{run, outcome}});
}

RunId ClaimLoopFixture::runOf(const QByteArray &task) const
{
    const auto found = std::find_if(m_runner.running.begin(), m_runner.running.end(),
                                    [&](const auto &run) { return run.second.id.toUtf8() == task; });
    return found == m_runner.running.end() ? 0 : found->first;
}

QByteArray ClaimLoopFixture::member(QStringView name) const
{
    const auto body = json::Document::parse(m_broker->call().body, 80);
    const auto member = body ? body->root().member(name) : std::nullopt;
    return member ? member->text() : QByteArray();
}

} // namespace conduit::test
