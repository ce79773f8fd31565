// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/connection_check.h"
#include "ui/models/connection_profile.h"
#include "ui/type_stubs.h"

#include <conduit/client.h>

#include <QDateTime>

#include <functional>

class QSettings;

namespace conduit::ui {

class BrokerSettings;
class Demonstration;
class EmbeddedBroker;
class GuardedTransport;
class LocalWorkers;
class LoginStart;
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
    Demonstration *demonstration = nullptr;   ///< Null where this program can start none.
    LoginStart *loginStart = nullptr;         ///< Null where the desktop cannot start this program.
    StubWriter stubs = {};                    ///< Empty where nothing writes any.
    TransportMaker makeTransport = {};        ///< Ways to other brokers; empty: nobody looks for any.
    ConnectionBook *connections = nullptr;    ///< Other brokers to choose from; may be null.
    ConnectionProfile profile = {};           ///< Of the connection; without a name: the one that the program was started with.
    UndoTrail *undo = nullptr; ///< Shared by the windows of one connection; null for one that is the window's alone.
    int windowNumber = 1;      ///< Each window remembers its own layout.
};

} // namespace conduit::ui
