// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_change_acts.h"

#include "ui/format/operation_words.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kUsualPriority = 5;

/// What waits can be changed.
const QStringList &changeable()
{
    static const QStringList states {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s};
    return states;
}

} // namespace

TaskChangeActs::TaskChangeActs(QWidget *page, std::function<QDateTime()> now)
    : QObject(page), m_page(page), m_now(std::move(now))
{
    for (const auto &[verb, glyph] : {std::pair {u"reschedule"_s, Glyph::Clock},
                                      {u"set_priority"_s, Glyph::Up},
                                      {u"move"_s, Glyph::Queues},
                                      {u"tag"_s, Glyph::Types}}) {
        auto *action = new QAction(glyphIcon(glyph), {}, this);
        action->setObjectName(u"task."_s + verb);
        connect(action, &QAction::triggered, this, [this, name = verb] { ask(name); });
        m_actions.append(action);
    }
    showActions();
}

void TaskChangeActs::setChoice(const TaskChoice &choice)
{
    if (m_chosen.set(choice))
        showActions();
}

void TaskChangeActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showActions();
}

TaskChangeDialog *TaskChangeActs::dialog() const { return m_dialog && m_dialog->isVisible() ? m_dialog.data() : nullptr; }

void TaskChangeActs::ask(const QString &verb)
{
    const auto operation = m_chosen.operationIn(verb, changeable());
    delete m_dialog;
    m_dialog = newDialog(operation);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, operation] {
        auto complete = operation;
        complete.args = m_dialog->args();
        Q_EMIT chosen(complete);
    });
    m_dialog->open();
}

TaskChangeDialog *TaskChangeActs::newDialog(const wire::NewOperation &operation)
{
    const auto &verb = operation.verb;
    const auto label = actLabel(verb);
    const auto others = m_chosen.othersText(changeable());
    FormWords words {.window = label, .title = label, .text = {}, .yes = label};
    if (!m_chosen.isEverything()) {
        words.title = actOnTasks(verb, operation.ids.size());
        words.text = !others.isEmpty()  ? tr("The others stay as they are: %1.").arg(others)
            : operation.ids.size() == 1 ? tr("Task %1").arg(operation.ids.first())
                                        : tr("They are the tasks that are selected.");
    } else if (operation.except.isEmpty()) {
        words.text = tr("All that match %1. Those that run or have ended stay as they are.").arg(m_chosen.filterText());
    } else {
        words.text = tr("All that match %1, except %2. Those that run or have ended stay as they are.")
                         .arg(m_chosen.filterText(), countText(operation.except.size()));
    }
    if (verb == u"move")
        return new MoveDialog(words, m_queues, m_page);
    if (verb == u"reschedule")
        return new RescheduleDialog(words, m_task ? m_task->runAt : QDateTime(), m_now, m_page);
    if (verb == u"tag")
        return new TagsDialog(words, m_page);
    return new PriorityDialog(words, m_task ? m_task->priority : kUsualPriority, m_page);
}

void TaskChangeActs::showActions()
{
    const auto chosen = m_chosen.count();
    const auto fit = m_chosen.countIn(changeable());
    const auto others = m_chosen.othersText(changeable());
    for (auto *action : m_actions) {
        action->setText(tr("%1…").arg(m_chosen.withCounts(actLabel(action->objectName().section(u'.', 1)), changeable())));
        offer(*action, m_isOnline ? m_chosen.whyNot(changeable()) : brokerCannot());
        if (action->isEnabled() && fit < chosen)
            action->setToolTip(plainToolTip(tr("%1; the others are %2").arg(action->text(), others)));
    }
}

} // namespace conduit::ui
