// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/console_tray.h"

#include "ui/embedded_broker.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/frame/tray.h"
#include "ui/local_workers.h"

#include <conduit/event_stream.h>

#include <QAction>
#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kTypeCharactersMax = 60;

/// Many tasks may die at a time; the list is read once for all of them.
constexpr std::chrono::milliseconds kFailuresPause {500};

QString shortened(const QString &text)
{
    return text.size() > kTypeCharactersMax ? text.left(kTypeCharactersMax) + u'…' : text;
}

/// In a menu an ampersand marks the next letter.
QString menuText(const QString &text) { return QString(text).replace(u'&', u"&&"_s); }

} // namespace

ConsoleTray::ConsoleTray(Tray &tray, const ConsoleParts &console, QObject *parent)
    : QObject(parent), m_tray(tray), m_console(console), m_connection(console.client, console.now), m_everything(console.client)
{
    buildMenu();
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &ConsoleTray::showDue);
    m_failuresSoon.setSingleShot(true);
    m_failuresSoon.setInterval(kFailuresPause);
    connect(&m_failuresSoon, &QTimer::timeout, this, &ConsoleTray::readFailures);
    connect(&m_tray, &Tray::activated, this, &ConsoleTray::showRequested);
    connect(&m_tray, &Tray::noticeActivated, this, &ConsoleTray::showRequested);
    watchConnection();
    watchTasks();
    watchWorkers();
    m_tray.setIcon(trayIcon(m_shownState), tr("Conduit"));
    m_tray.setMenu(&m_menu);
    m_connection.start();
    console.client.events().start();
    showState();
}

ConsoleTray::~ConsoleTray()
{
    m_tray.setMenu(nullptr);
    delete m_pauseDialog;
}

void ConsoleTray::buildMenu()
{
    const auto add = [this](const QString &id, const QString &text) {
        QAction *action = m_menu.addAction(text);
        action->setObjectName(id);
        return action;
    };
    connect(add(u"show"_s, tr("Show Conduit")), &QAction::triggered, this, &ConsoleTray::showRequested);
    connect(add(u"enqueue"_s, tr("Enqueue…")), &QAction::triggered, this, &ConsoleTray::enqueueRequested);
    m_pause = add(u"pause"_s, tr("Pause all queues…"));
    connect(m_pause, &QAction::triggered, this, &ConsoleTray::togglePause);
    m_menu.addSeparator();
    m_failuresTitle = add(u"failures"_s, tr("No task is dead."));
    m_failuresTitle->setEnabled(false);
    for (int i = 0; i < kFailuresShown; ++i) {
        QAction *failure = add(u"failure"_s, {});
        failure->setVisible(false);
        connect(failure, &QAction::triggered, this, [this, failure] { Q_EMIT taskRequested(failure->data().toString()); });
        m_failures.append(failure);
    }
    m_menu.addSeparator();
    connect(add(u"quit"_s, tr("Quit")), &QAction::triggered, this, &ConsoleTray::quitRequested);
}

void ConsoleTray::watchConnection()
{
    connect(&m_connection, &ConnectionFeed::stateChanged, this, &ConsoleTray::noteConnection);
    connect(&m_connection, &ConnectionFeed::statsChanged, this, &ConsoleTray::showState);
    connect(&m_everything, &BrokerPause::changed, this, &ConsoleTray::showPause);
    connect(&m_connection, &ConnectionFeed::cameBack, this, [this] {
        m_everything.read();
        readFailures();
    });
    if (m_console.broker)
        connect(m_console.broker, &EmbeddedBroker::stateChanged, this, &ConsoleTray::noteConnection);
}

void ConsoleTray::watchTasks()
{
    const auto &events = m_console.client.events();
    connect(&events, &client::EventStream::tasksChanged, this, &ConsoleTray::noteDeaths);
    connect(&events, &client::EventStream::entriesAdded, this, [this](const QList<wire::AuditEntry> &entries) {
        for (const wire::AuditEntry &entry : entries)
            noteEntry(entry);
    });
}

