// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>

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
    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// What everybody looks for; not to be changed.
[[nodiscard]] QList<SavedFilter> builtInFilters();

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

private:
    void write(const QList<SavedFilter> &filters);

    QSettings &m_settings;
    QString m_key;
};

} // namespace conduit::ui
