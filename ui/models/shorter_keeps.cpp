// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/shorter_keeps.h"

#include "ui/models/filter_words.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Keep = std::optional<wire::Seconds> TaskDefaults::*;

constexpr std::array kKeeps {std::pair {false, &TaskDefaults::keepCompleted}, std::pair {true, &TaskDefaults::keepDead}};

constexpr qsizetype kFilterCharactersMax = 2'000; ///< What a broker reads.

QString ageTerm(const ShorterKeep &keep)
{
    return u"state:%1 finished:>%2s"_s.arg(keep.isOfDead ? u"dead"_s : u"completed,cancelled"_s)
        .arg(std::llround(keep.after.count()));
}

QString queueTerm(const ShorterKeep &keep)
{
    QString term = keep.queue.isEmpty() ? QString() : u" queue:"_s + filterValue(keep.queue);
    for (const QString &queue : keep.butNotOf)
        term += u" -queue:"_s + filterValue(queue);
    return term;
}

QString filterOf(const QList<ShorterKeep> &shorter, bool namesQueues)
{
    QStringList terms;
    for (const ShorterKeep &keep : shorter)
        terms.append(u'(' + ageTerm(keep) + (namesQueues ? queueTerm(keep) : QString()) + u')');
    terms.removeDuplicates();
    return terms.join(u" OR "_s);
}

/// The longest that a task of a type was kept which said nothing itself.
std::optional<wire::Seconds> longestBehind(Keep keep, const QList<NamedDefaults> &queues, const TaskDefaults &broker)
{
    auto longest = broker.*keep;
    for (const auto &[name, said] : queues)
        longest = std::max(longest, said.*keep); // Nothing is less than anything.
    return longest;
}

/// A type says no more how long its tasks are kept: each queue does, and the broker for all others.
QList<ShorterKeep> shorterBehind(ShorterKeep keep, Keep member, const QList<NamedDefaults> &queues, const TaskDefaults &broker)
{
    QList<ShorterKeep> shorter;
    QStringList ownWords;
    for (const auto &[name, said] : queues) {
        if (!(said.*member))
            continue;
        ownWords.append(name);
        if (*(said.*member) < keep.before)
            shorter.append({.isOfDead = keep.isOfDead, .before = keep.before, .after = *(said.*member), .queue = name});
    }
    if (broker.*member && *(broker.*member) < keep.before) {
        keep.after = *(broker.*member);
        keep.butNotOf = ownWords;
        shorter.append(keep);
    }
    return shorter;
}

} // namespace

QList<ShorterKeep> shorterKeeps(const TaskDefaults &before, const TaskDefaults &after)
{
    QList<ShorterKeep> shorter;
    for (const auto &[isOfDead, member] : kKeeps)
        if (before.*member && after.*member && *(after.*member) < *(before.*member))
            shorter.append({.isOfDead = isOfDead, .before = *(before.*member), .after = *(after.*member)});
    return shorter;
}

QList<ShorterKeep> shorterKeepsOfType(const TaskDefaults &before, const TaskDefaults &after, const QList<NamedDefaults> &queues,
                                      const TaskDefaults &broker)
{
    QList<ShorterKeep> shorter;
    for (const auto &[isOfDead, member] : kKeeps) {
        if (after.*member) {
            const auto was = before.*member ? before.*member : longestBehind(member, queues, broker);
            if (was && *(after.*member) < *was)
                shorter.append({.isOfDead = isOfDead, .before = *was, .after = *(after.*member)});
        } else if (before.*member) {
            shorter += shorterBehind({.isOfDead = isOfDead, .before = *(before.*member)}, member, queues, broker);
        }
    }
    return shorter;
}

wire::FacetQuery olderTasks(const QList<ShorterKeep> &shorter)
{
    QString filter = filterOf(shorter, true);
    if (filter.size() > kFilterCharactersMax) // Then a few too many are counted.
        filter = filterOf(shorter, false);
    return {.filter = filter, .facets = {u"state"_s}};
}

} // namespace conduit::ui
