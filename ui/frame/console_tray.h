// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"
#include "ui/feeds/broker_pause.h"
#include "ui/feeds/connection_feed.h"
#include "ui/frame/tray_icon.h"
#include "ui/models/notice_batch.h"
#include "ui/pages/pause_dialog.h"

#include <QMap>
#include <QMenu>
#include <QPointer>
#include <QSet>

namespace conduit::ui {

class Tray;

/// The console in the tray: how the broker does that the program was started with, its last failures, and notices of what should not
/// wait until somebody looks. One for all windows; works without any. Main thread.
class ConsoleTray final : public QObject
{
    Q_OBJECT
public:
    /// Operations that end sooner are not worth a notice.
    static constexpr int kLongOperationSeconds = 10;
    static constexpr int kFailuresShown = 3;

    ConsoleTray(Tray &tray, const ConsoleParts &console, QObject *parent = nullptr);
    ~ConsoleTray() override;

    [[nodiscard]] TrayState state() const;
    /// Somebody looks at the console: what has happened until now needs no attention any more.
    void noteSeen();
    /// What asks before everything is paused; null while nothing is asked.
    [[nodiscard]] PauseDialog *pauseDialog() const { return m_pauseDialog; }
    /// Shows the notices whose time has come. A timer does, too.
    void showDue();

Q_SIGNALS:
    void showRequested();
    void enqueueRequested();
    void taskRequested(const QString &id);
    void quitRequested();

private:
    void buildMenu();
    void watchTasks();
    void watchWorkers();
    void watchConnection();
    void note(NoticeKind kind, const QString &text);
    void show(const NoticeBatch::Notice &notice);
    void noteDeaths(const QList<wire::TaskChange> &tasks);
    void noteEntry(const wire::AuditEntry &entry);
    void noteWorkers();
    void noteConnection();
    void noteAway(const QString &text);
    void showPause();
    void readFailures();
    void showFailures(const QList<wire::Task> &tasks);
    void togglePause();
    void askToPause();
    void tellFailure(const client::Result<Unit> &answer);
    void showState();

    Tray &m_tray;
    ConsoleParts m_console;
    ConnectionFeed m_connection;
    BrokerPause m_everything;
    NoticeBatch m_batch;
    QTimer m_due;
    QTimer m_failuresSoon;
    QMenu m_menu;
    QAction *m_pause = nullptr;
    QPointer<PauseDialog> m_pauseDialog;
    QAction *m_failuresTitle = nullptr;
    QList<QAction *> m_failures;
    QMap<QString, QDateTime> m_operations; ///< Those under way that were seen to start.
    QSet<int> m_crashLooping;              ///< Numbers of local workers.
    TrayState m_shownState = TrayState::Idle;
    bool m_isAwayTold = false;
    bool m_needsAttention = false;
};

} // namespace conduit::ui
