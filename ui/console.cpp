// SPDX-License-Identifier: GPL-3.0-only
#include "ui/console.h"

#include "ui/demonstration.h"
#include "ui/feeds/demo_feed.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/close_question.h"
#include "ui/frame/connection_dialog.h"
#include "ui/frame/console_tray.h"
#include "ui/frame/guarded_transport.h"
#include "ui/frame/languages.h"
#include "ui/frame/tray.h"
#include "ui/frame/tray_settings.h"
#include "ui/frame/undo_trail.h"
#include "ui/token_store.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QInputDialog>

#include <algorithm>
#include <utility>

namespace conduit::ui {

/// One way to another broker, with everything that its windows share.
struct Console::Link
{
    Link(const ConnectionProfile &to, QByteArray with, std::unique_ptr<client::Transport> way, bool wasUnlocked,
         const ConsoleParts &home)
        : profile(to),
          token(std::move(with)),
          transport(std::move(way)),
          guard(*transport, to.startsLocked(), wasUnlocked),
          client(guard),
          undo(home.now),
          parts({.client = client, .address = to.address, .settings = home.settings, .now = home.now, .person = home.person})
    {
        client.setActor(home.actor);
        parts.actor = home.actor;
        parts.guard = &guard;
        parts.connections = home.connections;
        parts.profile = to;
        parts.undo = &undo;
        parts.tray = home.tray;
        parts.demonstration = home.demonstration;
        parts.loginStart = home.loginStart;
        parts.makeTransport = home.makeTransport;
        parts.stubs = home.stubs;
    }

