// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_counts.h"

#include "ui/format/task_words.h"

#include <algorithm>
#include <numeric>

namespace conduit::ui {

qint64 sumOfStates(const QMap<QString, qint64> &byState, const QStringList &states)
{
    qint64 sum = 0;
    for (const auto &state : states.isEmpty() ? taskStates() : states)
        sum += byState.value(state);
    return sum;
}

std::optional<qint64> matchingTasks(const wire::Stats &stats, const TaskFilter &filter)
{
    if (!filter.text.isEmpty() || !filter.tag.isEmpty() || (!filter.types.isEmpty() && !filter.queues.isEmpty()))
        return {};
    if (filter.types.isEmpty() && filter.queues.isEmpty())
        return sumOfStates(stats.states, filter.states);
    qint64 sum = 0;
    for (const auto &type : filter.types)
        sum += sumOfStates(stats.types.value(type), filter.states);
    for (const auto &queue : filter.queues)
        sum += sumOfStates(stats.queues.value(queue), filter.states);
    return sum;
}

QStringList typesWithTasks(const wire::Stats &stats)
{
    QStringList names;
    for (auto type = stats.types.cbegin(); type != stats.types.cend(); ++type)
        if (std::ranges::any_of(*type, [](qint64 n) { return n > 0; }))
            names.append(type.key());
    return names;
}

QStringList mostFrequentFirst(QStringList names, const QMap<QString, QMap<QString, qint64>> &counts)
{
    const auto tasks = [&](const QString &name) {
        const auto states = counts.value(name).values();
        return std::accumulate(states.begin(), states.end(), qint64(0));
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const QString &left, const QString &right) { return tasks(left) > tasks(right); });
    return names;
}

} // namespace conduit::ui
