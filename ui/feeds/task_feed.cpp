// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/task_feed.h"

#include "ui/models/filter_text.h"

#include <conduit/event_stream.h>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kChangedTasksMax = 500; // What the broker gives at a time.
constexpr int kNewRowsMax = 1000;     // Beyond that the exact number helps nobody.
constexpr int kRefused = 400;
constexpr int kScreenRows = 64; // A search that has found so many rests until somebody scrolls.

} // namespace

TaskFeed::TaskFeed(client::Client &client, TaskWindowModel &model, QObject *parent)
    : QObject(parent), m_client(client), m_model(model)
{
    connect(&m_timer, &QTimer::timeout, this, &TaskFeed::pollIfSeen);
    const auto &events = client.events();
    setPace(events.isLive());
    connect(&events, &client::EventStream::liveChanged, this, [this](bool isLive) {
        setPace(isLive);
        pollIfSeen();
    });
    connect(&events, &client::EventStream::gap, this, &TaskFeed::pollIfSeen);
    connect(&events, &client::EventStream::tasksChanged, this, &TaskFeed::pollIfSeen);
    m_timer.start();
}

/// With events the clock only makes sure.
void TaskFeed::setPace(bool isLive) { m_timer.setInterval(isLive ? 15s : 1s); }

void TaskFeed::pollIfSeen()
{
    if (m_isVisible && m_isLive)
        poll();
}

void TaskFeed::setFilter(const TaskFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    reload();
}

void TaskFeed::setVisible(bool isVisible)
{
    if (m_isVisible == isVisible)
        return;
    m_isVisible = isVisible;
    if (m_isVisible && (m_isLive || !m_isLoaded))
        poll();
}

void TaskFeed::setLive(bool isLive)
{
    m_isLive = isLive;
    if (m_isLive && m_isVisible)
        poll();
}

void TaskFeed::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

void TaskFeed::reload()
{
    const auto generation = ++m_generation;
    m_isReading = true;
    m_isRefused = false;
    m_isJumping = false;
    m_nextJump = {};
    setSearch(0, {});
    m_client.listTasks(queryFor({}), this, [this, generation](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (!answer) {
            m_isLoaded = false;
            m_isRefused = answer.error().status == kRefused;
            Q_EMIT failed(answer.error());
            return;
        }
        noteNewest(answer->tasks);
        takeFirstPage(*answer, {});
    });
}

void TaskFeed::forgetRows()
{
    m_isLoaded = false;
    m_model.clear();
    forgetNew();
}

void TaskFeed::takeFirstPage(const wire::TaskPage &answer, const ListCursor &origin)
{
    const auto page = listPageFrom(answer, m_filter.sort, m_filter.sort, origin);
    startOver(page, answer.revision);
    m_isStopped = false;
    goOnAfter(page, kScreenRows);
    Q_EMIT loaded();
}

void TaskFeed::jumpToEnd()
{
    if (m_model.cursorBelow().isEmpty()) {
        Q_EMIT endReached();
        return;
    }
    const auto generation = ++m_generation;
    m_isReading = true;
    m_isJumping = false;
    auto query = queryFor({});
    query.sort = reversedSort(m_filter.sort);
    m_client.listTasks(query, this, [this, generation, asked = query.sort](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        // A search from the far end that has not found anything yet would leave an empty list.
        if (answer->tasks.isEmpty() && !answer->next.isEmpty()) {
            readBelow();
        } else {
            startOver(listPageFrom(*answer, asked, m_filter.sort), answer->revision);
            setSearch(0, {});
        }
        Q_EMIT endReached();
    });
}

void TaskFeed::jumpTo(const QDateTime &moment)
{
    m_nextJump = moment;
    if (m_isJumping)
        return;
    const auto generation = ++m_generation;
    m_isReading = true;
    m_isJumping = true;
    const ListCursor cursor {.text = {}, .sort = m_filter.sort, .at = std::exchange(m_nextJump, {})};
    m_client.listTasks(queryFor(cursor), this, [this, generation, cursor](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        m_isJumping = false;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        if (answer->tasks.isEmpty() && answer->next.isEmpty())
            return jumpToEnd();
        takeFirstPage(*answer, cursor);
        Q_EMIT jumped();
        if (m_nextJump.isValid())
            jumpTo(m_nextJump);
    });
}

