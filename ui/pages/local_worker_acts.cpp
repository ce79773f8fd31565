// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/local_worker_acts.h"

#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QTableView>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace conduit::ui {

using State = LocalWorkerProcess::State;

LocalWorkerActs::LocalWorkerActs(LocalWorkers &local, const LocalWorkerModel &model, QTableView &table, QWidget *page)
    : QObject(page), m_local(local), m_model(model), m_table(table), m_page(page)
{
    m_start =
        makeOrder(u"worker.start"_s, Glyph::Play, tr("Start"), u"Ctrl+Alt+S"_s, &LocalWorkers::start, &LocalWorkers::startPool);
    m_stop =
        makeOrder(u"worker.stop"_s, Glyph::Stop, tr("Stop"), u"Ctrl+Alt+X"_s, &LocalWorkers::stop, &LocalWorkers::stopPool);
    m_restart = makeOrder(u"worker.restart"_s, Glyph::Refresh, tr("Restart"), u"Ctrl+Alt+R"_s, &LocalWorkers::restart,
                          &LocalWorkers::restartPool);
    m_copyCommand = make(u"worker.copy_command"_s, Glyph::Copy, tr("Copy its command line"));
    m_openFolder = make(u"worker.log_folder"_s, Glyph::File, tr("Open the folder of its log"));
    m_kill = make(u"worker.kill"_s, Glyph::Cross, tr("Kill…"));
    connect(m_copyCommand, &QAction::triggered, this, &LocalWorkerActs::copyCommand);
    connect(m_openFolder, &QAction::triggered, this, &LocalWorkerActs::openLogFolder);
    connect(m_kill, &QAction::triggered, this, &LocalWorkerActs::askToKill);
    showPossible();
}

QList<QAction *> LocalWorkerActs::actions() const { return {m_start, m_stop, m_restart, m_copyCommand, m_openFolder, m_kill}; }

QAction *LocalWorkerActs::make(const QString &id, Glyph glyph, const QString &text, const QString &keys)
{
    auto *action = new QAction(glyphIcon(glyph), text, this);
    action->setObjectName(id);
    action->setShortcut(QKeySequence(keys));
    return action;
}

QAction *LocalWorkerActs::makeOrder(const QString &id, Glyph glyph, const QString &text, const QString &keys,
                                    OfProcess ofProcess, OfPool ofPool)
{
    auto *action = make(id, glyph, text, keys);
    connect(action, &QAction::triggered, this, [this, ofProcess, ofPool] {
        const int row = currentRow(&m_table);
        if (const auto *process = current())
            (m_local.*ofProcess)(process->number);
        else if (row >= 0)
            (m_local.*ofPool)(m_model.poolAt(row));
    });
    return action;
}

/// The process that is meant is fixed now, whatever the table shows by the time of the answer.
void LocalWorkerActs::askToKill()
{
    const auto *process = current();
    if (!process)
        return;
    delete m_question;
    m_question = new QuestionBox({.title = tr("Kill a worker process"),
                                  .text = tr("Kill %1?").arg(process->name),
                                  .details = tr("It ends at once, with every program that it has started. What its tasks have "
                                                "done so far is lost: they go back to the queue and begin anew. It stays "
                                                "stopped until it is started."),
                                  .yes = tr("Kill %1").arg(process->name),
                                  .no = tr("Let it work"),
                                  .silence = {},
                                  .toType = {},
                                  .isFinal = true},
                                 m_page);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, number = process->number, name = process->name] {
        m_local.kill(number);
        Q_EMIT said(tr("%1 was killed.").arg(name));
    });
    m_question->open();
}

void LocalWorkerActs::copyCommand()
{
    if (const auto *process = current())
        QGuiApplication::clipboard()->setText(m_local.commandLine(process->number));
}

void LocalWorkerActs::openLogFolder()
{
    if (const auto *process = current())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_local.logPath(process->number)).path()));
}

void LocalWorkerActs::showPossible()
{
    const int row = currentRow(&m_table);
    const auto *process = current();
    const QString none = process ? QString() : tr("Choose a local process on the Workers page first.");
    offer(*m_copyCommand, none);
    offer(*m_openFolder, none);
    if (process)
        showPossibleOf(*process);
    else if (row >= 0)
        showPossibleOfPool(row);
    else
        for (auto *action : {m_start, m_stop, m_restart, m_kill})
            offer(*action, none);
}

void LocalWorkerActs::showPossibleOf(const LocalWorkerProcess &process)
{
    const bool isUp = process.state == State::Running || process.state == State::Starting;
    const bool canStart = !isUp && process.state != State::Stopping;
    const bool canStop = isUp || process.state == State::CrashLooping;
    const QString doesNotRun = tr("The process does not run.");
    offer(*m_start, canStart ? QString() : tr("The process runs already."));
    offer(*m_stop, canStop ? QString() : doesNotRun);
    offer(*m_restart, process.state == State::Running ? QString() : doesNotRun);
    offer(*m_kill, process.pid != 0 ? QString() : doesNotRun);
}

/// All of them are meant, whatever each does just now.
void LocalWorkerActs::showPossibleOfPool(int row)
{
    const bool isStopped = m_model.stateAt(row) == State::Stopped;
    const QString noneRuns = tr("No process of the pool runs.");
    offer(*m_start);
    offer(*m_stop, isStopped ? noneRuns : QString());
    offer(*m_restart, isStopped ? noneRuns : QString());
    offer(*m_kill, tr("Choose one process of the pool."));
}

const LocalWorkerProcess *LocalWorkerActs::current() const
{
    const int row = currentRow(&m_table);
    return row < 0 ? nullptr : m_model.processAt(row);
}

} // namespace conduit::ui
