// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/torture.h"

#include "tests/e2e/torture_people.h"
#include "tests/support/task_dialogue.h"

#include <algorithm>
#include <csignal>
#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/// While nothing is acknowledged or ended for so long, something is stuck. Longer than the lease of a real worker.
constexpr std::chrono::seconds kStuck {90};

/// People on their threads, who are sent home and waited for whatever happens.
class Crowd
{
public:
    explicit Crowd(TortureLedger &ledger) : m_ledger(ledger) { }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;
    ~Crowd()
    {
        m_ledger.endAll();
        for (std::thread &one : m_threads)
            one.join();
    }
    template<typename F>
    void add(F life)
    {
        m_threads.emplace_back(std::move(life));
    }

private:
    TortureLedger &m_ledger;
    std::vector<std::thread> m_threads;
};

} // namespace

Torture::Torture(const TortureSettings &settings, const QString &binFolder)
    : m_settings(settings), m_broker(binFolder), m_binFolder(binFolder)
{
}

bool Torture::fail(const QString &why)
{
    m_ledger.addFault(why);
    return false;
}

bool Torture::run()
{
    if (!startAll())
        return false;
    {
        Crowd crowd(m_ledger);
        const quint16 port = m_broker.port();
        for (int number = 0; number < m_settings.clients; ++number)
            crowd.add([=, this] { TortureClient(m_ledger, port, number).run(m_settings.tasksPerClient()); });
        for (int number = 0; number < m_settings.hostileWorkers; ++number)
            crowd.add([=, this] { HostileWorker(m_ledger, port, number, m_settings.seed + quint64(number)).run(); });
        if (!shootAll() || !awaitTheEndOfEachTask())
            return false;
    }
    return m_ledger.faults().isEmpty() && list() && stopAll();
}

bool Torture::startAll()
{
    if (!m_broker.start())
        return fail(u"the broker did not start"_s);
    m_ledger.noteBrokerStart();
    for (int number = 0; number < m_settings.workers; ++number) {
        m_workers.push_back(std::make_unique<WorkerProcess>(m_binFolder, m_broker.address(), u"real-%1"_s.arg(number)));
        m_workers.back()->setArguments(
            {u"--types"_s, u"echo"_s, u"--concurrency"_s, u"8"_s, u"--lease"_s, QString::number(m_settings.lease.count())});
        if (!m_workers.back()->start())
            return fail(u"a worker did not start"_s);
    }
    return true;
}

bool Torture::shootAll()
{
    const auto plan = torturePlan(m_settings);
    for (const TortureShot &shot : plan) {
        const auto stuck = Clock::now() + kStuck;
        while (!m_ledger.awaitAcknowledged(shot.acknowledged, std::min(nextWaking(), stuck))) {
            wakeWorkersThatAreDue();
            if (Clock::now() >= stuck || !m_ledger.faults().isEmpty())
                return fail(u"shot %1 was never due"_s.arg(&shot - plan.data()));
        }
        if (!shoot(shot))
            return false;
    }
    const auto stuck = Clock::now() + kStuck;
    while (!m_ledger.awaitAcknowledged(m_settings.tasks(), std::min(nextWaking(), stuck))) {
        wakeWorkersThatAreDue();
        if (Clock::now() >= stuck || !m_ledger.faults().isEmpty())
            return fail(u"not every task could be enqueued"_s);
    }
    return true;
}

bool Torture::shoot(const TortureShot &shot)
{
    WorkerProcess &worker = *m_workers.at(static_cast<std::size_t>(shot.worker));
    switch (shot.kind) {
    case TortureShot::Kind::KillBroker:
        if (!m_broker.restart())
            return fail(u"the broker did not start again"_s);
        m_ledger.noteBrokerStart();
        return true;
    case TortureShot::Kind::KillWorker:
        ++m_workerKills;
        worker.kill();
        std::erase_if(m_stopped, [&](const StoppedWorker &stopped) { return stopped.worker == shot.worker; });
        return worker.start() || fail(u"a worker did not start again"_s);
    case TortureShot::Kind::StopWorker:
        ++m_workerStops;
        worker.signal(SIGSTOP);
        m_stopped.push_back({shot.worker, Clock::now() + shot.duration});
        return true;
    }
    return false;
}

void Torture::wakeWorkersThatAreDue()
{
    std::erase_if(m_stopped, [&](const StoppedWorker &stopped) {
        if (stopped.until > Clock::now())
            return false;
        m_workers.at(static_cast<std::size_t>(stopped.worker))->signal(SIGCONT);
        return true;
    });
}

TortureLedger::Deadline Torture::nextWaking() const
{
    auto next = TortureLedger::Deadline::max();
    for (const StoppedWorker &stopped : m_stopped)
        next = std::min(next, stopped.until);
    return next;
}

bool Torture::awaitTheEndOfEachTask()
{
    auto client = m_broker.connect();
    qsizetype left = -1;
    auto stuck = Clock::now() + kStuck;
    while (true) {
        wakeWorkersThatAreDue();
        const QJsonArray open = client.get("/task?status=Pending,Running&limit=500&sort=created").json()["tasks"_L1].toArray();
        if (open.isEmpty() && m_stopped.empty())
            return m_ledger.faults().isEmpty();
        if (open.size() != left) {
            left = open.size();
            stuck = Clock::now() + kStuck;
        }
        if (Clock::now() >= stuck || !m_ledger.faults().isEmpty())
            return fail(u"%1 tasks or more never ended"_s.arg(left));
        // Any of them does for a clock. Without one, somebody is still asleep.
        const QByteArray path = open.isEmpty() ? QByteArray("/task/next?types=nobody&worker=clock&wait=1")
                                               : taskPath(open.first().toObject(), "?wait=1");
        if (client.get(path).status == 0)
            return fail(u"the broker went away at the end"_s);
    }
}

bool Torture::list()
{
    auto client = m_broker.connect();
    QByteArray cursor;
    do {
        const HttpAnswer answer = client.get("/task?limit=500&sort=created" + cursor);
        const QJsonObject page = answer.json();
        if (answer.status != 200)
            return fail(u"a list was answered with %1"_s.arg(answer.status));
        const QJsonArray tasks = page["tasks"_L1].toArray();
        for (const auto &task : tasks) {
            const QString id = task["id"_L1].toString();
            if (m_listed.contains(id))
                return fail(u"task %1 is listed twice"_s.arg(id));
            m_listed.insert(id, task["status"_L1].toString());
        }
        const QString next = page["next"_L1].toString();
        cursor = next.isEmpty() ? QByteArray() : "&after=" + next.toUtf8().toPercentEncoding();
    } while (!cursor.isEmpty());
    return true;
}

bool Torture::stopAll()
{
    for (const auto &worker : m_workers) {
        if (worker->terminate() != 0)
            return fail(u"a worker did not stop politely"_s);
    }
    return m_broker.terminate() == 0 || fail(u"the broker did not stop politely"_s);
}

} // namespace conduit::test