void TaskFeed::readAbove()
{
    if (!m_model.cursorAbove().isEmpty())
        read(m_model.cursorAbove(), [this](const TaskListPage &page) { m_model.addAbove(page); });
}

void TaskFeed::readBelow()
{
    if (!m_isStopped)
        readBelow(std::max<qsizetype>(m_wanted, kScreenRows));
}

void TaskFeed::readBelow(qsizetype wanted)
{
    if (!m_model.cursorBelow().isEmpty())
        read(m_model.cursorBelow(), [this, wanted](const TaskListPage &page) {
            m_model.addBelow(page);
            goOnAfter(page, wanted);
        });
}

void TaskFeed::goOnAfter(const TaskListPage &page, qsizetype wanted)
{
    const auto found = page.tasks.size();
    const bool isCut = !m_filter.text.isEmpty() && found < TaskWindowModel::kPageRows && !m_model.cursorBelow().isEmpty();
    setSearch(isCut && !m_isStopped ? std::max<qsizetype>(0, wanted - found) : 0, page.searchedTo);
    if (isSearching())
        readBelow(m_wanted);
}

bool TaskFeed::isSearchOpen() const
{
    return !isSearching() && m_isLoaded && m_searchedTo.isValid() && !m_model.cursorBelow().isEmpty();
}

void TaskFeed::stopSearching()
{
    m_isStopped = true;
    setSearch(0, m_searchedTo);
}

void TaskFeed::searchOn()
{
    m_isStopped = false;
    setSearch(kScreenRows, m_searchedTo);
    readBelow();
}

void TaskFeed::setSearch(qsizetype wanted, const QDateTime &searchedTo)
{
    if (m_wanted == wanted && m_searchedTo == searchedTo)
        return;
    m_wanted = wanted;
    m_searchedTo = searchedTo;
    Q_EMIT searchingChanged();
}

void TaskFeed::poll()
{
    if (m_isRefused)
        return;
    if (!m_isLoaded) {
        if (!m_isReading)
            reload();
    } else if (m_isPolling) {
        m_mustPollAgain = true;
    } else {
        askForChanges();
    }
}

wire::TaskQuery TaskFeed::queryFor(const ListCursor &cursor) const
{
    auto query = taskQueryFor(m_filter);
    query.limit = TaskWindowModel::kPageRows;
    query.at = cursor.at;
    if (!cursor.text.isEmpty()) {
        query.sort = cursor.sort;
        (cursor.isAfter ? query.after : query.before) = cursor.text;
    }
    return query;
}

void TaskFeed::read(const ListCursor &cursor, const Use &use)
{
    if (m_isReading)
        return;
    m_isReading = true;
    const auto generation = m_generation;
    m_client.listTasks(queryFor(cursor), this, [this, generation, cursor, use](const client::Result<wire::TaskPage> &answer) {
        if (generation != m_generation)
            return;
        m_isReading = false;
        if (answer)
            return use(listPageFrom(*answer, cursor.isEmpty() ? m_filter.sort : cursor.sort, m_filter.sort, cursor));
        setSearch(0, m_searchedTo);
        Q_EMIT failed(answer.error());
    });
}

void TaskFeed::startOver(const TaskListPage &page, qint64 revision)
{
    m_isLoaded = true;
    m_revision = revision;
    m_model.restart(page);
    forgetNew();
}

void TaskFeed::noteNewest(const QList<wire::Task> &tasks)
{
    m_newestCreated = {};
    for (const auto &task : tasks)
        if (!m_newestCreated.isValid() || task.createdAt > m_newestCreated)
            m_newestCreated = task.createdAt;
}

