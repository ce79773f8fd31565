// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/worker_feed.h"
#include "ui/local_workers.h"

#include <QWidget>

#include <functional>

class QAction;
class QSettings;
class QSpinBox;
class QScrollArea;
class QSplitter;
class QTableView;

namespace conduit::ui {

class LocalWorkersSection;
class LogView;
class MessageBar;
class RemoteWorkersSection;
class WorkerActs;
class WorkerLogPanel;

/// The worker processes of this desktop with their logs, and the workers elsewhere with the age of their heartbeats.
class WorkersPage final : public QWidget
{
    Q_OBJECT
public:
    /// `local` may be null: a console of a broker elsewhere has no processes of its own.
    WorkersPage(client::Client &client, const QString &address, const std::function<QDateTime()> &now, LocalWorkers *local,
                QSettings &settings, QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    /// The page follows what changes, or stands still.
    void setLive(bool isLive);
    void reload() { m_feed.reload(); }
    void saveSettings() const;

    [[nodiscard]] QList<QAction *> workerActions() const;
    [[nodiscard]] QTableView *localTable() const; ///< Null without processes of one's own.
    [[nodiscard]] QTableView *remoteTable() const;
    /// The one in which this worker stands, or will as soon as it is known.
    [[nodiscard]] QTableView *tableOf(const QString &worker) const;
    [[nodiscard]] WorkerActs *remoteActs() const;
    [[nodiscard]] QSpinBox *countBox() const;
    [[nodiscard]] LogView *log() const;
    [[nodiscard]] WorkerLogPanel *logPanel() const { return m_log; }
    [[nodiscard]] LocalWorkersSection *localSection() const { return m_localSection; }
    /// Says which process crashes in a loop, and starts it again.
    [[nodiscard]] MessageBar *crashBar() const;
    [[nodiscard]] WorkerFeed &feed() { return m_feed; }

Q_SIGNALS:
    /// What this worker has now, or had.
    void tasksRequested(const QString &worker);
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLocal(const std::function<QDateTime()> &now);
    void buildRemote(client::Client &client, const QString &address, const std::function<QDateTime()> &now);
    void shareHeight();
    void showWorkers(const QList<wire::Worker> &workers);
    void showLog();

    LocalWorkers *m_local;
    QSettings &m_settings;
    WorkerFeed m_feed;
    int m_loggedNumber = 0;
    bool m_isLive = true;
    bool m_isShared = false; ///< Its height, among its parts.

    QSplitter *m_splitter;
    QScrollArea *m_scroller = nullptr;
    LocalWorkersSection *m_localSection = nullptr;
    WorkerLogPanel *m_log = nullptr;
    RemoteWorkersSection *m_remoteSection = nullptr;
};

} // namespace conduit::ui