    ConnectionProfile profile;
    QByteArray token;
    std::unique_ptr<client::Transport> transport;
    GuardedTransport guard;
    client::Client client;
    UndoTrail undo;
    ConsoleParts parts;
};

Console::Console(const ConsoleParts &home, TokenStore *tokens, TransportMaker makeTransport, QObject *parent)
    : QObject(parent),
      m_home(home),
      m_tokens(tokens),
      m_makeTransport(std::move(makeTransport)),
      m_book(home.settings),
      m_undo(std::make_unique<UndoTrail>(home.now))
{
    if (!m_makeTransport)
        m_makeTransport = [](const QUrl &broker, const QByteArray &token) {
            return std::make_unique<client::HttpTransport>(broker, token);
        };
    applyStoredLanguage(home.settings);
    applyTheme(ThemeChoice::System); // A window applies another one that was chosen.
    m_home.undo = m_undo.get();
    m_home.makeTransport = m_makeTransport;
    m_home.connections = m_tokens ? &m_book : nullptr;
    if (m_home.tray)
        addTray();
    connectDemonstration();
}

Console::~Console()
{
    blockSignals(true); // Its windows go because it goes.
    qDeleteAll(windows());
    for (const auto &window : std::as_const(m_leaving))
        delete window.data();
}

void Console::addTray()
{
    m_home.tray->setShown(isTrayWanted(m_home.settings));
    m_tray.reset(); // First, since it takes its menu away when it goes.
    m_tray = std::make_unique<ConsoleTray>(*m_home.tray, m_home);
    connect(m_tray.get(), &ConsoleTray::showRequested, this, &Console::raise);
    connect(m_tray.get(), &ConsoleTray::enqueueRequested, this,
            [this] { raisedWindow()->actions().action(QStringLiteral("task.new"))->trigger(); });
    connect(m_tray.get(), &ConsoleTray::taskRequested, this, [this](const QString &id) { raisedWindow()->showTask(id); });
    connect(m_tray.get(), &ConsoleTray::quitRequested, this, &Console::quit);
    connect(qApp, &QGuiApplication::applicationStateChanged, m_tray.get(), [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            m_tray->noteSeen();
    });
}

void Console::connectDemonstration()
{
    Demonstration *demonstration = m_home.demonstration;
    if (!demonstration)
        return;
    connect(demonstration, &Demonstration::opened, this, &Console::showDemonstration);
    connect(demonstration, &Demonstration::failed, this, [this](const QString &why) { raisedWindow()->tellFailure(why); });
}

/// A broker like another one, under a name and a colour that nobody takes for the real one.
void Console::showDemonstration(bool isNew)
{
    openConnection({.name = tr("Demonstration"),
                    .address = m_home.demonstration->address(),
                    .environment = Environment::Custom,
                    .color = QStringLiteral("#7a1250")},
                   nullptr);
    if (!isNew)
        return;
    const auto isDemo = [this](const auto &link) { return link->profile.address == m_home.demonstration->address(); };
    const auto link = std::find_if(m_links.rbegin(), m_links.rend(), isDemo);
    m_demoFeed = std::make_unique<DemoFeed>((*link)->client);
    connect(m_demoFeed.get(), &DemoFeed::failed, this, [this](const QString &why) { raisedWindow()->tellFailure(why); });
    m_demoFeed->start();
}

void Console::endDemonstration()
{
    m_demoFeed.reset();
    const auto demoWindows = std::exchange(m_demoWindows, {});
    const auto open = windows();
    if (std::all_of(open.begin(), open.end(), [&](MainWindow *window) { return demoWindows.contains(window); }))
        openWindow(); // The program would end with its last one.
    for (const auto &window : demoWindows)
        if (window)
            window->close();
    m_home.demonstration->discard();
}

MainWindow *Console::openWindow() { return openWindowOn(m_home, nullptr); }

MainWindow *Console::openWindowOn(const ConsoleParts &parts, MainWindow *instead)
{
    auto *window = makeWindow(parts, freeNumber());
    noteWindows();
    if (instead)
        window->takePlaceOf(*instead);
    window->show();
    if (instead)
        instead->close(); // Only now: the program ends with its last window.
    return window;
}

MainWindow *Console::makeWindow(const ConsoleParts &parts, int number)
{
    ConsoleParts own = parts;
    own.windowNumber = number;
    auto *window = new MainWindow(own);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.insert(own.windowNumber, window);
    connect(window, &MainWindow::windowRequested, this, [this, parts] { openWindowOn(parts, nullptr); });
    connect(window, &MainWindow::connectionRequested, this, [this, window](const QString &name) { openByName(name, window); });
    connect(window, &MainWindow::addressRequested, this,
            [this, window](const QString &address, bool asksForToken) { openAddress(address, asksForToken, window); });
    connect(window, &MainWindow::connectionsRequested, this, [this, window] { showConnections(window); });
    if (Demonstration *demonstration = m_home.demonstration) {
        if (!parts.profile.name.isEmpty() && parts.profile.address == demonstration->address())
            m_demoWindows.append(window);
        connect(window, &MainWindow::demonstrationRequested, demonstration, &Demonstration::open);
        connect(window, &MainWindow::demonstrationEndRequested, this, &Console::endDemonstration);
    }
    connect(window, &MainWindow::stopNowRequested, this, &Console::stopNowRequested);
    connect(window, &MainWindow::quitRequested, this, &Console::quit);
    connect(window, &MainWindow::closed, this, [this, isHome = parts.broker != nullptr](bool staysBehind) {
        // A window on another broker knows nothing of the one in this program.
        const bool staysByHabit =
            !isHome && !m_isQuitting && m_home.broker && storedCloseChoice(m_home.settings) == CloseChoice::Stay;
        m_staysBehind = staysBehind || staysByHabit;
    });
    connect(window, &MainWindow::languageChanged, this, [this, window, own] { renew(window, own); }, Qt::QueuedConnection);
    // Its guarded pointer still leads to it, though it is no more than a QWidget by now.
    connect(window, &QObject::destroyed, this, [this, number = own.windowNumber] {
        m_windows.remove(number);
        noteWindows();
        if (m_windows.isEmpty() && !m_staysBehind)
            Q_EMIT ended();
    });
    return window;
}

void Console::renew(MainWindow *window, const ConsoleParts &parts)
{
    // A window asks more than once, when it comes to the front meanwhile; by the second time it may have been replaced.
    if (m_windows.value(parts.windowNumber) != window || window->isAtWork())
        return;
    window->disconnect(this);
    auto *next = makeWindow(parts, parts.windowNumber);
    next->continueFrom(*window);
    noteWindows();
    next->show();
    window->hide();
    window->deleteLater();
    m_leaving.removeAll(nullptr);
    m_leaving.append(window);
    renewTray();
}

void Console::renewTray()
{
    if (!m_home.tray || std::exchange(m_isTrayOld, true))
        return;
    const auto renew = [this] {
        m_isTrayOld = false;
        addTray();
    };
    QMetaObject::invokeMethod(this, renew, Qt::QueuedConnection);
}

void Console::openByName(const QString &name, MainWindow *instead)
{
    if (name.isEmpty()) {
        openWindowOn(m_home, instead);
        return;
    }
    for (const ConnectionProfile &profile : m_book.profiles())
        if (profile.name == name)
            return openConnection(profile, instead);
}

void Console::openAddress(const QString &address, bool asksForToken, MainWindow *instead)
{
    for (const ConnectionProfile &profile : m_book.profiles())
        if (profile.address == address)
            return openConnection(profile, instead);
    using Token = ConnectionProfile::Token;
    openConnection(
        {.name = QUrl(address).authority(), .address = address, .token = asksForToken ? Token::AskedFor : Token::None},
        instead);
}

void Console::start(bool beginsInTray)
{
    if (!beginsInTray || !m_tray || !m_home.tray->isAvailable() || !isTrayWanted(m_home.settings))
        openWindow();
}

void Console::openConnection(const ConnectionProfile &profile, MainWindow *instead)
{
    switch (profile.token) {
    case ConnectionProfile::Token::None:
        return connectWith(profile, {}, instead);
    case ConnectionProfile::Token::AskedFor:
        return useTypedToken(profile, {}, instead);
    case ConnectionProfile::Token::Kept:
        break;
    }
    const QPointer<MainWindow> window = instead;
    m_tokens->read(profile.name, this, [this, profile, window](const Result<QByteArray, QString> &token) {
        if (token && !token->isEmpty())
            connectWith(profile, *token, window);
        else
            useTypedToken(profile, token ? QString() : token.error(), window);
    });
}

/// Nobody types a token twice as long as the broker takes it.
void Console::useTypedToken(const ConnectionProfile &profile, const QString &why, MainWindow *instead)
{
    const auto works = [&](const auto &link) { return link->profile == profile && !link->guard.isRefused(); };
    const auto found = std::find_if(m_links.rbegin(), m_links.rend(), works);
    if (found != m_links.rend())
        openWindowOn((*found)->parts, instead);
    else
        askForToken(profile, why, instead);
}

void Console::askForToken(const ConnectionProfile &profile, const QString &why, MainWindow *instead)
{
    auto *dialog = new QInputDialog(instead);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Token"));
    dialog->setTextEchoMode(QLineEdit::Password);
    const QString request = tr("The token for %1").arg(profile.name);
    dialog->setLabelText(why.isEmpty() ? request : why + QStringLiteral("\n\n") + request);
    const QPointer<MainWindow> window = instead;
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, profile, window](const QString &token) { connectWith(profile, token.trimmed().toUtf8(), window); });
    dialog->open();
}

