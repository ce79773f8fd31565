// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/connection_profile.h"

#include <conduit/client.h>

#include <QDateTime>
#include <QMainWindow>

#include <functional>
#include <memory>

class QSettings;

namespace conduit::ui {

class ActionHub;
class BrokerSettings;
class EmbeddedBroker;
class GuardedTransport;
class LocalWorkers;
class Tray;
class UndoTrail;

/// What the console works with. Everything outlives the window.
struct ConsoleParts
{
    client::Client &client;
    QString address; ///< The broker's, such as `http://127.0.0.1:8080`: shown, and written into curl lines.
    QSettings &settings;
    std::function<QDateTime()> now;           ///< The present, for ages such as "4 min ago".
    QString person = {};                      ///< Who sits here, as others will read it beside what was done; may be empty.
    QString actor = {};                       ///< What the console calls itself in the record of what was done; may be empty.
    LocalWorkers *localWorkers = nullptr;     ///< Null for a console of a broker elsewhere.
    EmbeddedBroker *broker = nullptr;         ///< Null for a console of a broker elsewhere.
    BrokerSettings *brokerSettings = nullptr; ///< The same.
    GuardedTransport *guard = nullptr;        ///< The lock on the way to the broker; null when there is none.
    Tray *tray = nullptr;                     ///< Null for a console without one.
    ConnectionBook *connections = nullptr;    ///< Other brokers to choose from; may be null.
    ConnectionProfile profile = {};           ///< Of the connection; without a name: the one that the program was started with.
    UndoTrail *undo = nullptr; ///< Shared by the windows of one connection; null for one that is the window's alone.
    int windowNumber = 1;      ///< Each window remembers its own layout.
};

/// The console's window. Lives on the main thread; nothing in it waits.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const ConsoleParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Brings the window to the user, for a second start of the program.
    void raiseToFront();
    /// Whether closing it ends the console, so that tasks of a broker of its own matter. True at first.
    void setIsLast(bool isLast);
    /// Closes the window as part of the end of the program: the broker does not run on without one.
    void quit();
    /// Brings the task to the user.
    void showTask(const QString &id);
    [[nodiscard]] ActionHub &actions() const;
    /// Something goes on in it, or is being asked in a dialog, that would end with it.
    [[nodiscard]] bool isAtWork() const;
    /// Takes over what somebody had chosen and typed in `before`, which has the same connection.
    void continueFrom(const MainWindow &before);

Q_SIGNALS:
    /// The window closes, and running tasks are not waited for.
    void stopNowRequested();
    /// The program should end.
    void quitRequested();
    /// It closes; `staysBehind`: in order that the broker runs on without it.
    void closed(bool staysBehind);
    /// Somebody wants one more window on the same broker.
    void windowRequested();
    /// Somebody wants to see another broker in place of this window. Without a name: the one that the program was started with.
    void connectionRequested(const QString &name);
    /// Somebody wants to see the list of connections.
    void connectionsRequested();
    /// What the window shows is in another language than the console's. Said once more when the window comes to the front.
    void languageChanged();

protected:
    /// Closing the last window of a broker of its own may end that broker, so it asks first.
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    /// Tab goes through the window as it is read.
    bool focusNextPrevChild(bool next) override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace conduit::ui
