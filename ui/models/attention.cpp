// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/attention.h"

#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/times.h"
#include "ui/models/worker_clock.h"
#include "ui/models/worker_presence.h"

#include <conduit/worker_health.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Heartbeats come every ten seconds, and with every claim.
constexpr int kSilentAfterSecs = 30;
constexpr int kFailingPercent = 20;
constexpr std::chrono::seconds kOldestWaitMax {300};
constexpr int kEndedMin = 20; ///< Fewer say little.
constexpr double kStuckFactor = 10;
constexpr double kStuckSecsMin = 60;
constexpr qint64 kGibibyte = 1LL << 30;

class AttentionWords
{
    Q_DECLARE_TR_FUNCTIONS(conduit::ui::Attention)

public:
    explicit AttentionWords(const AttentionFacts &facts) : m_facts(facts) { }

    QList<Attention> all()
    {
        addSilence();
        addCrashLoops();
        addLonelyQueues();
        addOldestWait();
        addFailingTypes();
        addFullDisk();
        addDead();
        addStuckTasks();
        addSilentWorkers();
        addPausedQueues();
        addWrongClocks();
        addSkew();
        addGrowth();
        std::stable_sort(m_rows.begin(), m_rows.end(),
                         [](const Attention &a, const Attention &b) { return a.isBad > b.isBad; });
        return m_rows;
    }

private:
    void addSilence()
    {
        if (m_facts.silentSince.isValid())
            m_rows.append(
                {true,
                 tr("No news from the broker since %1: what you see here is of then.").arg(clockText(m_facts.silentSince)),
                 tr("Try now"), Attention::Act::AskAgain});
    }

    void addCrashLoops()
    {
        if (m_facts.crashLoops > 0)
            m_rows.append({true,
                           tr("%Ln worker(s) of this computer keep dying. Their logs say why.", nullptr, m_facts.crashLoops),
                           tr("Show workers"), Attention::Act::ShowWorkers});
    }

    /// A queue that is paused, or that nobody takes from, is told of by itself.
    void addOldestWait()
    {
        const bool isTold = std::any_of(m_rows.begin(), m_rows.end(), [](const Attention &row) {
            return row.act == Attention::Act::StartWorker || row.act == Attention::Act::ShowWorkers;
        });
        const bool isPaused = std::any_of(m_facts.queues.begin(), m_facts.queues.end(), [](const wire::Queue &queue) {
            return queue.isPaused && queue.states.value(u"ready"_s) > 0;
        });
        if (m_facts.oldestWait >= kOldestWaitMax && !isTold && !isPaused)
            m_rows.append({false,
                           tr("The task that is due for longest has waited for %1: the workers do not keep up.")
                               .arg(durationText(m_facts.oldestWait)),
                           tr("Show the oldest"), Attention::Act::ShowOldest});
    }

    void addLonelyQueues()
    {
        for (const wire::Queue &queue : m_facts.queues) {
            const qint64 ready = queue.states.value(u"ready"_s);
            const bool isLonely = ready > 0 && !queue.isPaused
                && std::none_of(m_facts.workers.begin(), m_facts.workers.end(),
                                [&](const wire::Worker &worker) { return takesFrom(worker, queue.name, m_facts.now); });
            if (!isLonely)
                continue;
            const QString text =
                tr("No worker takes from queue %1. Tasks that wait there: %2").arg(queue.name.left(60), countText(ready));
            if (m_facts.canStartWorkers)
                m_rows.append({true, text, tr("Start a worker"), Attention::Act::StartWorker});
            else
                m_rows.append({true, text, tr("Show workers"), Attention::Act::ShowWorkers});
        }
    }

    void addFailingTypes()
    {
        for (const FailingType &type : failingTypes(m_facts)) {
            if (type.ended < kEndedMin || type.percent() < kFailingPercent)
                continue;
            m_rows.append(
                {true,
                 tr("%1 fails: %2 of the last %3 attempts (%4 %).")
                     .arg(type.type.left(60), countText(type.failed), countText(type.ended), QString::number(type.percent())),
                 tr("Show failures"),
                 Attention::Act::ShowTasks,
                 {u"retrying"_s, u"dead"_s},
                 {type.type}});
        }
    }

    void addDead()
    {
        if (m_facts.dead == 0)
            return;
        QString text = tr("Dead tasks, which will not be tried again: %1.").arg(countText(m_facts.dead));
        if (!m_facts.deaths.isEmpty() && !m_facts.deaths.first().signature.isEmpty()) {
            const wire::DeathGroup &largest = m_facts.deaths.first();
            text += u' ' + tr("Most of them: %1, %2").arg(largest.type.left(60), causeText(largest.signature).left(120));
        }
        m_rows.append({false, text, tr("Show dead tasks"), Attention::Act::ShowTasks, {u"dead"_s}});
    }

    void addStuckTasks()
    {
        for (const StuckType &type : m_facts.stuck)
            m_rows.append({false,
                           tr("%Ln task(s) of %1 run for more than ten times as long as 95 % of them do, the longest for %2.",
                              nullptr, type.tasks)
                               .arg(type.type.left(60), durationText(type.longest)),
                           tr("Show them"),
                           Attention::Act::ShowTasks,
                           {u"running"_s},
                           {type.type}});
    }

    void addSilentWorkers()
    {
        for (const wire::Worker &worker : m_facts.workers) {
            const qint64 silent = worker.lastSeenAt.secsTo(m_facts.now);
            if (worker.running > 0 && silent > kSilentAfterSecs)
                m_rows.append({false,
                               tr("Worker %1 has been silent for %2 and holds %Ln task(s).", nullptr, worker.running)
                                   .arg(worker.name.left(60), durationText(std::chrono::seconds(silent))),
                               tr("Show workers"), Attention::Act::ShowWorkers});
        }
    }

