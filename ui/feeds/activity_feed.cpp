// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/activity_feed.h"

#include "ui/feeds/enqueue_run.h"
#include "ui/format/audit_words.h"
#include "ui/format/operation_words.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <conduit/event_stream.h>

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr auto kNewsRest = 500ms;

QString actorOf(const wire::ListedOperation &listed)
{
    // Of one that the record does not reach back to nobody knows who it was.
    if (listed.via.isEmpty() || listed.via == u"broker")
        return {};
    return auditActorText({.via = listed.via, .actor = listed.actor, .address = listed.address});
}

/// As an operation has it.
QString stateOf(EnqueueRun::State state)
{
    switch (state) {
    case EnqueueRun::State::Running:
    case EnqueueRun::State::Waiting:
        return u"running"_s;
    case EnqueueRun::State::Paused:
        return u"paused"_s;
    case EnqueueRun::State::Stopped:
        return u"stopped"_s;
    case EnqueueRun::State::Done:
        return u"done"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

ActivityFeed::ActivityFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_client(client), m_now(std::move(now))
{
    const auto &events = client.events();
    setPace(events.isLive());
    m_news.setSingleShot(true);
    m_news.setInterval(kNewsRest);
    connect(&m_timer, &QTimer::timeout, this, &ActivityFeed::reload);
    connect(&m_news, &QTimer::timeout, this, &ActivityFeed::reload);
    connect(&events, &client::EventStream::liveChanged, this, [this](bool isLive) {
        setPace(isLive);
        newsCame();
    });
    connect(&events, &client::EventStream::gap, this, &ActivityFeed::newsCame);
    connect(&events, &client::EventStream::operationsChanged, this, &ActivityFeed::newsCame);
}

/// With events the clock is only for what they may have missed.
void ActivityFeed::setPace(bool isLive) { m_timer.setInterval(isLive ? 30s : 2s); }

void ActivityFeed::newsCame()
{
    if (m_isOnline && !m_news.isActive())
        m_news.start();
}

void ActivityFeed::setOnline(bool isOnline)
{
    if (std::exchange(m_isOnline, isOnline) == isOnline)
        return;
    m_news.stop();
    if (!isOnline)
        return m_timer.stop();
    m_timer.start();
    reload();
}

void ActivityFeed::reload()
{
    m_mustReadAgain = m_isReading;
    if (m_isReading || !m_isOnline)
        return;
    m_isReading = true;
    m_client.listOperations(kOperationsMax, this, [this](const client::Result<QList<wire::ListedOperation>> &answer) {
        m_isReading = false;
        if (answer)
            take(*answer);
        else if (!answer.error().isUnreachable())
            takeRefusal(answer.error());
        if (m_mustReadAgain)
            newsCame();
    });
}

void ActivityFeed::take(const QList<wire::ListedOperation> &operations)
{
    m_operations = operations;
    m_isLoaded = true;
    m_refusal.clear();
    QSet<QString> underWay;
    for (const wire::ListedOperation &listed : operations) {
        if (!isUnderWay(listed.operation.state))
            continue;
        underWay.insert(listed.operation.id);
        m_pace.note(listed, m_now());
    }
    m_pace.keepOnly(underWay);
    show();
}

void ActivityFeed::takeRefusal(const client::Failure &failure)
{
    if (std::exchange(m_refusal, failure.message) != failure.message)
        Q_EMIT changed();
}

QSet<QString> ActivityFeed::undone() const
{
    QSet<QString> ids;
    for (const wire::ListedOperation &listed : m_operations)
        if (listed.operation.state == u"undone" || listed.operation.state == u"undoing")
            ids.insert(listed.operation.id);
    return ids;
}

void ActivityFeed::follow(EnqueueRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_runBegan = m_now();
    if (run) {
        connect(run, &EnqueueRun::changed, this, &ActivityFeed::show);
        connect(run, &QObject::destroyed, this, &ActivityFeed::show);
    }
    show();
}

void ActivityFeed::show()
{
    m_rows.clear();
    if (m_run)
        m_rows.append(rowOf(*m_run));
    for (const wire::ListedOperation &listed : std::as_const(m_operations))
        m_rows.append(rowOf(listed));
    Q_EMIT changed();
}

ActivityRow ActivityFeed::rowOf(const wire::ListedOperation &listed) const
{
    const wire::Operation &operation = listed.operation;
    ActivityRow row;
    row.id = operation.id;
    row.state = operation.state;
    row.what = operationText(operation);
    row.pace = m_pace.text(operation.id);
    row.tasks = operationTasksText(listed);
    row.notChanged = operationLeftText(operation);
    row.who = actorOf(listed);
    row.beganAt = listed.createdAt;
    if (listed.progress)
        row.percent = 100 * *listed.progress;
    row.listed = listed;
    // Tasks that were picked have no line that finds them.
    if (row.tasks == listed.detail)
        row.filter = listed.detail;
    return row;
}

ActivityRow ActivityFeed::rowOf(const EnqueueRun &run) const
{
    const qint64 left = run.rejected() + run.refusals().size();
    const bool isUnderWay = !run.hasEnded();
    ActivityRow row;
    row.id = run.tag();
    row.isRun = true;
    row.state = stateOf(run.state());
    row.what = isUnderWay ? tr("Enqueueing a file… %1 of %2").arg(countText(run.answered()), countText(run.plan().rows))
                          : tr("Enqueued %Ln task(s) of a file", nullptr, static_cast<int>(run.added()));
    if (isUnderWay && run.rowsPerSecond() >= 1) {
        row.pace = tr("%1 rows/s").arg(countText(qRound64(run.rowsPerSecond())));
        if (const auto time = run.timeLeft())
            row.pace = tr("%1, about %2 left").arg(row.pace, durationText(*time));
    }
    row.tasks = QFileInfo(run.plan().source.path).fileName();
    if (left > 0)
        row.notChanged = tr("%Ln row(s) rejected", nullptr, static_cast<int>(left));
    row.who = tr("This window");
    row.beganAt = m_runBegan;
    if (isUnderWay)
        row.percent = 100.0 * static_cast<double>(run.answered()) / static_cast<double>(std::max<qint64>(1, run.plan().rows));
    row.filter = u"tag:"_s + run.tag();
    return row;
}

client::Then<wire::Operation> ActivityFeed::thenReload()
{
    return [this](const client::Result<wire::Operation> &answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
        reload();
    };
}

void ActivityFeed::pause(const ActivityRow &row)
{
    if (!row.isRun)
        m_client.pauseOperation(row.id, this, thenReload());
    else if (m_run)
        m_run->pause();
}

void ActivityFeed::resume(const ActivityRow &row)
{
    if (!row.isRun)
        m_client.resumeOperation(row.id, this, thenReload());
    else if (m_run)
        m_run->resume();
}

void ActivityFeed::stop(const ActivityRow &row)
{
    if (!row.isRun)
        m_client.stopOperation(row.id, this, thenReload());
    else if (m_run)
        m_run->stop();
}

void ActivityFeed::undo(const ActivityRow &row)
{
    if (!row.isRun)
        m_client.undoOperation(row.id, this, thenReload());
}

} // namespace conduit::ui
