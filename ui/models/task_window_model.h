// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>
#include <QSet>

#include <functional>
#include <optional>

namespace conduit::ui {

/// A place in a list of the broker: what to ask for to go on from there.
struct ListCursor
{
    QString text; ///< The broker's opaque cursor; empty when the list ends here.
    QString sort; ///< The order it belongs to.
    bool isAfter = true;
    QDateTime at = {}; ///< Instead of the text: from the task on that was made at this moment.

    [[nodiscard]] bool isEmpty() const { return text.isEmpty() && !at.isValid(); }
};

/// A page in the order in which it is shown, with the ways on from both of its ends.
struct TaskListPage
{
    QList<wire::Task> tasks;
    ListCursor above;
    ListCursor below;
    ListCursor origin;         ///< What it was asked with; empty for the list's first page.
    QDateTime searchedTo = {}; ///< As in the answer.
};

/// Puts an answer into the order of `shownSort`; the answer may have been asked for from the other end of the list.
[[nodiscard]] TaskListPage listPageFrom(const wire::TaskPage &answer, const QString &askedSort, const QString &shownSort,
                                        const ListCursor &origin = {});

/// A window on a list of any length: at most kRowsMax rows, read page by page from either end and dropped at the far one.
/// A row's cells change in place; a row never moves by itself. Knows nothing of widgets or the network.
class TaskWindowModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        State,
        Type,
        Id,
        Queue,
        Attempts,
        Priority,
        Created,
        RunAt,
        Started,
        Duration,
        Worker,
        PayloadSize,
        ResultSize,
        Finished,
        Progress,
        Error,
        Tags,
        EnqueuedBy
    };
    static constexpr int kColumnCount = EnqueuedBy + 1;
    enum Role {
        StateRole = Qt::UserRole,
        HasLeftRole, ///< The task no longer fits the filter, or was deleted; it goes with the next refresh.
        IsDeletedRole,
        PercentRole,   ///< A running task's progress, from 0 to 100; nothing when it has told none.
        IsSlowSortRole ///< Of a column's head: see isSlowSort().
    };

    static constexpr int kPageRows = 256;
    static constexpr int kRowsMax = 4096;

    explicit TaskWindowModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    // What the feed does.
    void restart(const TaskListPage &page);
    void clear();
    void addAbove(const TaskListPage &page);
    void addBelow(const TaskListPage &page);
    /// Makes the top of the window equal to the list's fresh first page: new rows come in, those that left go.
    void syncTop(const TaskListPage &page);
    /// Replaces the cells of tasks that are here; `matches` tells which ones still belong to the list. Returns those that are not here.
    QList<wire::Task> patch(const QList<wire::Task> &changed, const std::function<bool(const wire::Task &)> &matches);

    [[nodiscard]] ListCursor cursorAbove() const;
    [[nodiscard]] ListCursor cursorBelow() const;
    /// The question whose answer covers `row`, to read it again.
    [[nodiscard]] ListCursor originOf(int row) const;

    [[nodiscard]] const wire::Task &taskAt(int row) const { return m_rows[row].task; }
    /// How many rows still fit the list; the others stay only until it is read anew.
    [[nodiscard]] int fittingRows() const;
    /// Which of these `row` is, from 1; 0 for none of them.
    [[nodiscard]] int placeOf(int row) const;
    [[nodiscard]] int rowOf(const QString &id) const; ///< -1 when it is not here.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The contract's word for sorting by this column; empty when the broker cannot.
    [[nodiscard]] static QString sortWord(int column);
    /// The broker can sort by this column, but has no index for it: it looks at every task.
    [[nodiscard]] static bool isSlowSort(int column);

private:
    struct Row
    {
        wire::Task task;
        bool hasLeft = false;

        [[nodiscard]] bool fits() const { return !hasLeft && !task.trashedAt.isValid(); }
    };
    struct Page
    {
        int rows = 0;
        ListCursor above;
        ListCursor below;
        ListCursor origin;
    };

    [[nodiscard]] QSet<QString> ids() const;
    [[nodiscard]] QList<Row> unknownRows(const TaskListPage &page) const;
    [[nodiscard]] qsizetype pageOf(int row) const;
    [[nodiscard]] std::optional<int> sharedRows(const TaskListPage &page) const;
    void removeRowsMissingIn(const TaskListPage &page, int rows);
    void insertRowsNewIn(const TaskListPage &page);
    void insertRun(int row, QList<Row> rows);
    void removeRun(int first, int last);
    void trimTop();
    void trimBottom();

    std::function<QDateTime()> m_now;
    QList<Row> m_rows;
    QList<Page> m_pages;
};

} // namespace conduit::ui
