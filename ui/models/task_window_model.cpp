// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_window_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/models/task_column_texts.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A first page that grew beyond this by new rows is read anew, so that the window does not fill up with one page.
constexpr int kFirstPageRowsMax = 4 * TaskWindowModel::kPageRows;

int intFrom(qsizetype size) { return static_cast<int>(size); }

QVariant alignmentOf(int column)
{
    const auto isNumber = column == TaskWindowModel::Attempts || column == TaskWindowModel::Priority
        || column == TaskWindowModel::Duration || column == TaskWindowModel::PayloadSize
        || column == TaskWindowModel::ResultSize || column == TaskWindowModel::Progress;
    return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

/// See TimeFormat::kColumnRole.
QVariant timeRoleOf(int column)
{
    using Model = TaskWindowModel;
    const bool isMoment =
        column == Model::Created || column == Model::RunAt || column == Model::Started || column == Model::Finished;
    return isMoment || column == Model::Duration ? QVariant(isMoment) : QVariant();
}

} // namespace

TaskListPage listPageFrom(const wire::TaskPage &answer, const QString &askedSort, const QString &shownSort,
                          const ListCursor &origin)
{
    const ListCursor along {.text = answer.next, .sort = askedSort, .isAfter = true};
    const ListCursor against {.text = answer.prev, .sort = askedSort, .isAfter = false};
    if (askedSort == shownSort)
        return {.tasks = answer.tasks, .above = against, .below = along, .origin = origin, .searchedTo = answer.searchedTo};
    auto tasks = answer.tasks;
    std::reverse(tasks.begin(), tasks.end());
    return {.tasks = tasks, .above = along, .below = against, .origin = origin, .searchedTo = answer.searchedTo};
}

TaskWindowModel::TaskWindowModel(std::function<QDateTime()> now, QObject *parent)
    : QAbstractTableModel(parent), m_now(std::move(now))
{
}

void TaskWindowModel::restart(const TaskListPage &page)
{
    beginResetModel();
    m_rows.clear();
    for (const auto &task : page.tasks)
        m_rows.append({.task = task});
    m_pages = {{.rows = intFrom(m_rows.size()), .above = page.above, .below = page.below, .origin = page.origin}};
    endResetModel();
}

void TaskWindowModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_pages.clear();
    endResetModel();
}

void TaskWindowModel::addBelow(const TaskListPage &page)
{
    if (m_pages.isEmpty())
        return restart(page);
    auto rows = unknownRows(page);
    if (rows.isEmpty()) {
        m_pages.last().below = page.below;
        return;
    }
    m_pages.append({.rows = 0, .above = page.above, .below = page.below, .origin = page.origin});
    insertRun(intFrom(m_rows.size()), std::move(rows));
    trimTop();
}

void TaskWindowModel::addAbove(const TaskListPage &page)
{
    if (m_pages.isEmpty())
        return restart(page);
    auto rows = unknownRows(page);
    if (rows.isEmpty()) {
        m_pages.first().above = page.above;
        return;
    }
    m_pages.prepend({.rows = 0, .above = page.above, .below = page.below, .origin = page.origin});
    insertRun(0, std::move(rows));
    trimBottom();
}

void TaskWindowModel::syncTop(const TaskListPage &page)
{
    const auto shared = m_pages.isEmpty() || m_pages.first().rows > kFirstPageRowsMax ? std::nullopt : sharedRows(page);
    if (!shared)
        return restart(page);
    removeRowsMissingIn(page, *shared);
    insertRowsNewIn(page);
    patch(page.tasks, [](const wire::Task &) { return true; });
    m_pages.first().above = page.above;
    m_pages.first().origin = page.origin;
    if (page.below.isEmpty())
        m_pages = {{.rows = intFrom(m_rows.size()), .above = page.above, .below = {}, .origin = page.origin}};
    trimBottom();
}

