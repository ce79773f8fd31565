// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/connection_check.h"
#include "ui/main_window.h"

#include <QList>
#include <QMap>
#include <QPointer>

#include <vector>

namespace conduit::ui {

class ConsoleTray;
class DemoFeed;
class TokenStore;

/// The console: windows on the broker that the program was started with, and on others that somebody connects to. Windows on one broker
/// share its lock and what can be undone. Lives on the main thread.
class Console final : public QObject
{
    Q_OBJECT
public:
    /// Without `tokens`, which outlives it, there are no other brokers. `makeTransport` may be empty: HTTP.
    explicit Console(const ConsoleParts &home, TokenStore *tokens = nullptr, TransportMaker makeTransport = {},
                     QObject *parent = nullptr);
    ~Console() override;

    /// One more window, shown. It has the smallest number that no other one has, and with it that one's layout.
    MainWindow *openWindow();
    /// A window on another broker; in place of `instead` when that is given. Asks for the token when that is not kept, or when the one
    /// that was typed before is refused by now.
    void openConnection(const ConnectionProfile &profile, MainWindow *instead);
    /// As openConnection(), for a broker that need not be among the connections.
    void openAddress(const QString &address, bool asksForToken, MainWindow *instead);
    /// Opens a window, or none where somebody wants to begin in the tray and the desktop has one.
    void start(bool beginsInTray);
    /// Brings the first window that is open to the user, for a second start of the program; opens one when there is none.
    void raise();
    /// Closes all windows; what runs may be asked about.
    void quit();
    [[nodiscard]] QList<MainWindow *> windows() const;
    /// Null without a tray.
    [[nodiscard]] ConsoleTray *tray() const { return m_tray.get(); }

Q_SIGNALS:
    /// The last window closes, and running tasks are not waited for.
    void stopNowRequested();
    /// The last window has closed, and not in order that the broker runs on.
    void ended();

private:
    struct Link;
    MainWindow *makeWindow(const ConsoleParts &parts, int number);
    /// Builds the window anew in the language of now, if nothing would be lost.
    void renew(MainWindow *window, const ConsoleParts &parts);
    MainWindow *openWindowOn(const ConsoleParts &parts, MainWindow *instead);
    void openByName(const QString &name, MainWindow *instead);
    void showConnections(MainWindow *window);
    void useTypedToken(const ConnectionProfile &profile, const QString &why, MainWindow *instead);
    void askForToken(const ConnectionProfile &profile, const QString &why, MainWindow *instead);
    void connectWith(const ConnectionProfile &profile, const QByteArray &token, MainWindow *instead);
    void connectDemonstration();
    void showDemonstration(bool isNew);
    void endDemonstration();
    void addTray();
    /// In the language of now: once, for however many windows are built anew.
    void renewTray();
    MainWindow *raisedWindow();
    [[nodiscard]] int freeNumber() const;
    void noteWindows();

    ConsoleParts m_home;
    TokenStore *m_tokens;
    TransportMaker m_makeTransport;
    ConnectionBook m_book;
    std::unique_ptr<UndoTrail> m_undo;
    std::vector<std::unique_ptr<Link>> m_links; ///< Kept until the end, so that nobody unlocks the same broker twice.
    QMap<int, QPointer<MainWindow>> m_windows;  ///< By their number.
    QList<QPointer<QWidget>> m_leaving;         ///< Windows that were built anew, until they are gone.
    QList<QPointer<MainWindow>> m_demoWindows;
    std::unique_ptr<DemoFeed> m_demoFeed; ///< Null while nothing fills the demonstration.
    std::unique_ptr<ConsoleTray> m_tray;  ///< Null without a tray.
    bool m_isTrayOld = false;             ///< It is about to be made anew.
    bool m_isQuitting = false;
    bool m_staysBehind = false; ///< Said by the window that closed last.
};

} // namespace conduit::ui