void Console::connectWith(const ConnectionProfile &profile, const QByteArray &token, MainWindow *instead)
{
    bool wasUnlocked = false;
    for (const auto &link : m_links) {
        if (link->profile == profile && link->token == token) {
            openWindowOn(link->parts, instead);
            return;
        }
        wasUnlocked = wasUnlocked || (link->profile.address == profile.address && link->guard.wasUnlocked());
    }
    m_links.push_back(
        std::make_unique<Link>(profile, token, m_makeTransport(QUrl(profile.address), token), wasUnlocked, m_home));
    openWindowOn(m_links.back()->parts, instead);
}

void Console::showConnections(MainWindow *window)
{
    if (!m_tokens)
        return;
    auto *dialog = new ConnectionDialog(m_book, *m_tokens, m_makeTransport, m_home.now, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::openRequested, this, [this, window](const ConnectionProfile &profile, bool inNewWindow) {
        openConnection(profile, inNewWindow ? nullptr : window);
    });
    dialog->open();
}

void Console::raise() { raisedWindow(); }

MainWindow *Console::raisedWindow()
{
    const auto open = windows();
    MainWindow *window = open.isEmpty() ? openWindow() : open.first();
    window->raiseToFront();
    return window;
}

void Console::quit()
{
    m_isQuitting = true;
    const auto open = windows();
    for (MainWindow *window : open)
        window->setIsLast(window == open.last());
    for (MainWindow *window : open)
        window->quit();
    m_isQuitting = false; // Whoever is asked and cancels goes on.
    if (open.isEmpty())
        Q_EMIT ended();
}

QList<MainWindow *> Console::windows() const
{
    QList<MainWindow *> open;
    for (const auto &window : m_windows)
        if (window)
            open.append(window);
    return open;
}

int Console::freeNumber() const
{
    int number = 1;
    while (m_windows.value(number))
        ++number;
    return number;
}

void Console::noteWindows()
{
    const auto open = windows();
    for (MainWindow *window : open)
        window->setIsLast(open.size() == 1);
}

} // namespace conduit::ui