/// Without the filter of states: a task that leaves the list must be reported too.
void TaskFeed::askForChanges()
{
    wire::TaskQuery query;
    query.types = m_filter.types;
    query.queues = m_filter.queues;
    query.filter = filterTerms({.tag = m_filter.tag});
    query.limit = kChangedTasksMax;
    query.changedSince = m_revision;
    m_isPolling = true;
    m_mustPollAgain = false;
    m_client.listTasks(query, this, [this, generation = m_generation](const client::Result<wire::TaskPage> &answer) {
        m_isPolling = false;
        if (generation == m_generation && answer && !m_filter.text.isEmpty() && !answer->tasks.isEmpty())
            return askWhichFit(*answer);
        if (generation == m_generation && answer)
            takeChanges(*answer, [this](const wire::Task &task) { return m_filter.matches(task); });
        // Only an event tells that the answer is old already; the clock comes back by itself.
        if (m_mustPollAgain && m_client.events().isLive())
            pollIfSeen();
    });
}

void TaskFeed::askWhichFit(const wire::TaskPage &changes)
{
    auto query = queryFor({});
    query.limit = kChangedTasksMax;
    query.sort = TaskFilter::kNewestFirst;
    query.changedSince = m_revision;
    m_isPolling = true;
    m_client.listTasks(query, this, [this, changes, generation = m_generation](const client::Result<wire::TaskPage> &answer) {
        m_isPolling = false;
        if (generation != m_generation || !answer)
            return;
        QSet<QString> fitting;
        for (const auto &task : answer->tasks)
            fitting.insert(task.id);
        takeChanges(changes,
                    [this, fitting](const wire::Task &task) { return m_filter.matches(task) && fitting.contains(task.id); });
        if (m_mustPollAgain && m_client.events().isLive())
            pollIfSeen();
    });
}

void TaskFeed::takeChanges(const wire::TaskPage &page, const Fits &fits)
{
    m_revision = page.revision;
    forgetDeleted(page.tasks);
    countNew(m_model.patch(page.tasks, fits), fits);
    if (!page.tasks.isEmpty())
        Q_EMIT tasksChanged(page.tasks);
    if (!page.next.isEmpty())
        readVisibleAgain();
    if (!m_newIds.isEmpty() && m_takesNewRows && m_filter.sort == TaskFilter::kNewestFirst)
        readTopAgain();
}

void TaskFeed::forgetDeleted(const QList<wire::Task> &tasks)
{
    QSet<QString> deleted;
    for (const auto &task : tasks)
        if (task.trashedAt.isValid())
            deleted.insert(task.id);
    if (!m_newIds.intersects(deleted))
        return;
    m_newIds.subtract(deleted);
    Q_EMIT newRowsChanged();
}

/// More changed than one answer holds, so the rows that somebody looks at are read as they stand.
void TaskFeed::readVisibleAgain()
{
    if (m_model.rowCount() == 0)
        return;
    const auto last = std::min(m_lastVisible, m_model.rowCount() - 1);
    read(m_model.originOf(std::clamp(m_firstVisible, 0, last)),
         [this](const TaskListPage &page) { m_model.patch(page.tasks, [](const wire::Task &) { return true; }); });
}

void TaskFeed::readTopAgain()
{
    read({}, [this](const TaskListPage &page) {
        if (!m_takesNewRows)
            return;
        noteNewest(page.tasks);
        m_model.syncTop(page);
        forgetNew();
        Q_EMIT loaded();
    });
}

void TaskFeed::countNew(const QList<wire::Task> &unknown, const Fits &fits)
{
    const auto isWholeList = m_model.cursorAbove().isEmpty() && m_model.cursorBelow().isEmpty();
    const auto before = m_newIds.size();
    for (const auto &task : unknown) {
        const auto isNew = isWholeList || !m_newestCreated.isValid() || task.createdAt >= m_newestCreated;
        if (isNew && fits(task) && m_newIds.size() < kNewRowsMax)
            m_newIds.insert(task.id);
    }
    if (m_newIds.size() != before)
        Q_EMIT newRowsChanged();
}

void TaskFeed::forgetNew()
{
    if (!std::exchange(m_newIds, {}).isEmpty())
        Q_EMIT newRowsChanged();
}

} // namespace conduit::ui
