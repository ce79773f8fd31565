// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/time_rail_feed.h"

#include "ui/models/filter_text.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kTasksAPiece = 10'000; // Some milliseconds of the broker's reader.

} // namespace

TimeRailFeed::TimeRailFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_start.setInterval(200ms);
    m_pause.setInterval(20ms);
    for (auto *timer : {&m_start, &m_pause, &m_again})
        timer->setSingleShot(true);
    connect(&m_start, &QTimer::timeout, this, &TimeRailFeed::begin);
    connect(&m_pause, &QTimer::timeout, this, [this] { askForCounts(m_after); });
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_isVisible && m_isLive && m_isStale)
            begin();
        else
            m_again.start();
    });
}

void TimeRailFeed::setFilter(const TaskFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_isOtherFilter = true;
    reload();
}

void TimeRailFeed::setVisible(bool isVisible)
{
    if (m_isVisible == isVisible)
        return;
    m_isVisible = isVisible;
    if (isVisible)
        reload();
    else
        m_start.stop();
}

void TimeRailFeed::reload()
{
    if (m_isVisible)
        m_start.start();
}

void TimeRailFeed::begin()
{
    m_pause.stop();
    m_again.stop();
    ++m_generation;
    m_isStale = false;
    m_pieces = 0;
    askForEnd(u"created"_s, [this](const QDateTime &oldest) {
        if (!oldest.isValid()) {
            m_counted = {};
            return show();
        }
        askForEnd(u"-created"_s, [this, oldest](const QDateTime &newest) {
            m_counted = TimeHistogram(oldest, newest);
            if (isCostly(queryText(m_filter)))
                return show();
            askForCounts({});
        });
    });
}

/// A search that ends early at least tells how far there is nothing.
void TimeRailFeed::askForEnd(const QString &sort, const std::function<void(const QDateTime &)> &then)
{
    auto query = isCostly(queryText(m_filter)) ? wire::TaskQuery() : taskQueryFor(m_filter);
    query.sort = sort;
    query.limit = 1;
    m_client.listTasks(query, this, [this, then, generation = m_generation](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        // The list says what is wrong with the filter, or that the broker is away.
        if (!answer)
            return rest();
        then(answer->tasks.isEmpty() ? answer->searchedTo : answer->tasks.first().createdAt);
    });
}

void TimeRailFeed::askForCounts(const QString &after)
{
    wire::HistogramQuery query;
    query.tasks = {.states = m_filter.states,
                   .types = m_filter.types,
                   .queues = m_filter.queues,
                   .filter = withShownZone(filterTerms(m_filter)),
                   .after = after};
    query.bucket = m_counted.secondsEach();
    query.limit = kTasksAPiece;
    m_client.loadHistogram(query, this, [this, generation = m_generation](const client::Result<wire::Histogram> &answer) {
        if (generation != m_generation)
            return;
        if (answer)
            take(*answer);
        else
            rest();
    });
}

void TimeRailFeed::take(const wire::Histogram &answer)
{
    for (const auto &[from, count] : answer.buckets)
        m_counted.add(from, count);
    m_after = answer.next;
    const bool isAtEnd = m_after.isEmpty();
    if (isAtEnd)
        m_counted.setCounted();
    else if (!answer.buckets.isEmpty())
        m_counted.setCountedTo(answer.buckets.first().first);
    if (isAtEnd || ++m_pieces == kPiecesMax)
        return show();
    // Of another filter a part is better than nothing; else the last whole count stays until there is a new one.
    if (m_isOtherFilter) {
        m_histogram = m_counted;
        Q_EMIT changed();
    }
    m_pause.start();
}

void TimeRailFeed::show()
{
    m_isOtherFilter = false;
    if (m_histogram != m_counted) {
        m_histogram = m_counted;
        Q_EMIT changed();
    }
    rest();
}

/// A short list is counted in one piece, and soon looks old.
void TimeRailFeed::rest()
{
    m_again.setInterval(m_pieces < 2 ? 5s : 60s);
    m_again.start();
}

} // namespace conduit::ui
