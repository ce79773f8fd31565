// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_desktop.h"

#include "app/access_token.h"
#include "app/cli/actor_name.h"
#include "app/demo_broker.h"
#include "app/exit_code.h"
#include "app/instance_lock.h"
#include "app/own_console.h"
#include "app/process_setup.h"
#include "app/type_stubs.h"
#include "app/unix_signals.h"
#include "ui/console.h"
#include "ui/frame/guarded_transport.h"
#include "ui/frame/login_start.h"
#include "ui/frame/tray.h"
#include "ui/keychain_tokens.h"

#include <conduit/client.h>

#include <QApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcApp, "conduit.app")

/// The window's size and the like: the person's, not the broker's.
QString consoleSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/conduit/console.ini"_s;
}

/// Where the tokens of other brokers are kept when the desktop has no keychain.
QString tokenFolder() { return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/conduit/tokens"_s; }

/// The tokens of other brokers: in the desktop's keychain, else in that folder.
struct KeptTokens
{
    std::unique_ptr<ui::Keychain> keychain = ui::systemKeychain();
    ui::TokenFolder folder {tokenFolder()};
    ui::KeychainTokens store {*keychain, folder};
};

/// Where desktops look for what they start at login, and the command by which this program was started.
ui::LoginStart loginStart()
{
    QStringList command = QCoreApplication::arguments();
    command.first() = QCoreApplication::applicationFilePath();
    if (!command.contains(u"--in-tray"_s))
        command.append(u"--in-tray"_s);
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return {config.isEmpty() ? QString() : config + u"/autostart"_s, command, QDir::currentPath()};
}

/// How others will know who paused a queue.
QString personHere() { return qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME")); }

/// The same for the broker's record of what was done.
QString actorHere() { return actorName(u"console"_s, personHere()); }

/// Qt would abort without one, and say little.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int exitWith(ExitCode code) { return static_cast<int>(code); }

/// The console alone: closing it changes nothing elsewhere.
int runRemoteConsole(const AppConfig &config, const WallClock &clock, InstanceLock &instance)
{
    const auto token = config.isTokenFileChosen ? readToken(config.tokenFile) : StartResult<QByteArray>(config.connectToken);
    if (!token) {
        qCCritical(lcApp).noquote() << token.error().message;
        return exitWith(exitCodeFrom(token.error().kind));
    }
    client::HttpTransport transport(config.connect, *token);
    ui::GuardedTransport guard(transport);
    client::Client client(guard);
    client.setActor(actorHere());
    QSettings settings(consoleSettingsFile(), QSettings::IniFormat);
    KeptTokens tokens;
    ui::DesktopTray tray;
    ui::LoginStart atLogin = loginStart();
    DemoBroker demonstration(QCoreApplication::applicationFilePath());
    ui::Console console({.client = client,
                         .address = config.connect.toString(),
                         .settings = settings,
                         .now = clock,
                         .person = personHere(),
                         .actor = actorHere(),
                         .guard = &guard,
                         .tray = &tray,
                         .demonstration = &demonstration,
                         .loginStart = &atLogin,
                         .stubs = &typeStub},
                        &tokens.store);
    const UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::stopRequested, qApp, &QCoreApplication::quit);
    QObject::connect(&instance, &InstanceLock::raiseRequested, &console, &ui::Console::raise);
    console.start(config.beginsInTray);
    return QApplication::exec();
}

int runOwnConsole(const AppConfig &config, const WallClock &clock, InstanceLock &instance)
{
    QApplication::setQuitOnLastWindowClosed(false);
    QSettings settings(consoleSettingsFile(), QSettings::IniFormat);
    KeptTokens tokens;
    ui::DesktopTray tray;
    ui::LoginStart atLogin = loginStart();
    DemoBroker demonstration(QCoreApplication::applicationFilePath());
    OwnConsole own(config, poolSettings(config), clock,
                   {.settings = settings,
                    .tokens = tokens.store,
                    .tray = tray,
                    .demonstration = &demonstration,
                    .loginStart = &atLogin,
                    .person = personHere(),
                    .actor = actorHere()});
    const UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::stopRequested, &own, &OwnConsole::stop);
    QObject::connect(&instance, &InstanceLock::raiseRequested, &own.console(), &ui::Console::raise);
    QObject::connect(&own, &OwnConsole::finished, qApp, [] { QCoreApplication::exit(0); });
    own.open();
    return QApplication::exec();
}

} // namespace

int runDesktop(int argc, char **argv, const AppConfig &config, const WallClock &clock)
{
    if (!hasDisplay()) {
        qCCritical(lcApp) << "There is no display to open the console on; conduit --no-gui needs none.";
        return exitWith(ExitCode::Usage);
    }
    QApplication application(argc, argv);
    pinNumberFormat();
    QApplication::setApplicationDisplayName(u"Conduit"_s);
    QApplication::setDesktopFileName(u"conduit"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONDUIT_VERSION));

    const bool isRemote = !config.connect.isEmpty();
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    InstanceLock instance(isRemote ? config.connect.toString() : config.dataDirectory, runtime);
    switch (instance.acquire()) {
    case InstanceLock::Outcome::First:
        break;
    case InstanceLock::Outcome::Raised:
        return exitWith(ExitCode::Fine);
    case InstanceLock::Outcome::NoAnswer:
        qCCritical(lcApp).noquote() << u"Conduit is open already but does not answer, or %1 cannot be written."_s.arg(runtime);
        return exitWith(ExitCode::Unavailable);
    }
    return isRemote ? runRemoteConsole(config, clock, instance) : runOwnConsole(config, clock, instance);
}

} // namespace conduit::app