    void addPausedQueues()
    {
        for (const wire::Queue &queue : m_facts.queues) {
            if (!queue.isPaused)
                continue;
            const QString text = queue.reason.isEmpty()
                ? tr("Queue %1 is paused.").arg(queue.name.left(60))
                : tr("Queue %1 is paused: %2").arg(queue.name.left(60), queue.reason.left(120));
            m_rows.append({false, text, tr("Show queues"), Attention::Act::ShowQueues});
        }
    }

    /// Twice the margin at which the broker takes no more; a small disk is not full all its life.
    void addFullDisk()
    {
        if (!m_facts.disk || m_facts.disk->freeBytes >= std::min(2 * kGibibyte, m_facts.disk->totalBytes / 10))
            return;
        m_rows.append({true,
                       tr("The broker's disk has only %1 left; its database takes %2.")
                           .arg(sizeText(m_facts.disk->freeBytes), sizeText(m_facts.disk->databaseBytes)),
                       tr("Show what is kept"), Attention::Act::ShowTasks, keptStates()});
    }

    void addGrowth()
    {
        if (!m_facts.disk || m_facts.disk->grownBytes <= kGibibyte)
            return;
        const auto within = std::chrono::round<std::chrono::seconds>(m_facts.disk->grownWithin);
        m_rows.append({false,
                       tr("The broker's database has grown by %1 within %2. There are %3 left on its disk.")
                           .arg(sizeText(m_facts.disk->grownBytes), durationText(within), sizeText(m_facts.disk->freeBytes)),
                       tr("Show what is kept"), Attention::Act::ShowTasks, keptStates()});
    }

    /// Which tasks have ended, and are still there.
    static QStringList keptStates() { return {u"completed"_s, u"cancelled"_s, u"dead"_s}; }

    /// The clock that is off the most; the others are found beside it.
    void addWrongClocks()
    {
        const wire::Worker *worst = nullptr;
        int others = -1;
        for (const wire::Worker &worker : m_facts.workers) {
            const auto wrong = std::chrono::abs(wire::wrongClock(worker));
            if (wrong == std::chrono::milliseconds(0) || !isThere(worker, m_facts.now))
                continue;
            ++others;
            if (!worst || wrong > std::chrono::abs(wire::wrongClock(*worst)))
                worst = &worker;
        }
        if (!worst)
            return;
        QString text = tr("The clock of worker %1 is off, compared with the broker's: about %2.")
                           .arg(worst->name.left(60), wrongClockText(wire::wrongClock(*worst)));
        if (others > 0)
            text += u' ' + tr("So are those of %Ln other(s).", nullptr, others);
        m_rows.append({false, text, tr("Show the worker"), Attention::Act::ShowWorker, {}, {}, worst->name});
    }

    void addSkew()
    {
        if (m_facts.skew != std::chrono::milliseconds(0))
            m_rows.append(
                {false,
                 skewText(m_facts.skew) + u' '
                     + tr("Ages follow the broker's clock. Set one of the two clocks right: a time that is typed here means "
                          "another one there."),
                 {}});
    }

    const AttentionFacts &m_facts;
    QList<Attention> m_rows;
};

} // namespace

QList<StuckType> stuckTypes(const QList<wire::Task> &running, const QList<wire::Series> &types, const QDateTime &now)
{
    QList<StuckType> stuck;
    for (const wire::Series &series : types) {
        if (series.totalRun.n < kEndedMin || !series.totalRun.p95)
            continue;
        const double allowed = std::max(kStuckSecsMin, kStuckFactor * *series.totalRun.p95);
        StuckType found {series.of.section(u':', 1)};
        for (const wire::Task &task : running) {
            if (task.taskType != found.type || !task.startedAt.isValid())
                continue;
            const qint64 ran = task.startedAt.secsTo(now);
            if (static_cast<double>(ran) <= allowed)
                continue;
            ++found.tasks;
            found.longest = std::max(found.longest, std::chrono::seconds(ran));
        }
        if (found.tasks > 0)
            stuck.append(found);
    }
    std::stable_sort(stuck.begin(), stuck.end(), [](const StuckType &a, const StuckType &b) { return a.longest > b.longest; });
    return stuck;
}

bool takesFrom(const wire::Worker &worker, const QString &queue, const QDateTime &now)
{
    return isAtWork(worker, now) && (worker.queues.isEmpty() || worker.queues.contains(queue));
}

QList<Attention> attentionFor(const AttentionFacts &facts) { return AttentionWords(facts).all(); }

QList<FailingType> failingTypes(const AttentionFacts &facts)
{
    QList<FailingType> types;
    for (const wire::Series &series : facts.types) {
        const qint64 failed = series.total.value(u"failed"_s);
        if (failed == 0)
            continue;
        FailingType type {series.of.section(u':', 1), failed, failed + series.total.value(u"completed"_s), {}};
        const wire::DeathGroup *newest = nullptr;
        for (const wire::DeathGroup &group : facts.deaths)
            if (group.type == type.type && (!newest || group.lastSeen > newest->lastSeen))
                newest = &group;
        if (newest)
            type.newestError = causeText(newest->signature);
        types.append(type);
    }
    std::stable_sort(types.begin(), types.end(),
                     [](const FailingType &a, const FailingType &b) { return a.failed > b.failed; });
    return types;
}

} // namespace conduit::ui