/// How many rows from the top `page` speaks about: up to the last row that both have. Nothing when the window and the page have
/// no row in common, or have them in another order.
std::optional<int> TaskWindowModel::sharedRows(const TaskListPage &page) const
{
    QHash<QString, qsizetype> places;
    for (qsizetype place = 0; place < page.tasks.size(); ++place)
        places.insert(page.tasks[place].id, place);
    std::optional<int> shared;
    qsizetype previous = -1;
    for (int row = 0; row < m_rows.size(); ++row) {
        const auto place = places.value(m_rows[row].task.id, -1);
        if (place < 0)
            continue;
        if (place < previous)
            return {};
        previous = place;
        shared = row + 1;
    }
    return shared && page.below.isEmpty() ? intFrom(m_rows.size()) : shared;
}

void TaskWindowModel::removeRowsMissingIn(const TaskListPage &page, int rows)
{
    QSet<QString> fresh;
    for (const auto &task : page.tasks)
        fresh.insert(task.id);
    const auto goes = [&](int row) { return !fresh.contains(m_rows[row].task.id); };
    for (int row = rows - 1; row >= 0; --row) {
        if (!goes(row))
            continue;
        const auto last = row;
        while (row > 0 && goes(row - 1))
            --row;
        removeRun(row, last);
    }
}

void TaskWindowModel::insertRowsNewIn(const TaskListPage &page)
{
    const auto known = ids();
    int row = 0;
    for (qsizetype place = 0; place < page.tasks.size();) {
        QList<Row> run;
        while (place < page.tasks.size() && !known.contains(page.tasks[place].id))
            run.append({.task = page.tasks[place++]});
        if (run.isEmpty()) {
            ++place;
            ++row;
            continue;
        }
        const auto rows = intFrom(run.size());
        insertRun(row, std::move(run));
        row += rows;
    }
}

QList<wire::Task> TaskWindowModel::patch(const QList<wire::Task> &changed,
                                         const std::function<bool(const wire::Task &)> &matches)
{
    QHash<QString, const wire::Task *> news;
    for (const auto &task : changed)
        news.insert(task.id, &task);

    int first = -1;
    int last = -1;
    for (int row = 0; row < m_rows.size() && !news.isEmpty(); ++row) {
        const auto *task = news.take(m_rows[row].task.id);
        if (!task || task->version < m_rows[row].task.version)
            continue;
        m_rows[row] = {.task = *task, .hasLeft = !matches(*task)};
        if (first < 0)
            first = row;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, kColumnCount - 1));

    QList<wire::Task> unknown;
    for (const auto &task : changed)
        if (news.contains(task.id))
            unknown.append(task);
    return unknown;
}

ListCursor TaskWindowModel::cursorAbove() const { return m_pages.isEmpty() ? ListCursor {} : m_pages.first().above; }

ListCursor TaskWindowModel::cursorBelow() const { return m_pages.isEmpty() ? ListCursor {} : m_pages.last().below; }

ListCursor TaskWindowModel::originOf(int row) const { return m_pages.isEmpty() ? ListCursor {} : m_pages[pageOf(row)].origin; }

int TaskWindowModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].task.id == id)
            return row;
    return -1;
}

int TaskWindowModel::fittingRows() const
{
    return intFrom(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.fits(); }));
}

int TaskWindowModel::placeOf(int row) const
{
    if (row < 0 || row >= m_rows.size() || !m_rows[row].fits())
        return 0;
    return intFrom(std::count_if(m_rows.begin(), m_rows.begin() + row + 1, [](const Row &each) { return each.fits(); }));
}

int TaskWindowModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : intFrom(m_rows.size()); }

int TaskWindowModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant TaskWindowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return taskColumnText(row.task, row.hasLeft, index.column(), m_now());
    case Qt::ToolTipRole:
        return plainToolTip(taskColumnTip(row.task, row.hasLeft, index.column(), m_now()));
    case Qt::AccessibleTextRole:
        return index.column() == State ? taskSentence(row.task, m_now())
                                       : taskColumnText(row.task, row.hasLeft, index.column(), m_now());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case StateRole:
        return row.task.state;
    case HasLeftRole:
        return row.hasLeft;
    case IsDeletedRole:
        return row.task.trashedAt.isValid();
    case PercentRole:
        return showsProgress(row.task) ? row.task.progress->percent : QVariant();
    default:
        return {};
    }
}

QVariant TaskWindowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role == TimeFormat::kColumnRole)
        return timeRoleOf(section);
    if (role == Qt::ToolTipRole && isSlowSort(section))
        return plainToolTip(tr("Sorting by this is slow: the broker has no index for it."));
    if (role == IsSlowSortRole)
        return isSlowSort(section);
    if (role == Qt::AccessibleTextRole)
        return isSlowSort(section) ? tr("%1, slow to sort by").arg(taskColumnTitle(section, m_now()))
                                   : taskColumnTitle(section, m_now());
    return role == Qt::DisplayRole ? taskColumnTitle(section, m_now()) : QVariant();
}

QString TaskWindowModel::sortWord(int column)
{
    switch (column) {
    case Priority:
        return u"priority"_s;
    case Created:
        return u"created"_s;
    case RunAt:
        return u"run_at"_s;
    case Started:
        return u"started"_s;
    case Duration:
        return u"duration"_s;
    case Finished:
        return u"completed"_s;
    default:
        return {};
    }
}

bool TaskWindowModel::isSlowSort(int column)
{
    const auto word = sortWord(column);
    return !word.isEmpty() && word != u"created";
}

QSet<QString> TaskWindowModel::ids() const
{
    QSet<QString> ids;
    ids.reserve(m_rows.size());
    for (const auto &row : m_rows)
        ids.insert(row.task.id);
    return ids;
}

/// A task that changed its place while the list was being read may come twice; the first place stays.
QList<TaskWindowModel::Row> TaskWindowModel::unknownRows(const TaskListPage &page) const
{
    const auto known = ids();
    QList<Row> rows;
    for (const auto &task : page.tasks)
        if (!known.contains(task.id))
            rows.append({.task = task});
    return rows;
}

qsizetype TaskWindowModel::pageOf(int row) const
{
    qsizetype page = 0;
    for (auto left = row; page + 1 < m_pages.size() && left >= m_pages[page].rows; ++page)
        left -= m_pages[page].rows;
    return page;
}

/// New rows go to the page that ends or begins at `row`; a page without rows yet takes them first.
void TaskWindowModel::insertRun(int row, QList<Row> rows)
{
    beginInsertRows({}, row, row + intFrom(rows.size()) - 1);
    auto page = row == 0 ? 0 : row == m_rows.size() ? m_pages.size() - 1 : pageOf(row);
    m_pages[page].rows += intFrom(rows.size());
    rows.append(m_rows.sliced(row));
    m_rows.resize(row);
    m_rows.append(std::move(rows));
    endInsertRows();
}

void TaskWindowModel::removeRun(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (auto row = last; row >= first; --row)
        --m_pages[pageOf(row)].rows;
    m_rows.remove(first, last - first + 1);
    endRemoveRows();
}

void TaskWindowModel::trimTop()
{
    while (m_rows.size() > kRowsMax && m_pages.size() > 1) {
        if (m_pages.first().rows > 0)
            removeRun(0, m_pages.first().rows - 1);
        m_pages.removeFirst();
    }
}

void TaskWindowModel::trimBottom()
{
    while (m_rows.size() > kRowsMax && m_pages.size() > 1) {
        const auto rows = intFrom(m_rows.size());
        if (m_pages.last().rows > 0)
            removeRun(rows - m_pages.last().rows, rows - 1);
        m_pages.removeLast();
    }
}

} // namespace conduit::ui
