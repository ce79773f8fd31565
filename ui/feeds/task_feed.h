// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"
#include "ui/models/task_window_model.h"

#include <conduit/client.h>

#include <QObject>
#include <QSet>
#include <QTimer>

namespace conduit::ui {

/// Fills a TaskWindowModel from the broker and keeps it fresh: it reads pages as the view nears an end, and asks what changed when an
/// event says that something did; where there are no events, about once a second. Each new question carries a generation, so that a late answer to an older one is dropped.
class TaskFeed final : public QObject
{
    Q_OBJECT
public:
    TaskFeed(client::Client &client, TaskWindowModel &model, QObject *parent = nullptr);

    void setFilter(const TaskFilter &filter);
    [[nodiscard]] const TaskFilter &filter() const { return m_filter; }

    /// Only a list that somebody sees asks for news.
    void setVisible(bool isVisible);
    void setLive(bool isLive);
    [[nodiscard]] bool isLive() const { return m_isLive; }
    /// At its top an idle list takes new rows in; elsewhere they wait and are counted.
    void setTakesNewRows(bool takes) { m_takesNewRows = takes; }
    void setVisibleRows(int first, int last);

    /// Reads the list anew from its top.
    void reload();
    /// Lets go of rows that belong to a list of something else; what is being read comes all the same.
    void forgetRows();
    /// Reads the list's far end.
    void jumpToEnd();
    /// Reads a list that is sorted by creation from this moment on; beyond its far end that end. Of several moments that are asked for
    /// faster than the broker answers the last one counts.
    void jumpTo(const QDateTime &moment);
    void readAbove();
    void readBelow();
    /// Asks what changed, or reads the list if that has not worked yet.
    void poll();

    [[nodiscard]] int newRows() const { return static_cast<int>(m_newIds.size()); }
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    /// The broker cannot read the filter, so nothing is asked until there is another one; the rows of the last one stay.
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    /// The broker looks through its tasks a piece at a time, and has not found a screenful yet.
    [[nodiscard]] bool isSearching() const { return m_wanted > 0; }
    /// It has stopped before the end of the list: because somebody said so, or because a screenful was found.
    [[nodiscard]] bool isSearchOpen() const;
    /// When the last task was made that the search has looked at; invalid when it has looked at all, or nothing is searched for.
    [[nodiscard]] const QDateTime &searchedTo() const { return m_searchedTo; }
    void stopSearching();
    void searchOn();
    /// Of the broker's changes that are known here.
    [[nodiscard]] qint64 revision() const { return m_revision; }
    /// When the newest task was created that the list's first page had, by the broker's clock.
    [[nodiscard]] const QDateTime &newestCreated() const { return m_newestCreated; }

Q_SIGNALS:
    /// The first page of a new list is there.
    void loaded();
    /// Its far end is there.
    void endReached();
    /// The list begins at the moment that was asked for.
    void jumped();
    void failed(const conduit::client::Failure &failure);
    void newRowsChanged();
    /// It begins, ends, or has come further.
    void searchingChanged();
    /// Tasks that the broker reported as changed, in the list or not.
    void tasksChanged(const QList<conduit::wire::Task> &tasks);

private:
    using Use = std::function<void(const TaskListPage &)>;
    using Fits = std::function<bool(const wire::Task &)>;
    [[nodiscard]] wire::TaskQuery queryFor(const ListCursor &cursor) const;
    void read(const ListCursor &cursor, const Use &use);
    void startOver(const TaskListPage &page, qint64 revision);
    void noteNewest(const QList<wire::Task> &tasks);
    void setPace(bool isLive);
    void pollIfSeen();
    void askForChanges();
    /// A filter's text can only be judged by the broker.
    void askWhichFit(const wire::TaskPage &changes);
    void takeChanges(const wire::TaskPage &page, const Fits &fits);
    void readVisibleAgain();
    void readTopAgain();
    void forgetDeleted(const QList<wire::Task> &tasks);
    void countNew(const QList<wire::Task> &unknown, const Fits &fits);
    void takeFirstPage(const wire::TaskPage &answer, const ListCursor &origin);
    void readBelow(qsizetype wanted);
    /// Reads on below when the last page was cut short and `wanted` rows are not there yet.
    void goOnAfter(const TaskListPage &page, qsizetype wanted);
    void setSearch(qsizetype wanted, const QDateTime &searchedTo);
    void forgetNew();

    client::Client &m_client;
    TaskWindowModel &m_model;
    QTimer m_timer;
    TaskFilter m_filter;
    quint64 m_generation = 0;
    qint64 m_revision = 0;
    QDateTime m_newestCreated;
    QSet<QString> m_newIds;
    qsizetype m_wanted = 0; ///< Rows that a search is still to find.
    QDateTime m_searchedTo;
    bool m_isStopped = false; ///< Nothing is searched for until somebody says so.
    QDateTime m_nextJump;
    bool m_isJumping = false;
    int m_firstVisible = 0;
    int m_lastVisible = 0;
    bool m_isLoaded = false;
    bool m_isRefused = false;
    bool m_isReading = false;
    bool m_isPolling = false;
    bool m_mustPollAgain = false; ///< Something has changed while it was asking.
    bool m_isLive = true;
    bool m_isVisible = false;
    bool m_takesNewRows = true;
};

} // namespace conduit::ui
