// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/worker_acts.h"

#include "ui/feeds/change_failure.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QTableView>

#include <functional>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kShownCharacters = 60;

} // namespace

WorkerActs::WorkerActs(client::Client &client, const WorkerModel &workers, QWidget *page)
    : QObject(page), m_client(client), m_workers(workers), m_page(page)
{
    // The worker that is meant is fixed now, whatever the table shows by the time of the answer.
    const auto make = [this](const QString &id, Glyph glyph, const QString &text,
                             const std::function<void(const QString &)> &act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        connect(action, &QAction::triggered, this, [this, act] {
            if (const wire::Worker *worker = current())
                act(QString(worker->name));
        });
        return action;
    };
    m_showTasks = make(u"worker.tasks"_s, Glyph::Tasks, tr("Show its tasks"),
                       [this](const QString &worker) { Q_EMIT tasksRequested(worker); });
    m_drain = make(u"worker.drain"_s, Glyph::Pause, tr("Drain"), [this](const QString &worker) { drain(worker); });
    m_stop =
        make(u"worker.ask_to_stop"_s, Glyph::Stop, tr("Ask to stop…"), [this](const QString &worker) { askToStop(worker); });
    m_forget = make(u"worker.forget"_s, Glyph::Close, tr("Forget"), [this](const QString &worker) { forget(worker); });
    showPossible();
}

void WorkerActs::serve(QTableView &table)
{
    m_table = &table;
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    table.addActions(actions());
    connect(&table, &QAbstractItemView::activated, m_showTasks, &QAction::trigger);
    connect(table.selectionModel(), &QItemSelectionModel::currentChanged, this, &WorkerActs::showPossible);
    showPossible();
}

void WorkerActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showPossible();
}

void WorkerActs::showPossible()
{
    const wire::Worker *worker = current();
    const QString none = worker ? QString() : tr("Choose one of the other workers on the Workers page first.");
    const QString noChange = m_isOnline ? none : brokerCannot();
    offer(*m_showTasks, none);
    offer(*m_drain,
          m_isOnline && worker && worker->draining ? tr("It takes no more tasks already, until its process ends.") : noChange);
    offer(*m_stop, noChange);
    offer(*m_forget,
          m_isOnline && worker && worker->alive
              ? tr("It is alive. A worker can be forgotten once nothing was heard of it for 90 seconds.")
              : noChange);
}

void WorkerActs::drain(const QString &worker)
{
    m_client.drainWorker(worker, this, [this, worker](const client::Result<Unit> &answer) {
        tell(answer, tr("%1 takes no more tasks, and finishes what it has.").arg(worker.left(kShownCharacters)));
    });
}

void WorkerActs::askToStop(const QString &worker)
{
    const QString shown = worker.left(kShownCharacters);
    delete m_question;
    m_question = new QuestionBox({.title = tr("Stop a worker"),
                                  .text = tr("Ask %1 to stop?").arg(shown),
                                  .details = tr("It takes no more tasks, finishes what it can, gives back the rest so that "
                                                "others can take it, and ends. It hears of this with its next heartbeat. "
                                                "It cannot be started again from here."),
                                  .yes = tr("Ask %1 to stop").arg(shown),
                                  .no = tr("Let it work"),
                                  .silence = {},
                                  .toType = {},
                                  .isFinal = true},
                                 m_page);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, worker] { stop(worker); });
    m_question->open();
}

void WorkerActs::stop(const QString &worker)
{
    m_client.stopWorker(worker, this, [this, worker](const client::Result<Unit> &answer) {
        tell(answer, tr("%1 is asked to stop.").arg(worker.left(kShownCharacters)));
    });
}

void WorkerActs::forget(const QString &worker)
{
    m_client.forgetWorker(worker, this, [this, worker](const client::Result<Unit> &answer) {
        tell(answer, tr("%1 is forgotten, until it is heard of again.").arg(worker.left(kShownCharacters)));
    });
}

void WorkerActs::tell(const client::Result<Unit> &answer, const QString &text)
{
    if (answer)
        Q_EMIT said(text);
    else
        Q_EMIT refused(changeFailureText(answer.error()));
    Q_EMIT ordered();
}

const wire::Worker *WorkerActs::current() const
{
    const int row = currentRow(m_table);
    return row < 0 ? nullptr : &m_workers.workerAt(row);
}

} // namespace conduit::ui
