// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/saved_filter_text.h"

#include "ui/models/task_filter.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kVersion = 1;
constexpr int kDepthMax = 8;
constexpr qsizetype kFiltersMax = 1'000;
constexpr qsizetype kNameCharactersMax = 200;
constexpr qsizetype kLineCharactersMax = 2'000; // As long as a broker takes.
constexpr qint64 kWidthMax = 10'000;

QString translated(const char *text) { return QCoreApplication::translate("filters", text); }

QString textOf(const json::Value &value, QStringView name)
{
    const auto member = value.member(name);
    return member ? member->toString().value_or(QString()) : QString();
}

QList<ColumnPlace> columnsFrom(const json::Value &filter)
{
    QList<ColumnPlace> columns;
    if (const auto member = filter.member(u"columns")) {
        for (const auto &element : member->elements()) {
            const auto width = element.member(u"width");
            columns.append({.column = textOf(element, u"column"),
                            .width = int(std::clamp<qint64>(width ? width->toInteger().value_or(0) : 0, 0, kWidthMax))});
        }
    }
    return columns;
}

SavedFilter filterFrom(const json::Value &value)
{
    const auto pinned = value.member(u"pinned");
    const auto sort = textOf(value, u"sort");
    return {.name = textOf(value, u"name").trimmed().left(kNameCharactersMax),
            .line = textOf(value, u"query").left(kLineCharactersMax),
            .sort = sort.isEmpty() ? TaskFilter::kNewestFirst : sort,
            .columns = columnsFrom(value),
            .isPinned = pinned && pinned->toBool().value_or(false)};
}

void write(json::Writer &out, const SavedFilter &filter)
{
    out.beginObject().name("name").string(filter.name).name("query").string(filter.line);
    out.name("sort").string(filter.sort).name("pinned").boolean(filter.isPinned);
    out.name("columns").beginArray();
    for (const auto &[column, width] : filter.columns)
        out.beginObject().name("column").string(column).name("width").integer(width).endObject();
    out.endArray().endObject();
}

} // namespace

QByteArray textFromFilters(const QList<SavedFilter> &filters)
{
    json::Writer out;
    out.beginObject().name("conduit_filters").integer(kVersion).name("filters").beginArray();
    for (const auto &filter : filters)
        write(out, filter);
    return out.endArray().endObject().take();
}

Result<QList<SavedFilter>, QString> filtersFromText(const QByteArray &text)
{
    const auto document = json::Document::parse(text, kDepthMax);
    if (!document)
        return translated(QT_TRANSLATE_NOOP("filters", "It is no JSON: %1.")).arg(document.error().message);
    const auto root = document->root();
    const auto list = root.member(u"filters");
    if (!root.member(u"conduit_filters") || !list || list->kind() != json::Kind::Array)
        return translated(QT_TRANSLATE_NOOP("filters", "It holds no saved filters."));
    QList<SavedFilter> filters;
    for (const auto &element : list->elements()) {
        const auto filter = filterFrom(element);
        if (!filter.name.isEmpty() && filters.size() < kFiltersMax)
            filters.append(filter);
    }
    return filters;
}

} // namespace conduit::ui
