// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/worker_feed.h"
#include "ui/models/local_worker_model.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/worker_model.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QSettings;
class QSpinBox;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace conduit::ui {

class EmptyState;
class LogView;
class MessageBar;
class WorkerActs;
class WorkerLogPanel;

/// The worker processes of this desktop with their logs, and the workers elsewhere with the age of their heartbeats.
class WorkersPage final : public QWidget
{
    Q_OBJECT
public:
    /// `local` may be null: a console of a broker elsewhere has no processes of its own.
    WorkersPage(client::Client &client, const QString &address, std::function<QDateTime()> now, LocalWorkers *local,
                QSettings &settings, QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    /// The page follows what changes, or stands still.
    void setLive(bool isLive);
    void reload() { m_feed.reload(); }
    void saveSettings() const;

    [[nodiscard]] QList<QAction *> workerActions() const;
    [[nodiscard]] QTableView *localTable() const { return m_localTable; }
    [[nodiscard]] QTableView *remoteTable() const { return m_remoteTable; }
    /// The one in which this worker stands, or will as soon as it is known.
    [[nodiscard]] QTableView *tableOf(const QString &worker) const;
    [[nodiscard]] WorkerActs *remoteActs() const { return m_acts; }
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    [[nodiscard]] LogView *log() const;
    [[nodiscard]] WorkerLogPanel *logPanel() const { return m_log; }
    /// Says which process crashes in a loop, and starts it again.
    [[nodiscard]] MessageBar *crashBar() const { return m_crash; }
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
    void buildActions();
    [[nodiscard]] QWidget *buildLocal();
    [[nodiscard]] QWidget *buildRemote();
    void shareHeight();
    void showLocal();
    void showWorkers(const QList<wire::Worker> &workers);
    void showLog();
    void showCrash();
    void showActions();
    void showRemoteEmptiness();
    [[nodiscard]] int currentNumber() const; ///< 0 when no process is selected.
    /// Its address means another machine elsewhere.
    [[nodiscard]] bool isForThisComputer() const;
    [[nodiscard]] QString attachCommand() const;

    QString m_address;
    std::function<QDateTime()> m_now;
    LocalWorkers *m_local;
    QSettings &m_settings;
    WorkerFeed m_feed;
    WorkerModel m_remoteModel;
    LocalWorkerModel m_localModel;
    SortedRows m_remoteSorted;
    SortedRows m_localSorted;
    QPushButton *m_copy = nullptr;
    int m_loggedNumber = 0;
    bool m_isOnline = true;
    bool m_isLive = true;
    bool m_isShared = false; ///< Its height, among its parts.
    bool m_isLoaded = false;

    QSplitter *m_splitter = nullptr;
    QSpinBox *m_count = nullptr;
    QSpinBox *m_concurrency = nullptr;
    QTableView *m_localTable = nullptr;
    QStackedWidget *m_localStack = nullptr;
    EmptyState *m_localEmpty = nullptr;
    WorkerActs *m_acts;
    QTableView *m_remoteTable = nullptr;
    QStackedWidget *m_remoteStack = nullptr;
    EmptyState *m_remoteEmpty = nullptr;
    WorkerLogPanel *m_log = nullptr;
    MessageBar *m_crash = nullptr;
    int m_crashed = 0; ///< The process that the bar is about.
    QAction *m_start = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_restart = nullptr;
    QAction *m_copyAttach = nullptr;
};

} // namespace conduit::ui
