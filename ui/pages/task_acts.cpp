// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_acts.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QScopedValueRollback>

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

/// Whether a list that is filtered by these states can hold one of `wanted`.
bool mayHold(const QStringList &states, const QStringList &wanted)
{
    return states.isEmpty()
        || std::any_of(states.begin(), states.end(), [&](const QString &state) { return wanted.contains(state); });
}

/// What the chosen tasks are that do not fit: `running 12, completed 3`.
QString statesText(const QMap<QString, qsizetype> &counts, const QStringList &fitting)
{
    QStringList texts;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (!fitting.contains(it.key()) && !it.key().isEmpty())
            texts.append(u"%1 %2"_s.arg(stateWord(it.key()), countText(it.value())));
    return texts.join(u", "_s);
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
        add(m_onAll, u"task.all."_s + verb, each.keysOnAll,
            [this, verb] { m_questions->weigh({.verb = verb, .filter = queryText(m_filter), .asOf = m_revision}); });
        m_onAll.last()->setText(tr("%1 all that are listed…").arg(actLabel(verb)));
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
    connect(m_questions, &OperationQuestions::refused, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(&m_feed, &OperationFeed::progressed, this, &TaskActs::tellProgress);
    connect(&m_feed, &OperationFeed::ended, this, &TaskActs::tellEnd);
    connect(&m_feed, &OperationFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT said(changeFailureText(failure), {}, {}); });
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
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_counts.clear();
    for (const auto &state : m_choice.states)
        ++m_counts[state];
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

void TaskActs::doToChosen(std::size_t way)
{
    const QString verb = QString::fromLatin1(ways().at(way).verb);
    if (m_choice.isEverything)
        return m_questions->weigh(
            {.verb = verb, .filter = queryText(m_choice.filter), .asOf = m_choice.asOf, .except = m_choice.except.values()});
    doToChosenIn(verb, ways().at(way).states);
}

void TaskActs::doToChosenIn(const QString &verb, const QStringList &states)
{
    if (m_choice.isEverything)
        return m_questions->weigh({.verb = verb,
                                   .filter = u"(%1) state:%2"_s.arg(queryText(m_choice.filter), states.join(u',')),
                                   .asOf = m_choice.asOf,
                                   .except = m_choice.except.values()});
    const QStringList ids = m_choice.idsIn(states);
    if (ids.size() > kIdsMax)
        Q_EMIT said(tr("More than %1 tasks are selected one by one. Filter instead, and select all that match.")
                        .arg(countText(kIdsMax)),
                    {}, {});
    else if (!ids.isEmpty())
        m_questions->weigh({.verb = verb, .ids = ids},
                           verb == u"cancel" && states.contains(u"running") ? m_choice.idsIn({u"running"_s}).size() : 0);
}

void TaskActs::remove()
{
    const auto &states = m_choice.filter.states;
    const bool isAnyWaiting = m_choice.isEverything ? mayHold(states, waitingStates()) : countIn(waitingStates()) > 0;
    const bool isAnyEnded = m_choice.isEverything ? mayHold(states, endedStates()) : countIn(endedStates()) > 0;
    if (!isAnyWaiting || !isAnyEnded)
        return isAnyWaiting ? doToChosenIn(u"cancel"_s, waitingStates()) : doToChosenIn(u"delete"_s, endedStates());
    RemovalQuestion::Counts counts;
    if (!m_choice.isEverything)
        counts = {countIn(waitingStates()), countIn(endedStates())};
    delete m_removal;
    m_removal = new RemovalQuestion(counts, qobject_cast<QWidget *>(parent()));
    m_removal->setAttribute(Qt::WA_DeleteOnClose);
    // What is selected may change behind the question.
    const auto doTo = [this, choice = m_choice](const QString &verb, const QStringList &which) {
        const QScopedValueRollback asked(m_choice, choice);
        doToChosenIn(verb, which);
    };
    connect(m_removal, &RemovalQuestion::cancelChosen, this, [doTo] { doTo(u"cancel"_s, waitingStates()); });
    connect(m_removal, &RemovalQuestion::deleteChosen, this, [doTo] { doTo(u"delete"_s, endedStates()); });
    m_removal->open();
}

/// Says what the key would do.
void TaskActs::showRemove()
{
    const auto waiting = countIn(waitingStates());
    const auto ended = countIn(endedStates());
    const bool isOneKind = !m_choice.isEverything && (waiting == 0) != (ended == 0);
    const auto verb = waiting > 0 ? u"cancel"_s : u"delete"_s;
    m_remove->setText(isOneKind                                  ? tr("%1 %2").arg(actLabel(verb), countText(waiting + ended))
                          : waiting > 0 || m_choice.isEverything ? tr("Cancel or delete…")
                                                                 : tr("Cancel or delete"));
    const bool isRunning = !m_choice.isEverything && waiting + ended == 0 && countIn({u"running"_s}) > 0;
    offer(*m_remove,
          isRunning && m_isOnline ? tr("What runs can be cancelled, with Ctrl+Shift+X, but not deleted.")
                                  : whyNotOnChosen(waitingStates() + endedStates()));
}

void TaskActs::tellProgress(const wire::Operation &operation)
{
    const bool canStop = operation.state == u"running";
    Q_EMIT said(operationText(operation), canStop ? tr("Stop") : QString(), [this, id = operation.id] { m_feed.stop(id); });
}

void TaskActs::tellEnd(const wire::Operation &operation)
{
    Q_EMIT said(operationText(operation), canUndo(operation) ? Toast::undoWord() : QString(),
                [this, id = operation.id] { m_feed.undo(id); });
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
    const auto chosen = m_choice.states.size();
    const auto fit = countIn(fitting);
    act->setText(m_choice.isEverything         ? tr("%1…").arg(label)
                     : fit == 0 || chosen == 1 ? label
                     : fit == chosen           ? tr("%1 %2").arg(label, countText(fit))
                                               : tr("%1 %2 of %3").arg(label, countText(fit), countText(chosen)));
    act->setIconText(fit > 0 && chosen > 1 ? tr("%1 %2").arg(label, countText(fit)) : act->text());
    offer(*act, whyNotOnChosen(fitting));
    if (act->isEnabled() && fit < chosen)
        act->setToolTip(plainToolTip(
            tr("%1; the others are %2 (%3)").arg(act->text(), statesText(m_counts, fitting), act->shortcut().toString())));
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

qsizetype TaskActs::countIn(const QStringList &fitting) const
{
    qsizetype count = 0;
    for (const auto &state : fitting)
        count += m_counts.value(state);
    return count;
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

QString TaskActs::whyNotOnChosen(const QStringList &fitting) const
{
    if (!m_isOnline)
        return brokerCannot();
    if (m_choice.isEmpty())
        return tr("Choose a task first.");
    if (m_choice.isEverything)
        return m_choice.filter.isEmpty() ? tr("Choose states, a type or a queue first.") : QString();
    const auto states = statesText(m_counts, fitting);
    if (countIn(fitting) > 0)
        return {};
    return states.isEmpty() ? tr("The task is not listed.") : tr("It cannot be done to tasks that are: %1.").arg(states);
}

} // namespace conduit::ui
