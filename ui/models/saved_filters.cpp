// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/saved_filters.h"

#include "ui/models/filter_words.h"
#include "ui/models/saved_filter_text.h"

#include <QCoreApplication>
#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QString nameOfMine() { return QCoreApplication::translate("filters", "Mine"); }

QList<SavedFilter> builtInFilters(const QString &actor)
{
    const auto named = [](const char *name, const QString &line, const QString &sort = TaskFilter::kNewestFirst) {
        return SavedFilter {.name = QCoreApplication::translate("filters", name), .line = line, .sort = sort};
    };
    QList<SavedFilter> filters;
    if (!actor.isEmpty())
        filters.append({.name = nameOfMine(), .line = u"by:"_s + filterValue(actor)});
    return filters << named(QT_TRANSLATE_NOOP("filters", "Failed last hour"), u"status:failed finished:<1h"_s)
                   << named(QT_TRANSLATE_NOOP("filters", "Stuck"), u"is:stuck"_s)
                   << named(QT_TRANSLATE_NOOP("filters", "Due next 10 min"), u"due:<10m"_s, u"run_at"_s)
                   << named(QT_TRANSLATE_NOOP("filters", "Dead"), u"state:dead"_s)
                   << named(QT_TRANSLATE_NOOP("filters", "Slowest today"), u"started:<24h"_s, u"-duration"_s);
}

QList<SavedFilter> offeredFilters(const QList<SavedFilter> &saved, const QString &actor)
{
    QList<SavedFilter> pinned;
    QList<SavedFilter> rest;
    for (const auto &filter : saved)
        (filter.isPinned ? pinned : rest).append(filter);
    return pinned + builtInFilters(actor) + rest;
}

/// A slash would be a group of settings.
SavedFilters::SavedFilters(QSettings &settings, const QString &connection)
    : m_settings(settings), m_key(u"filters/"_s + QString::fromLatin1(QUrl::toPercentEncoding(connection)))
{
}

QList<SavedFilter> SavedFilters::all() const
{
    const auto kept = m_settings.value(m_key);
    if (kept.typeId() == QMetaType::QByteArray) {
        auto filters = filtersFromText(kept.toByteArray());
        return filters ? std::move(*filters) : QList<SavedFilter>();
    }
    // As they were kept when they were a name and a line only.
    const auto texts = kept.toStringList();
    QList<SavedFilter> filters;
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2)
        filters.append({.name = texts[i], .line = texts[i + 1]});
    return filters;
}

void SavedFilters::save(const SavedFilter &filter) { add({filter}); }

void SavedFilters::remove(const QString &name)
{
    auto filters = all();
    filters.removeIf([&](const SavedFilter &each) { return each.name == name; });
    setAll(filters);
}

void SavedFilters::setPinned(const QString &name, bool isPinned)
{
    auto filters = all();
    for (auto &filter : filters)
        if (filter.name == name)
            filter.isPinned = isPinned;
    setAll(filters);
}

void SavedFilters::add(const QList<SavedFilter> &filters)
{
    auto merged = all();
    for (const auto &filter : filters) {
        const auto found =
            std::find_if(merged.begin(), merged.end(), [&](const SavedFilter &each) { return each.name == filter.name; });
        if (found != merged.end())
            *found = filter;
        else
            merged.append(filter);
    }
    setAll(merged);
}

void SavedFilters::setAll(const QList<SavedFilter> &filters) { m_settings.setValue(m_key, textFromFilters(filters)); }

} // namespace conduit::ui