void ConsoleTray::watchWorkers()
{
    if (m_console.localWorkers)
        connect(m_console.localWorkers, &LocalWorkers::changed, this, &ConsoleTray::noteWorkers);
}

TrayState ConsoleTray::state() const
{
    const bool hasFailed = m_console.broker && m_console.broker->state() == EmbeddedBroker::State::Failed;
    if (hasFailed || (!m_connection.isAnswering() && m_connection.state() != ConnectionFeed::State::Connecting))
        return TrayState::Offline;
    if (m_needsAttention || !m_crashLooping.isEmpty())
        return TrayState::Attention;
    return m_connection.stats().states.value(u"running"_s) > 0 ? TrayState::Working : TrayState::Idle;
}

void ConsoleTray::noteSeen()
{
    m_needsAttention = false;
    showState();
}

void ConsoleTray::noteDeaths(const QList<wire::TaskChange> &tasks)
{
    bool hasDeaths = false;
    for (const wire::TaskChange &task : tasks) {
        if (task.state != u"dead")
            continue;
        hasDeaths = true;
        note(NoticeKind::DeadTasks, tr("A task of type %1 is dead.").arg(shortened(task.type)));
    }
    if (hasDeaths && !m_failuresSoon.isActive())
        m_failuresSoon.start();
}

/// An operation has an entry when it starts and one when it ends. One that was not seen to start has taken long.
void ConsoleTray::noteEntry(const wire::AuditEntry &entry)
{
    if (entry.kind != u"operation")
        return;
    if (entry.verb != u"finish") {
        if (!m_operations.contains(entry.target))
            m_operations.insert(entry.target, entry.time);
        return;
    }
    const QDateTime start = m_operations.take(entry.target);
    if (!entry.counts || (start.isValid() && start.secsTo(entry.time) < kLongOperationSeconds))
        return;
    const qint64 left = entry.counts->skipped + entry.counts->failed;
    const QString done = countText(entry.counts->done);
    note(NoticeKind::Operations,
         left == 0 ? tr("An operation has ended. Tasks changed: %1.").arg(done)
                   : tr("An operation has ended. Tasks changed: %1, left as they are: %2.").arg(done, countText(left)));
}

void ConsoleTray::noteWorkers()
{
    QSet<int> looping;
    for (const LocalWorkerProcess &process : m_console.localWorkers->processes()) {
        if (process.state != LocalWorkerProcess::State::CrashLooping)
            continue;
        looping.insert(process.number);
        if (!m_crashLooping.contains(process.number))
            note(NoticeKind::Workers,
                 tr("The local worker %1 crashes again and again, and is not started any more. Its log says why.")
                     .arg(shortened(process.name)));
    }
    m_crashLooping = looping;
    showState();
}

/// Told once until the broker is back, however often it is tried meanwhile.
void ConsoleTray::noteConnection()
{
    if (m_console.broker && m_console.broker->state() == EmbeddedBroker::State::Failed)
        noteAway(tr("The broker could not start. %1").arg(m_console.broker->errorText()));
    else if (m_connection.state() == ConnectionFeed::State::Away)
        noteAway(tr("The broker does not answer any more. %1").arg(m_connection.reason()));
    else if (m_connection.state() == ConnectionFeed::State::Failing)
        noteAway(tr("The broker does not work. %1").arg(m_connection.reason()));
    else if (m_connection.isAnswering())
        m_isAwayTold = false;
    showState();
}

void ConsoleTray::noteAway(const QString &text)
{
    if (std::exchange(m_isAwayTold, true))
        return;
    note(NoticeKind::Broker, text);
    m_needsAttention = false; // The icon says it as long as it is true.
}

void ConsoleTray::note(NoticeKind kind, const QString &text)
{
    m_needsAttention = m_needsAttention || kind != NoticeKind::Operations;
    if (const auto notice = m_batch.add(kind, text, m_console.now()))
        show(*notice);
    else if (!m_due.isActive())
        m_due.start(std::chrono::milliseconds(m_console.now().msecsTo(m_batch.nextDue())));
    showState();
}

