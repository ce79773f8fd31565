// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_acts.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"
#include "ui/pages/undo_of_operation.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Way
{
    const char *verb;
    Glyph glyph;
    const char *keysOnChosen;
    const char *keysOnAll;
    QStringList states; ///< Of tasks to which it can be done.
};

const std::array<Way, 5> &ways()
{
    static const std::array<Way, 5> all {
        Way {"retry", Glyph::Refresh, "Ctrl+Shift+R", "Ctrl+Alt+Shift+R", {u"dead"_s, u"cancelled"_s, u"retrying"_s}},
        Way {"promote", Glyph::Play, "Ctrl+Shift+N", "Ctrl+Alt+Shift+P", {u"scheduled"_s, u"retrying"_s}},
        Way {"hold", Glyph::Pause, "Ctrl+Shift+H", "Ctrl+Alt+Shift+H", {u"scheduled"_s, u"ready"_s, u"retrying"_s}},
        Way {"cancel",
             Glyph::Slash,
             "Ctrl+Shift+X",
             "Ctrl+Alt+Shift+X",
             {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s, u"running"_s}},
        Way {"delete",
             Glyph::Close,
             "Ctrl+Shift+D",
             "Ctrl+Alt+Shift+D",
             {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s, u"completed"_s, u"dead"_s, u"cancelled"_s}}};
    return all;
}

const QStringList &waitingStates()
{
    static const QStringList states {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s};
    return states;
}

const QStringList &endedStates()
{
    static const QStringList states {u"completed"_s, u"dead"_s, u"cancelled"_s};
    return states;
}

} // namespace

TaskActs::TaskActs(client::Client &client, QWidget *page)
    : QObject(page), m_feed(client), m_questions(new OperationQuestions(client, page))
{
    for (std::size_t way = 0; way < ways().size(); ++way) {
        const Way &each = ways().at(way);
        const QString verb = QString::fromLatin1(each.verb);
        const auto add = [&](QList<QAction *> &actions, const QString &name, const char *keys,
                             const std::function<void()> &act) {
            auto *action = new QAction(glyphIcon(each.glyph), actLabel(verb), this);
            action->setObjectName(name);
            action->setShortcut(QKeySequence(QString::fromLatin1(keys)));
            connect(action, &QAction::triggered, this, act);
            actions.append(action);
        };
        add(m_onOne, {}, "", [this, verb] {
            if (m_task)
                m_questions->weigh({.verb = verb, .ids = {m_task->id}},
                                   verb == u"cancel" && m_task->state == u"running" ? 1 : 0);
        });
        add(m_onChosen, u"task."_s + verb, each.keysOnChosen, [this, way] { doToChosen(way); });
        add(m_onAll, u"task.all."_s + verb, each.keysOnAll, [this, verb] {
            m_questions->weigh({.verb = verb, .filter = withShownZone(queryText(m_filter)), .asOf = m_revision});
        });
        m_onAll.last()->setText(tr("%1 all that are listed").arg(actLabel(verb)));
    }
    // In a text it is Cut, and in other lists something else is meant.
    deleteChosen()->setShortcuts({QKeySequence(u"Shift+Del"_s), QKeySequence(u"Ctrl+Shift+D"_s)});
    deleteChosen()->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_remove = new QAction(glyphIcon(Glyph::Close), tr("Cancel or delete"), this);
    m_remove->setObjectName(u"task.remove"_s);
    m_remove->setShortcut(QKeySequence(Qt::Key_Delete));
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_remove, &QAction::triggered, this, &TaskActs::remove);
    connect(m_questions, &OperationQuestions::agreed, &m_feed, &OperationFeed::start);
    connect(m_questions, &OperationQuestions::refused, this, &TaskActs::refused);
    connect(&m_feed, &OperationFeed::progressed, this, &TaskActs::tellProgress);
    connect(&m_feed, &OperationFeed::ended, this, &TaskActs::tellEnd);
    connect(&m_feed, &OperationFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT refused(changeFailureText(failure)); });
    showActs();
}

void TaskActs::setTask(const std::optional<wire::Task> &task)
{
    m_task = task;
    for (std::size_t way = 0; way < ways().size(); ++way)
        showActOnOne(way);
}

void TaskActs::setChoice(const TaskChoice &choice)
{
    if (!m_chosen.set(choice))
        return;
    for (std::size_t way = 0; way < ways().size(); ++way)
        showActOnChosen(way);
    showRemove();
}

void TaskActs::setFilter(const TaskFilter &filter, qint64 revision)
{
    m_filter = filter;
    m_revision = revision;
    for (std::size_t way = 0; way < ways().size(); ++way)
        showActOnAll(way);
}

void TaskActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showActs();
}

void TaskActs::start(const wire::NewOperation &operation) { m_questions->weigh(operation); }

void TaskActs::doToChosen(std::size_t way)
{
    const QString verb = QString::fromLatin1(ways().at(way).verb);
    m_questions->weigh(m_chosen.operation(verb, ways().at(way).states),
                       verb == u"cancel" ? m_chosen.countIn({u"running"_s}) : 0);
}

