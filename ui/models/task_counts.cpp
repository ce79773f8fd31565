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

std::optional<qint64> matchingTasks(const wire::Stats &stats, const TaskFilter &of)
{
    if (!of.text.isEmpty() || !of.tag.isEmpty() || (!of.types.isEmpty() && !of.queues.isEmpty()))
        return {};
    if (of.types.isEmpty() && of.queues.isEmpty())
        return sumOfStates(stats.states, of.states);
    qint64 sum = 0;
    for (const auto &type : of.types)
        sum += sumOfStates(stats.types.value(type), of.states);
    for (const auto &queue : of.queues)
        sum += sumOfStates(stats.queues.value(queue), of.states);
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
