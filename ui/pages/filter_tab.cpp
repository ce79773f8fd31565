// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/filter_tab.h"

#include "ui/models/filter_text.h"
#include "ui/models/task_window_model.h"

#include <QSettings>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kCurrentKey = "current"_L1;
constexpr auto kTabsKey = "tabs"_L1;
constexpr auto kLineKey = "line"_L1;
constexpr auto kSortKey = "sort"_L1;
constexpr auto kColumnsKey = "columns"_L1;
constexpr int kMost = 100; ///< Whatever the settings say.

bool isSort(const QString &sort)
{
    const auto word = sort.startsWith(u'-') ? sort.sliced(1) : sort;
    for (int column = 0; column < TaskWindowModel::kColumnCount; ++column)
        if (!word.isEmpty() && TaskWindowModel::sortWord(column) == word)
            return true;
    return false;
}

FilterTab tabOf(const QString &line, const QString &sort, const QByteArray &columns)
{
    FilterTab tab {.history = {.lines = {line}, .place = 0, .typed = line}, .view = {}};
    tab.view.filter = filterFromLine(line);
    tab.view.filter.sort = isSort(sort) ? fittingSort(tab.view.filter, sort) : TaskFilter::kNewestFirst;
    tab.view.columns = columns;
    return tab;
}

} // namespace

/// A slash would be a group of settings.
SavedFilterTabs::SavedFilterTabs(QSettings &settings, const QString &connection, int windowNumber)
    : m_settings(settings),
      m_group(u"tabs/%1/%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(connection)), QString::number(windowNumber)))
{
}

FilterTabList SavedFilterTabs::read() const
{
    FilterTabList list;
    m_settings.beginGroup(m_group);
    list.current = m_settings.value(kCurrentKey).toInt();
    const int count = m_settings.beginReadArray(kTabsKey);
    for (int place = 0; place < std::min(count, kMost); ++place) {
        m_settings.setArrayIndex(place);
        list.tabs.append(tabOf(m_settings.value(kLineKey).toString(), m_settings.value(kSortKey).toString(),
                               m_settings.value(kColumnsKey).toByteArray()));
    }
    m_settings.endArray();
    m_settings.endGroup();
    return list;
}

void SavedFilterTabs::write(const FilterTabList &list)
{
    m_settings.remove(m_group);
    if (list.tabs.size() < 2)
        return;
    m_settings.beginGroup(m_group);
    m_settings.setValue(kCurrentKey, int(list.current));
    m_settings.beginWriteArray(kTabsKey, int(list.tabs.size()));
    for (int place = 0; place < list.tabs.size(); ++place) {
        const auto &tab = list.tabs[place];
        m_settings.setArrayIndex(place);
        m_settings.setValue(kLineKey, tab.history.line());
        m_settings.setValue(kSortKey, tab.view.filter.sort);
        m_settings.setValue(kColumnsKey, tab.view.columns);
    }
    m_settings.endArray();
    m_settings.endGroup();
}

} // namespace conduit::ui
