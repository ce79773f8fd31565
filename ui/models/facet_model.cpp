// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/facet_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kToday = 2;                              ///< Its row.
constexpr quintptr kNoFacet = FacetModel::kFacetCount; // Of the facets themselves.

int intFrom(qsizetype size) { return static_cast<int>(size); }

QString countOf(qint64 count, bool isExact)
{
    if (count < 0)
        return {};
    return isExact ? countText(count) : countText(count) + u'+';
}

} // namespace

FacetModel::FacetModel(QObject *parent) : QAbstractItemModel(parent)
{
    for (const auto &state : taskStates())
        m_values[State].append({.text = state, .label = stateLabel(state)});
    m_values[Time] = {{.text = u"<5m"_s, .label = tr("Last 5 minutes")},
                      {.text = u"<1h"_s, .label = tr("Last hour")},
                      {.text = {}, .label = tr("Today")},
                      {.text = u"<7d"_s, .label = tr("Last 7 days")}};
}

QString FacetModel::keyOf(Facet facet)
{
    switch (facet) {
    case State:
        return u"state"_s;
    case Type:
        return u"type"_s;
    case Queue:
        return u"queue"_s;
    case Worker:
        return u"worker"_s;
    case Tag:
        return u"tag"_s;
    case Time:
        return u"created"_s;
    case Saved:
        return u"saved"_s;
    }
    Q_UNREACHABLE();
}

void FacetModel::setCounts(Facet facet, const Counts &counts, qint64 others, bool isExact, bool isOtherFilter)
{
    QHash<QString, qint64> news;
    for (const auto &[value, count] : counts)
        news.insert(value, count);
    keep(facet, [&](const Value &value) {
        const bool isWanted = facet == State || value.isChosen || news.contains(value.text) || !isOtherFilter;
        return isWanted && !value.isOthers;
    });
    for (auto &value : m_values.at(facet)) {
        value.count = news.take(value.text);
        value.isExact = isExact;
    }
    for (const auto &[value, count] : counts)
        if (news.contains(value))
            append(facet,
                   {.text = value, .label = facet == State ? stateLabel(value) : value, .count = count, .isExact = isExact});
    if (others > 0)
        append(facet, {.text = {}, .label = tr("Others"), .count = others, .isExact = isExact, .isOthers = true});
    noteChanged(facet);
}

void FacetModel::setLineCount(const QString &line, qint64 count, bool isExact)
{
    for (const auto facet : {Time, Saved}) {
        for (auto &value : m_values.at(facet)) {
            if (lineOf(facet, value) == line) {
                value.count = count;
                value.isExact = isExact;
            }
        }
        noteChanged(facet);
    }
}

QStringList FacetModel::linesOf(Facet facet) const
{
    QStringList lines;
    for (const auto &value : m_values.at(facet))
        lines.append(lineOf(facet, value));
    return lines;
}

/// A time stands in place of another one that was asked for.
QString FacetModel::lineOf(Facet facet, const Value &value) const
{
    if (facet == Saved)
        return value.text;
    return lineWithExtraTerm(lineWithValues(m_line, keyOf(Time), {}), keyOf(Time) + u':' + value.text);
}

void FacetModel::setToday(QDate today)
{
    m_values[Time][kToday].text = today.toString(Qt::ISODate);
    showChosen(Time);
}

void FacetModel::setSaved(const QList<SavedFilter> &filters)
{
    const auto before = m_values[Saved];
    keep(Saved, [](const Value &) { return false; });
    for (const auto &filter : filters) {
        const auto known =
            std::find_if(before.begin(), before.end(), [&](const Value &each) { return each.text == filter.line; });
        append(Saved,
               {.text = filter.line,
                .label = filter.name,
                .count = known == before.end() ? -1 : known->count,
                .isExact = known == before.end() || known->isExact});
    }
    showChosen(Saved);
}

void FacetModel::setLine(const QString &line)
{
    m_line = line;
    for (const auto facet : kCounted) {
        addMissingChoices(facet);
        showChosen(facet);
    }
    showChosen(Time);
    showChosen(Saved);
}

