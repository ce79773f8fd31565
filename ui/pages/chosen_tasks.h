// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_selection.h"

#include <QCoreApplication>

namespace conduit::ui {

/// The tasks that acts are about, counted by state: to which of them an act can be done, and why to none.
class ChosenTasks final
{
    Q_DECLARE_TR_FUNCTIONS(ChosenTasks)
public:
    static constexpr qsizetype kIdsMax = 10'000; ///< As many as the broker takes in one operation.

    /// False when they are the ones that it has already.
    bool set(const TaskChoice &choice);

    [[nodiscard]] bool isEverything() const { return m_choice.isEverything; }
    /// How many there are; 0 for everything of a filter while nobody has counted it.
    [[nodiscard]] qint64 count() const;
    /// How many of these are in one of the states.
    [[nodiscard]] qint64 countIn(const QStringList &fitting) const;
    /// Whether there is one in these states; of everything that nobody has counted, whether the filter leaves room for one.
    [[nodiscard]] bool mayHold(const QStringList &states) const;
    /// The filter of everything, as a line.
    [[nodiscard]] QString filterText() const;
    /// What they are that do not fit: `running 12, completed 3`.
    [[nodiscard]] QString othersText(const QStringList &fitting) const;
    /// What an act on tasks in `fitting` states is called: `Retry`, of several `Retry (12)`, of some of them `Retry (8 of 12)`.
    [[nodiscard]] QString withCounts(const QString &label, const QStringList &fitting) const;
    /// Why an act on tasks in `fitting` states can be done to none of them; empty when it can.
    [[nodiscard]] QString whyNot(const QStringList &fitting) const;

    /// To those that fit; of a filter to all, since only the broker knows their states.
    [[nodiscard]] wire::NewOperation operation(const QString &verb, const QStringList &fitting) const;
    /// To those that are in one of `states`, also of a filter.
    [[nodiscard]] wire::NewOperation operationIn(const QString &verb, const QStringList &states) const;

private:
    TaskChoice m_choice;
    QMap<QString, qint64> m_counts; ///< By state.
};

} // namespace conduit::ui
