// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"

#include <QMainWindow>

#include <memory>

namespace conduit::ui {

class ActionHub;

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
    /// Tells of something that did not succeed.
    void tellFailure(const QString &text);
    /// Brings the task to the user.
    void showTask(const QString &id);
    [[nodiscard]] ActionHub &actions() const;
    /// Something goes on in it, or is being asked in a dialog, that would end with it.
    [[nodiscard]] bool isAtWork() const;
    /// Stands where `before` stands, which may be the wall display.
    void takePlaceOf(const MainWindow &before);
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
    /// The same for the broker at this address, which need not be among the connections; `asksForToken`: it lets nobody in without.
    void addressRequested(const QString &address, bool asksForToken);
    /// Somebody wants to see the list of connections.
    void connectionsRequested();
    /// Somebody wants to see the demonstration, or to be rid of it.
    void demonstrationRequested();
    void demonstrationEndRequested();
    /// What the window shows is in another language than the console's, or in another size of text. Said once more when the window comes to the front.
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