QString FacetModel::lineAfter(const QModelIndex &index, bool adds) const
{
    const auto facet = static_cast<Facet>(index.internalId());
    const auto &value = valueAt(index);
    if (facet == Saved)
        return value.isChosen ? QString() : value.text;
    if (facet == Time)
        return value.isChosen ? lineWithValues(m_line, keyOf(Time), {}) : lineOf(Time, value);
    auto chosen = valuesInLine(m_line, keyOf(facet));
    const bool isAlone = chosen == QStringList {value.text};
    if (!adds)
        chosen = isAlone ? QStringList() : QStringList {value.text};
    else if (!chosen.removeOne(value.text))
        chosen.append(value.text);
    return lineWithValues(m_line, keyOf(facet), chosen);
}

QModelIndex FacetModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : kNoFacet);
}

QModelIndex FacetModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kNoFacet)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, kNoFacet);
}

int FacetModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return kFacetCount;
    return parent.internalId() == kNoFacet && parent.column() == 0 ? intFrom(m_values.at(parent.row()).size()) : 0;
}

int FacetModel::columnCount(const QModelIndex &) const { return 1; }

QVariant FacetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == kNoFacet)
        return facetData(static_cast<Facet>(index.row()), role);
    const auto &value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return value.label;
    case Qt::ToolTipRole:
        return plainToolTip(index.internalId() == Saved ? value.label + u'\n' + value.text : value.label);
    case Qt::AccessibleTextRole: {
        const auto count = countOf(value.count, value.isExact);
        const auto text = count.isEmpty() ? value.label : tr("%1, tasks: %2").arg(value.label, count);
        return value.isChosen ? tr("%1, chosen").arg(text) : text;
    }
    case ValueRole:
        return value.text;
    case CountTextRole:
        return countOf(value.count, value.isExact);
    case IsChosenRole:
        return value.isChosen;
    default:
        return {};
    }
}

Qt::ItemFlags FacetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() != kNoFacet && valueAt(index).isOthers)
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

const FacetModel::Value &FacetModel::valueAt(const QModelIndex &index) const
{
    return m_values.at(index.internalId()).at(index.row());
}

QVariant FacetModel::facetData(Facet facet, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (facet) {
    case State:
        return tr("State");
    case Type:
        return tr("Type");
    case Queue:
        return tr("Queue");
    case Worker:
        return tr("Worker");
    case Tag:
        return tr("Tag");
    case Time:
        return tr("Created");
    case Saved:
        return tr("Saved filters");
    }
    Q_UNREACHABLE();
}

/// The others go, each by itself: there are few.
void FacetModel::keep(Facet facet, const std::function<bool(const Value &)> &isKept)
{
    auto &values = m_values.at(facet);
    for (auto row = intFrom(values.size()) - 1; row >= 0; --row) {
        if (isKept(values.at(row)))
            continue;
        beginRemoveRows(facetIndex(facet), row, row);
        values.removeAt(row);
        endRemoveRows();
    }
}

void FacetModel::append(Facet facet, const Value &value)
{
    auto &values = m_values.at(facet);
    const auto row = intFrom(values.size());
    beginInsertRows(facetIndex(facet), row, row);
    values.append(value);
    endInsertRows();
}

/// What the line asks for is shown, also when no task has it.
void FacetModel::addMissingChoices(Facet facet)
{
    for (const auto &chosen : valuesInLine(m_line, keyOf(facet))) {
        const auto &values = m_values.at(facet);
        const auto isHere = [&](const Value &value) { return !value.isOthers && value.text == chosen; };
        if (std::none_of(values.begin(), values.end(), isHere))
            append(facet, {.text = chosen, .label = chosen});
    }
}

void FacetModel::showChosen(Facet facet)
{
    const auto chosen = facet == Saved ? QStringList {m_line} : valuesInLine(m_line, keyOf(facet));
    for (auto &value : m_values.at(facet))
        value.isChosen = !value.isOthers && chosen.contains(value.text);
    noteChanged(facet);
}

void FacetModel::noteChanged(Facet facet)
{
    if (const auto rows = intFrom(m_values.at(facet).size()); rows > 0)
        Q_EMIT dataChanged(index(0, 0, facetIndex(facet)), index(rows - 1, 0, facetIndex(facet)));
}

} // namespace conduit::ui
