// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/demo_feed.h"

#include "ui/models/demo_tasks.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kClaimedAtOnce = 100;
constexpr int kLeftWaiting = 2 * DemoFeed::kTasksAtOnce; ///< Nobody works on the last ones.

} // namespace

DemoFeed::DemoFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client) { }

void DemoFeed::start()
{
    const auto schemas = demoSchemas();
    for (const wire::Schema &schema : schemas)
        m_client.registerSchema(schema, this, [this](const client::Result<wire::Schema> &answer) {
            if (!answer)
                fail(answer.error());
        });
    makeTasks();
}

void DemoFeed::makeTasks()
{
    if (m_made >= kTasks) {
        if (!m_hasFailed)
            Q_EMIT finished();
        return;
    }
    QList<wire::NewTask> tasks;
    for (int i = 0; i < kTasksAtOnce; ++i)
        tasks.append(demoTask(m_made + i));
    m_client.enqueueAll(tasks, this, [this](const client::Result<QList<wire::Task>> &answer) {
        if (!answer)
            return fail(answer.error());
        m_made += kTasksAtOnce;
        if (m_made > kTasks - kLeftWaiting)
            makeTasks();
        else
            work({});
    });
}

/// Reports what was claimed before, and claims more, until nothing is ready.
void DemoFeed::work(const QList<wire::AttemptResult> &results)
{
    const wire::ClaimRequest request {
        .worker = u"demo-%1"_s.arg(1 + m_made / kTasksAtOnce % 3), .n = kClaimedAtOnce, .lease = wire::Seconds(24h)};
    m_client.claim(request, results, this, [this](const client::Result<client::Client::Claimed> &answer) {
        if (!answer)
            return fail(answer.error());
        if (answer->tasks.isEmpty())
            return makeTasks();
        QList<wire::AttemptResult> ends;
        for (const wire::Task &task : answer->tasks)
            if (const auto end = demoEnd(task))
                ends.append(*end);
        work(ends);
    });
}

void DemoFeed::fail(const client::Failure &failure)
{
    if (std::exchange(m_hasFailed, true)) // Said once.
        return;
    Q_EMIT failed(tr("The demonstration has no more tasks: %1").arg(failure.message));
}

} // namespace conduit::ui
