// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/chosen_tasks.h"

#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace conduit::ui {

bool ChosenTasks::set(const TaskChoice &choice)
{
    if (choice == m_choice)
        return false;
    m_choice = choice;
    m_counts = m_choice.counts;
    for (const auto &state : m_choice.states)
        ++m_counts[state];
    return true;
}

qint64 ChosenTasks::count() const { return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0)); }

qint64 ChosenTasks::countIn(const QStringList &fitting) const
{
    qint64 count = 0;
    for (const auto &state : fitting)
        count += m_counts.value(state);
    return count;
}

bool ChosenTasks::mayHold(const QStringList &states) const
{
    const auto &wanted = m_choice.filter.states;
    if (!m_choice.isEverything || !m_counts.isEmpty())
        return countIn(states) > 0;
    return wanted.isEmpty()
        || std::any_of(wanted.begin(), wanted.end(), [&](const QString &state) { return states.contains(state); });
}

QString ChosenTasks::filterText() const { return queryText(m_choice.filter); }

QString ChosenTasks::othersText(const QStringList &fitting) const
{
    QStringList texts;
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        if (!fitting.contains(it.key()) && !it.key().isEmpty())
            texts.append(u"%1 %2"_s.arg(stateWord(it.key()), countText(it.value())));
    return texts.join(u", "_s);
}

QString ChosenTasks::withCounts(const QString &label, const QStringList &fitting) const
{
    const auto fit = countIn(fitting);
    if (fit == 0 || count() == 1)
        return label;
    return fit == count() ? tr("%1 (%2)").arg(label, countText(fit))
                          : tr("%1 (%2 of %3)").arg(label, countText(fit), countText(count()));
}

QString ChosenTasks::whyNot(const QStringList &fitting) const
{
    if (m_choice.isEmpty())
        return tr("Choose a task first.");
    if (m_choice.isEverything && m_choice.filter.isEmpty())
        return tr("Choose states, a type or a queue first.");
    if (m_choice.isEverything && m_counts.isEmpty())
        return {};
    if (!m_choice.isEverything && countIn(fitting) > kIdsMax)
        return tr("More than %1 tasks are selected one by one. Filter instead, and select all that match.")
            .arg(countText(kIdsMax));
    if (countIn(fitting) > 0)
        return {};
    const auto others = othersText(fitting);
    return others.isEmpty() ? tr("The task is not listed.") : tr("It cannot be done to tasks that are: %1.").arg(others);
}

wire::NewOperation ChosenTasks::operation(const QString &verb, const QStringList &fitting) const
{
    if (m_choice.isEverything)
        return {.verb = verb, .filter = withShownZone(filterText()), .asOf = m_choice.asOf, .except = m_choice.except.values()};
    return {.verb = verb, .ids = m_choice.idsIn(fitting)};
}

wire::NewOperation ChosenTasks::operationIn(const QString &verb, const QStringList &states) const
{
    auto operation = this->operation(verb, states);
    if (m_choice.isEverything)
        operation.filter = u"(%1) state:%2"_s.arg(withShownZone(filterText()), states.join(u','));
    return operation;
}

} // namespace conduit::ui