void ConsoleTray::showDue()
{
    const QDateTime now = m_console.now();
    for (const NoticeBatch::Notice &notice : m_batch.takeDue(now))
        show(notice);
    if (const QDateTime next = m_batch.nextDue(); next.isValid())
        m_due.start(std::chrono::milliseconds(std::max<qint64>(0, now.msecsTo(next))));
}

void ConsoleTray::show(const NoticeBatch::Notice &notice)
{
    if (!NoticeRules::stored(m_console.settings).allow(notice.kind, m_console.now().toLocalTime().time()))
        return;
    if (notice.count == 1)
        return m_tray.notify(tr("Conduit"), notice.text);
    if (notice.kind == NoticeKind::DeadTasks)
        return m_tray.notify(tr("Conduit"),
                             tr("%Ln task(s) died in the last minute.", nullptr, static_cast<int>(notice.count)));
    m_tray.notify(tr("Conduit"),
                  tr("%1 (The latest of %2 notices in the last minute.)").arg(notice.text, countText(notice.count)));
}

void ConsoleTray::showPause()
{
    m_pause->setText(m_everything.isPaused() ? tr("Let all queues go on") : tr("Pause all queues…"));
}

void ConsoleTray::togglePause()
{
    if (m_everything.isPaused())
        m_everything.end([this](const client::Result<Unit> &answer) { tellFailure(answer); });
    else
        askToPause();
}

/// A window of its own: those that are open may be about other brokers.
void ConsoleTray::askToPause()
{
    if (m_pauseDialog)
        return m_pauseDialog->raise();
    m_pauseDialog = new PauseDialog({});
    m_pauseDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_pauseDialog, &QDialog::accepted, this, [this] {
        const wire::QueuePause pause {
            .reason = m_pauseDialog->reason(), .by = m_console.person, .until = m_pauseDialog->until(m_console.now())};
        m_everything.start(pause, [this](const client::Result<Unit> &answer) { tellFailure(answer); });
    });
    m_pauseDialog->show();
}

/// It was asked for by hand: no rule holds it back.
void ConsoleTray::tellFailure(const client::Result<Unit> &answer)
{
    if (!answer)
        m_tray.notify(tr("Conduit"), answer.error().message);
}

void ConsoleTray::readFailures()
{
    const wire::TaskQuery query {.states = {u"dead"_s}, .limit = kFailuresShown, .sort = u"-completed"_s};
    m_console.client.listTasks(query, this, [this](const client::Result<wire::TaskPage> &answer) {
        if (answer)
            showFailures(answer->tasks);
    });
}

void ConsoleTray::showFailures(const QList<wire::Task> &tasks)
{
    m_failuresTitle->setText(tasks.isEmpty() ? tr("No task is dead.") : tr("Last failures"));
    for (qsizetype i = 0; i < m_failures.size(); ++i) {
        QAction *failure = m_failures.at(i);
        failure->setVisible(i < tasks.size());
        if (i >= tasks.size())
            continue;
        failure->setData(tasks.at(i).id);
        failure->setText(menuText(u"%1  ·  %2"_s.arg(shortened(tasks.at(i).taskType), momentText(tasks.at(i).completedAt))));
    }
}

void ConsoleTray::showState()
{
    const TrayState now = state();
    if (now == m_shownState)
        return;
    m_shownState = now;
    const auto tip = [now] {
        switch (now) {
        case TrayState::Idle:
            return tr("Conduit: nothing runs");
        case TrayState::Working:
            return tr("Conduit: tasks run");
        case TrayState::Attention:
            return tr("Conduit: something needs attention");
        case TrayState::Offline:
            return tr("Conduit: the broker does not answer");
        }
        Q_UNREACHABLE();
    };
    m_tray.setIcon(trayIcon(now), tip());
}

} // namespace conduit::ui
