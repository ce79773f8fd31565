// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

#include <QList>

class QSettings;

namespace conduit::ui {

/// A column of a list of tasks, by a word that stays the same in every version and language.
struct ColumnPlace
{
    QString column;
    int width = 0; ///< In pixels.
    friend bool operator==(const ColumnPlace &, const ColumnPlace &) = default;
};

/// A line of the filter language under a name, and how its list was looked at.
struct SavedFilter
{
    QString name;
    QString line;
    QString sort = TaskFilter::kNewestFirst;
    QList<ColumnPlace> columns = {}; ///< Those that are shown, in their order; empty: as they are.
    bool isPinned = false;           ///< Stands before all others.
    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// The name of the filter that finds what one has enqueued oneself.
[[nodiscard]] QString nameOfMine();

/// What everybody looks for; not to be changed. `actor` is what the console calls itself when it enqueues; without it there is no "Mine".
[[nodiscard]] QList<SavedFilter> builtInFilters(const QString &actor);

/// In the order in which they are offered: what is pinned, what everybody looks for, and the rest.
[[nodiscard]] QList<SavedFilter> offeredFilters(const QList<SavedFilter> &saved, const QString &actor);

/// The filters that somebody has saved for one broker, in the order of saving. Lives as long as its settings.
class SavedFilters final
{
public:
    /// `connection` is the broker's address: each has its own filters.
    SavedFilters(QSettings &settings, const QString &connection);

    [[nodiscard]] QList<SavedFilter> all() const;
    /// In place of the one with this name, if there is one.
    void save(const SavedFilter &filter);
    void remove(const QString &name);
    void setPinned(const QString &name, bool isPinned);
    /// In place of those that have the same names.
    void add(const QList<SavedFilter> &filters);
    /// In place of all.
    void setAll(const QList<SavedFilter> &filters);

private:
    QSettings &m_settings;
    QString m_key;
};

} // namespace conduit::ui
