// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

#include "ui/embedded_broker.h"
#include "ui/frame/activity_panel.h"
#include "ui/frame/broker_log_dialog.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/panes.h"
#include "ui/frame/reading_order.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/frame/tool_strip.h"
#include "ui/frame/window_settings.h"
#include "ui/main_window_parts.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/nav_rail.h"

#include <conduit/event_stream.h>

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QDockWidget>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kNarrowBelow = 1000;
constexpr int kStripeHeight = 3;
constexpr qsizetype kBytesReadHere = 64 * 1024; ///< More of an answer takes too long for the window's thread.

} // namespace

MainWindow::MainWindow(const ConsoleParts &parts, QWidget *parent) : QMainWindow(parent)
{
    ConsoleStyle::install();
    applyStoredLook(parts.settings);
    parts.client.readAsideAbove(kBytesReadHere);
    m_parts = std::make_unique<Parts>(*this, parts);
    setWindowTitle(!parts.profile.name.isEmpty() ? parts.profile.name : parts.broker ? tr("Conduit") : parts.address);
    setWindowIcon(programIcon());
    m_parts->build();
    setMinimumSize(760, 480);
    m_parts->layout.restore();
    m_parts->showConnection();
    m_parts->connection.start();
    parts.client.events().start();
    m_parts->pages.readTypes();
}

MainWindow::~MainWindow() = default;

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::setIsLast(bool isLast) { m_parts->closing.setIsLast(isLast); }

void MainWindow::quit()
{
    m_parts->closing.setIsQuitting();
    close();
}

void MainWindow::showTask(const QString &id)
{
    raiseToFront();
    m_parts->pages.goToTask(id);
}

void MainWindow::tellFailure(const QString &text) { m_parts->news.tellRefusal(text); }

ActionHub &MainWindow::actions() const { return m_parts->hub; }

void MainWindow::closeEvent(QCloseEvent *event)
{
    const ConnectionFeed &connection = m_parts->connection;
    if (!m_parts->closing.mayClose(connection.isAnswering() ? connection.stats().states.value(u"running"_s) : 0)) {
        event->ignore();
        return;
    }
    m_parts->wall->leave();
    m_parts->save();
    m_parts->taskWindows.closeAll();
    Q_EMIT closed(m_parts->closing.staysBehind());
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_parts->book->rail()->setNarrow(width() < kNarrowBelow);
    m_parts->toolStrip->setNarrow(width() < kNarrowBelow);
    m_parts->stripe->setGeometry(0, 0, width(), kStripeHeight);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (!m_parts)
        return;
    const bool isOfLook = event->type() == QEvent::LanguageChange
        || (event->type() == QEvent::FontChange && textSize() != m_parts->textSizeOfBirth);
    if (isOfLook)
        m_parts->isOutdated = true;
    if (isOfLook || (event->type() == QEvent::ActivationChange && isActiveWindow()))
        if (m_parts->isOutdated)
            Q_EMIT languageChanged();
}

bool MainWindow::focusNextPrevChild(bool next) { return focusNextInReadingOrder(*this, next); }

bool MainWindow::isAtWork() const
{
    const auto dialogs = findChildren<QDialog *>();
    return m_parts->book->isAtWork() || m_parts->taskWindows.isAtWork()
        || std::any_of(dialogs.begin(), dialogs.end(), [](const QDialog *dialog) {
               return dialog->isVisible() && !qobject_cast<const SettingsDialog *>(dialog);
           });
}

void MainWindow::takePlaceOf(const MainWindow &before)
{
    before.m_parts->wall->leave();
    restoreGeometry(before.saveGeometry());
}

void MainWindow::continueFrom(const MainWindow &before)
{
    const bool wasOnTheWall = before.m_parts->wall->isOn();
    takePlaceOf(before);
    before.m_parts->save();
    m_parts->pages.continueFrom(before.m_parts->pages);
    m_parts->news.continueFrom(before.m_parts->news);
    m_parts->taskWindows.continueFrom(before.m_parts->taskWindows);
    m_parts->activityPanel->setHidden(before.m_parts->activityPanel->isHidden());
    m_parts->live->setLive(before.m_parts->live->isLive());
    if (before.findChild<SettingsDialog *>())
        m_parts->showSettings();
    if (wasOnTheWall)
        m_parts->wall->enter();
}

void MainWindow::Parts::setAddress(const QString &address)
{
    console.address = address;
    status.setAddress(address);
    pages.setAddress(address);
    taskWindows.setAddress(address);
}

void MainWindow::Parts::takeOwnBroker()
{
    if (!console.broker->address().isEmpty())
        setAddress(console.broker->address());
    showConnection();
    if (console.broker->state() == EmbeddedBroker::State::Serving)
        connection.ask();
}

void MainWindow::Parts::showConnection()
{
    const bool isHopeful = connection.isAnswering() || connection.state() == ConnectionFeed::State::Connecting;
    pages.showConnection(connection);
    taskWindows.setOnline(isHopeful, connection.asOf());
    activity.setOnline(connection.isAnswering());
    activityPanel->setOnline(isHopeful);
    notice.show();
    live->setOnline(isHopeful);
    status.showCounts(connection);
}

void MainWindow::Parts::showStats()
{
    pages.showStats(connection);
    status.showCounts(connection);
}

void MainWindow::Parts::showSettings(bool atBroker)
{
    openSettings(window, {console, *book, connection, [this] { showShortcuts(); }},
                 atBroker ? SettingsPlace::Broker : SettingsPlace::General);
}

void MainWindow::Parts::showShortcuts()
{
    auto *sheet = new ShortcutSheet(hub, *keys, &window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void MainWindow::Parts::showBrokerLog()
{
    auto *dialog = new BrokerLogDialog(console.broker->recentLog(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// Where keys are written out.
void MainWindow::Parts::showKeys()
{
    locator->showKeys(hub.action(u"edit.locate"_s)->shortcut());
    live->show();
    taskWindows.takeKeys();
}

void MainWindow::Parts::goTo(const LocatorHit &hit)
{
    if (hit.kind == LocatorHit::Kind::Action)
        hub.action(hit.key)->trigger();
    else
        pages.goTo(hit);
}

void MainWindow::Parts::refresh()
{
    connection.ask();
    pages.readTypes();
    activity.reload();
    book->reloadCurrent();
}

void MainWindow::Parts::save() const
{
    layout.save(book->current().id);
    book->saveSettings();
}

void MainWindow::Parts::resetLayout()
{
    wall->leave();
    layout.reset();
    book->resetLayout();
}

void MainWindow::Parts::focusPane(int step)
{
    QList<QWidget *> panes {book->rail()};
    panes += panesOf(*book->current().widget);
    for (auto *dock : window.findChildren<QDockWidget *>())
        panes += dock;
    panes += window.statusBar();
    focusNextPane(panes, step);
}

} // namespace conduit::ui
