// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/queue_task_acts.h"

#include "ui/models/filter_text.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>

#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// What waits can be moved, and deleted without having been tried.
const QStringList &waiting()
{
    static const QStringList states {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s};
    return states;
}

qint64 waitingIn(const wire::Queue &queue)
{
    qint64 sum = 0;
    for (const auto &state : waiting())
        sum += queue.states.value(state);
    return sum;
}

wire::NewOperation onAllThatWait(const QString &verb, const QString &queue)
{
    TaskFilter filter;
    filter.states = waiting();
    filter.queues = {queue};
    return {.verb = verb, .filter = queryText(filter)};
}

} // namespace

QueueTaskActs::QueueTaskActs(client::Client &client, QWidget *page)
    : QObject(page),
      m_page(page),
      m_tasks(client, page),
      m_move(new QAction(glyphIcon(Glyph::Queues), tr("Move its tasks to…"), this)),
      m_purge(new QAction(glyphIcon(Glyph::Cross), tr("Delete all that wait"), this))
{
    m_move->setObjectName(u"queue.move_tasks"_s);
    m_purge->setObjectName(u"queue.purge"_s);
    connect(m_move, &QAction::triggered, this, &QueueTaskActs::askWhereTo);
    connect(m_purge, &QAction::triggered, this, [this] { m_tasks.start(onAllThatWait(u"delete"_s, m_queue->name)); });
    connect(&m_tasks, &TaskActs::said, this, &QueueTaskActs::said);
    connect(&m_tasks, &TaskActs::refused, this, &QueueTaskActs::refused);
    showActions();
}

MoveDialog *QueueTaskActs::dialog() const { return m_dialog; }

void QueueTaskActs::setQueues(const std::optional<wire::Queue> &queue, const QStringList &names)
{
    m_queue = queue;
    m_names = names;
    showActions();
}

void QueueTaskActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_tasks.setOnline(isOnline);
    showActions();
}

void QueueTaskActs::askWhereTo()
{
    // The queue that was meant, whatever the table shows by the time that the dialog is answered.
    const QString queue = m_queue->name;
    auto others = m_names;
    others.removeAll(queue);
    const auto many = static_cast<int>(std::min<qint64>(waitingIn(*m_queue), std::numeric_limits<int>::max()));
    delete m_dialog;
    m_dialog = new MoveDialog({.window = tr("Move tasks"),
                               .title = tr("Move the tasks of %1").arg(queue),
                               .text = tr("%Ln task(s) wait in it. Those that run or have ended stay.", nullptr, many),
                               .yes = tr("Move them")},
                              others, m_page);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, queue] {
        auto operation = onAllThatWait(u"move"_s, queue);
        operation.args = m_dialog->args();
        m_tasks.start(operation);
    });
    m_dialog->open();
}

void QueueTaskActs::showActions()
{
    const auto whyNot = !m_isOnline ? brokerCannot()
        : !m_queue                  ? tr("Choose a queue on the Queues page first.")
        : waitingIn(*m_queue) == 0  ? tr("No task waits in it.")
                                    : QString();
    for (auto *action : {m_move, m_purge})
        offer(*action, whyNot);
}

} // namespace conduit::ui
