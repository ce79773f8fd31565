// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/saved_filters.h"

#include <QCoreApplication>
#include <QSettings>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QList<SavedFilter> builtInFilters()
{
    const auto named = [](const char *name, const QString &line) {
        return SavedFilter {.name = QCoreApplication::translate("filters", name), .line = line};
    };
    return {named(QT_TRANSLATE_NOOP("filters", "Failed last hour"), u"status:failed finished:<1h"_s),
            named(QT_TRANSLATE_NOOP("filters", "Stuck"), u"is:stuck"_s),
            named(QT_TRANSLATE_NOOP("filters", "Due next 10 min"), u"due:<10m"_s),
            named(QT_TRANSLATE_NOOP("filters", "Dead"), u"state:dead"_s),
            named(QT_TRANSLATE_NOOP("filters", "Slow today"), u"started:<24h duration:>30s"_s)};
}

/// A slash would be a group of settings.
SavedFilters::SavedFilters(QSettings &settings, const QString &connection)
    : m_settings(settings), m_key(u"filters/"_s + QString::fromLatin1(QUrl::toPercentEncoding(connection)))
{
}

QList<SavedFilter> SavedFilters::all() const
{
    const auto texts = m_settings.value(m_key).toStringList();
    QList<SavedFilter> filters;
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2)
        filters.append({.name = texts[i], .line = texts[i + 1]});
    return filters;
}

void SavedFilters::save(const SavedFilter &filter)
{
    auto filters = all();
    const auto found =
        std::find_if(filters.begin(), filters.end(), [&](const SavedFilter &each) { return each.name == filter.name; });
    if (found != filters.end())
        *found = filter;
    else
        filters.append(filter);
    write(filters);
}

void SavedFilters::remove(const QString &name)
{
    auto filters = all();
    filters.removeIf([&](const SavedFilter &each) { return each.name == name; });
    write(filters);
}

void SavedFilters::write(const QList<SavedFilter> &filters)
{
    QStringList texts;
    for (const auto &filter : filters)
        texts += {filter.name, filter.line};
    m_settings.setValue(m_key, texts);
}

} // namespace conduit::ui
