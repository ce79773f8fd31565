// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// A list of tasks, page by page. While somebody looks at its first page, it is read every five seconds; once there are more it stands
/// still, until it is asked to read them anew.
class TaskPageFeed final : public QObject
{
    Q_OBJECT
public:
    TaskPageFeed(client::Client &client, wire::TaskQuery query, QObject *parent = nullptr);

    void setVisible(bool isVisible);
    /// As many pages as there were.
    void reload();
    /// The first page of what `filter` finds, a line of the filter language.
    void setFilter(const QString &filter);
    [[nodiscard]] const QString &filter() const { return m_query.filter; }
    /// One page more; nothing happens when there is none, or while a page is under way.
    void readMore();
    [[nodiscard]] bool hasMore() const { return !m_next.isEmpty(); }
    /// Of the broker when the first page was read: what came into the list later has a higher one.
    [[nodiscard]] qint64 revision() const { return m_revision; }

Q_SIGNALS:
    /// All that was read, in the broker's order.
    void loaded(const QList<conduit::wire::Task> &tasks);
    void failed(const conduit::client::Failure &failure);

private:
    void start();
    void readPage(int left);
    void take(const wire::TaskPage &page, int left);
    void end();

    client::Client &m_client;
    wire::TaskQuery m_query;
    QTimer m_timer;
    QList<wire::Task> m_tasks;
    QString m_next; ///< Cursor; empty at the end.
    qint64 m_revision = 0;
    int m_pages = 1;     ///< That somebody has wanted so far.
    quint64 m_round = 0; ///< Answers of another one are too late.
    bool m_isReading = false;
    bool m_readsAgain = false; ///< Somebody asked anew meanwhile.
};

} // namespace conduit::ui
