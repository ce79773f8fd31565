// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/facet_feed.h"

#include "ui/models/filter_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kValuesMax = 20;

/// Adds the counts of older tasks.
void addTo(wire::FacetValues &sum, const wire::FacetValues &more)
{
    for (const auto &[value, count] : more.values) {
        const auto known = std::find_if(sum.values.begin(), sum.values.end(),
                                        [&text = value](const auto &each) { return each.first == text; });
        if (known != sum.values.end())
            known->second += count;
        else if (sum.values.size() < kValuesMax)
            sum.values.append({value, count});
        else
            sum.others += count;
    }
    sum.others += more.others;
    std::stable_sort(sum.values.begin(), sum.values.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
}

} // namespace

FacetFeed::FacetFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_timer.setInterval(5s);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_isVisible && m_isLive)
            begin();
    });
}

void FacetFeed::setLine(const QString &line, const QStringList &others)
{
    m_line = line;
    m_others = others;
    m_isOtherFilter = true;
    reload();
}

void FacetFeed::setOthers(const QStringList &lines)
{
    if (m_others == lines)
        return;
    m_others = lines;
    reload();
}

void FacetFeed::setVisible(bool isVisible)
{
    if (m_isVisible == isVisible)
        return;
    m_isVisible = isVisible;
    reload();
}

void FacetFeed::reload()
{
    if (m_isVisible)
        begin();
}

/// What the broker keeps counted is asked for together as far as it can be, and so is what it finds by looking at tasks.
void FacetFeed::begin()
{
    m_timer.stop();
    ++m_generation;
    m_questions.clear();
    const auto isKept = [](const QString &key) { return key != u"worker" && key != u"tag"; };
    for (const auto &key : {u"state"_s, u"type"_s, u"queue"_s, u"worker"_s, u"tag"_s}) {
        const auto line = lineWithValues(m_line, key, {});
        const auto same = std::find_if(m_questions.begin(), m_questions.end(), [&](const Question &each) {
            return each.line == line && isKept(each.keys.first()) == isKept(key);
        });
        if (same != m_questions.end())
            same->keys.append(key);
        else
            m_questions.append({.keys = {key}, .line = line});
    }
    for (const auto &line : std::as_const(m_others))
        m_questions.append({.line = line});
    askNext();
}

void FacetFeed::askNext()
{
    if (m_questions.isEmpty()) {
        m_isOtherFilter = false;
        m_timer.start();
        return;
    }
    const auto &question = m_questions.first();
    const auto filter = filterFromLine(question.line);
    const wire::FacetQuery query {.states = filter.states,
                                  .types = filter.types,
                                  .queues = filter.queues,
                                  .filter = withShownZone(filterTerms(filter)),
                                  .facets = question.keys.isEmpty() ? QStringList {u"state"_s} : question.keys,
                                  .top = kValuesMax,
                                  .after = question.after};
    m_client.countFacets(query, this, [this, generation = m_generation](const client::Result<wire::Facets> &answer) {
        if (generation != m_generation)
            return;
        if (answer)
            return take(*answer);
        // The list says what is wrong with the filter, or that the broker is away; the counts wait.
        m_questions.clear();
        m_timer.start();
    });
}

void FacetFeed::take(const wire::Facets &answer)
{
    auto &question = m_questions.first();
    question.tasks += answer.n;
    for (const auto &key : question.keys)
        addTo(question.sums[key], answer.facets.value(key));
    question.after = answer.next;
    const bool isFirst = ++question.slices == 1;
    const bool goesOn = !answer.next.isEmpty() && question.slices < kSlicesMax;
    // A bounded count is better than none; one that is there already waits for the whole new one.
    if (!goesOn || (isFirst && m_isOtherFilter))
        tell(question, answer.next.isEmpty());
    if (!goesOn)
        m_questions.removeFirst();
    askNext();
}

void FacetFeed::tell(const Question &question, bool isExact)
{
    if (question.keys.isEmpty())
        Q_EMIT lineCounted(question.line, question.tasks, isExact);
    for (const auto &key : question.keys)
        Q_EMIT counted(key, question.sums.value(key), isExact, m_isOtherFilter);
}

} // namespace conduit::ui