void TaskActs::remove()
{
    const bool isAnyWaiting = m_chosen.mayHold(waitingStates());
    const bool isAnyEnded = m_chosen.mayHold(endedStates());
    // What is selected may change behind the question.
    const auto doTo = [this, chosen = m_chosen](const QString &verb, const QStringList &states) {
        m_questions->weigh(chosen.operationIn(verb, states));
    };
    if (!isAnyWaiting || !isAnyEnded)
        return isAnyWaiting ? doTo(u"cancel"_s, waitingStates()) : doTo(u"delete"_s, endedStates());
    RemovalQuestion::Counts counts;
    if (m_chosen.count() > 0)
        counts = {m_chosen.countIn(waitingStates()), m_chosen.countIn(endedStates())};
    delete m_removal;
    m_removal = new RemovalQuestion(counts, qobject_cast<QWidget *>(parent()));
    m_removal->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_removal, &RemovalQuestion::cancelChosen, this, [doTo] { doTo(u"cancel"_s, waitingStates()); });
    connect(m_removal, &RemovalQuestion::deleteChosen, this, [doTo] { doTo(u"delete"_s, endedStates()); });
    m_removal->open();
}

/// Says what the key would do.
void TaskActs::showRemove()
{
    const auto waiting = m_chosen.countIn(waitingStates());
    const auto ended = m_chosen.countIn(endedStates());
    const bool isOneKind = !m_chosen.isEverything() && (waiting == 0) != (ended == 0);
    const auto verb = waiting > 0 ? u"cancel"_s : u"delete"_s;
    m_remove->setText(isOneKind ? tr("%1 (%2)").arg(actLabel(verb), countText(waiting + ended))
                          : waiting > 0 || m_chosen.isEverything() ? tr("Cancel or delete…")
                                                                   : tr("Cancel or delete"));
    const bool isRunning = !m_chosen.isEverything() && waiting + ended == 0 && m_chosen.countIn({u"running"_s}) > 0;
    offer(*m_remove,
          !m_isOnline     ? brokerCannot()
              : isRunning ? tr("What runs can be cancelled, with Ctrl+Shift+X, but not deleted.")
                          : m_chosen.whyNot(waitingStates() + endedStates()));
}

void TaskActs::tellProgress(const wire::Operation &operation)
{
    const bool canStop = operation.state == u"running";
    Q_EMIT said(operationText(operation), canStop ? tr("Stop") : QString(), [this, id = operation.id] { m_feed.stop(id); });
}

void TaskActs::tellEnd(const wire::Operation &operation)
{
    Q_EMIT said(
        operationText(operation), canUndo(operation) ? Toast::undoWord() : QString(),
        UndoOfOperation {operation.id, m_successor.later([id = operation.id](TaskActs &acts) { acts.m_feed.undo(id); })});
}

void TaskActs::showActs()
{
    for (std::size_t way = 0; way < ways().size(); ++way) {
        showActOnOne(way);
        showActOnChosen(way);
        showActOnAll(way);
    }
    showRemove();
}

void TaskActs::showActOnOne(std::size_t way)
{
    offer(*m_onOne.at(static_cast<qsizetype>(way)), whyNotOnOne(ways().at(way).states));
}

void TaskActs::showActOnChosen(std::size_t way)
{
    auto *act = m_onChosen.at(static_cast<qsizetype>(way));
    const auto &fitting = ways().at(way).states;
    const auto label = actLabel(QString::fromLatin1(ways().at(way).verb));
    const auto chosen = m_chosen.count();
    const auto fit = m_chosen.countIn(fitting);
    act->setText(m_chosen.withCounts(label, fitting));
    act->setIconText(act->text());
    offer(*act, m_isOnline ? m_chosen.whyNot(fitting) : brokerCannot());
    if (act->isEnabled() && fit < chosen)
        act->setToolTip(plainToolTip(
            tr("%1; the others are %2 (%3)").arg(act->text(), m_chosen.othersText(fitting), act->shortcut().toString())));
}

void TaskActs::showActOnAll(std::size_t way)
{
    const auto &fitting = ways().at(way).states;
    const bool isPointless = !m_filter.states.isEmpty()
        && std::none_of(m_filter.states.begin(), m_filter.states.end(),
                        [&](const QString &state) { return fitting.contains(state); });
    offer(*m_onAll.at(static_cast<qsizetype>(way)),
          !m_isOnline              ? brokerCannot()
              : m_filter.isEmpty() ? tr("Choose states, a type or a queue first.")
              : isPointless        ? tr("It cannot be done to tasks in these states.")
                                   : QString());
}

QString TaskActs::whyNotOnOne(const QStringList &fitting) const
{
    if (!m_isOnline)
        return brokerCannot();
    if (!m_task)
        return tr("Choose a task first.");
    if (m_task->trashedAt.isValid())
        return tr("The task was deleted.");
    return fitting.contains(m_task->state) ? QString()
                                           : tr("It cannot be done to a task that is %1.").arg(stateWord(m_task->state));
}

} // namespace conduit::ui
