// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/locator_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kIdDigitsMin = 4;

/// Without the dashes, so that a beginning of any length can be asked for; empty when `text` is no beginning of an id.
QString idDigitsFrom(const QString &text)
{
    QString digits;
    for (const QChar c : text.trimmed().toLower()) {
        if ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'))
            digits += c;
        else if (c != u'-')
            return {};
    }
    return digits.size() >= kIdDigitsMin && digits.size() <= 32 ? digits : QString();
}

/// How well `title` fits one word; the smaller the better, nothing when it does not.
std::optional<int> rankOf(const QString &title, const QString &word)
{
    const QString text = title.toLower();
    const qsizetype at = text.indexOf(word);
    if (at < 0)
        return {};
    if (text == word)
        return 0;
    if (at == 0)
        return 1;
    return text.contains(u' ' + word) ? 2 : 3;
}

std::optional<int> rankOf(const LocatorHit &hit, const QStringList &words)
{
    int sum = hit.whyNot.isEmpty() ? 0 : 100;
    for (const QString &word : words) {
        const auto rank = rankOf(hit.title, word);
        if (!rank)
            return {};
        sum += *rank;
    }
    return sum;
}

} // namespace

LocatorQuery LocatorQuery::from(const QString &text)
{
    using Kind = LocatorHit::Kind;
    static const QList<std::pair<QString, Kind>> signs {
        {u"#"_s, Kind::Task}, {u">"_s, Kind::Action}, {u"t "_s, Kind::Type}, {u"q "_s, Kind::Queue}, {u"w "_s, Kind::Worker}};
    LocatorQuery query;
    QString rest = text;
    for (const auto &[sign, kind] : signs) {
        if (text.startsWith(sign)) {
            query.kind = kind;
            rest = text.mid(sign.size());
            break;
        }
    }
    query.words = rest.toLower().split(u' ', Qt::SkipEmptyParts);
    if (!query.kind || query.kind == Kind::Task)
        query.idDigits = idDigitsFrom(rest);
    return query;
}

void LocatorModel::setThings(const QList<LocatorHit> &things)
{
    m_things = things;
    refresh();
}

void LocatorModel::setQuery(const LocatorQuery &query)
{
    m_query = query;
    m_tasks.clear();
    refresh();
}

void LocatorModel::setTasks(const QList<LocatorHit> &tasks)
{
    m_tasks = tasks;
    refresh();
}

int LocatorModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_hits.size()); }

QVariant LocatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LocatorHit &hit = m_hits.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return hit.title;
    case Qt::AccessibleTextRole:
        return QStringList {hit.title, hit.detail, hit.whyNot}.join(u' ').trimmed();
    case KindRole:
        return static_cast<int>(hit.kind);
    case DetailRole:
        return hit.detail;
    case WhyNotRole:
        return hit.whyNot;
    default:
        return {};
    }
}

void LocatorModel::refresh()
{
    QList<std::pair<int, LocatorHit>> ranked;
    for (const LocatorHit &thing : m_things) {
        if (m_query.kind && m_query.kind != thing.kind)
            continue;
        if (const auto rank = rankOf(thing, m_query.words))
            ranked.append({*rank, thing});
    }
    // Things of the same rank stay in the order in which they came.
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    beginResetModel();
    m_hits.clear();
    for (const auto &[rank, hit] : ranked.first(std::min(kHitsMax, ranked.size())))
        m_hits.append(hit);
    // Digits that are a word as well, such as "dead", mean the word first.
    const qsizetype place = m_hits.isEmpty() || ranked.first().first >= 100 ? 0 : m_hits.size();
    for (qsizetype i = 0; i < m_tasks.size() && m_hits.size() < kHitsMax; ++i)
        m_hits.insert(place + i, m_tasks.at(i));
    endResetModel();
}

} // namespace conduit::ui
