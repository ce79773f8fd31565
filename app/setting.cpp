// SPDX-License-Identifier: GPL-3.0-only
#include "app/setting.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

#include <algorithm>
#include <chrono>
#include <type_traits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

namespace {

using Form = Setting::Form;
using Use = Setting::Use;

QString withRange(const QString &text, const QString &range, const QString &standard)
{
    return u"%1 (%2; default %3)."_s.arg(text, range, standard);
}

/// `field` gives the member to set, so that the default in --help is always the real one.
template<typename Field>
Setting number(const QString &name, const QString &text, qint64 min, qint64 max, Field field)
{
    using Number = std::remove_reference_t<std::invoke_result_t<Field, AppConfig &>>;
    AppConfig standard;
    const QString range = u"%1 to %2"_s.arg(min).arg(max);
    return {name,
            Form::Value,
            Use::Broker,
            u"N"_s,
            withRange(text, range, QString::number(field(standard))),
            [=](AppConfig &config, const QStringList &values) -> QString {
                bool isNumber = false;
                const qint64 value = values.first().toLongLong(&isNumber);
                if (!isNumber || value < min || value > max)
                    return u"is not a whole number from %1"_s.arg(range);
                field(config) = static_cast<Number>(value);
                return {};
            },
            [field](AppConfig config) { return QString::number(field(config)); }};
}

QString inSeconds(std::chrono::milliseconds duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'g', 12);
}

template<typename Field>
Setting seconds(const QString &name, const QString &text, std::chrono::milliseconds min, std::chrono::milliseconds max,
                Field field)
{
    AppConfig standard;
    const QString range = u"%1 to %2 s"_s.arg(inSeconds(min), inSeconds(max));
    return {name,
            Form::Value,
            Use::Broker,
            u"SECONDS"_s,
            withRange(text, range, inSeconds(field(standard))),
            [=](AppConfig &config, const QStringList &values) -> QString {
                // toDouble knows the C locale only: 1.5 is one and a half on every desktop, and 1,5 is refused.
                bool isNumber = false;
                const std::chrono::duration<double> value(values.first().toDouble(&isNumber));
                if (!isNumber || !(value >= min && value <= max))
                    return u"is not a number of seconds from %1"_s.arg(range);
                field(config) = std::chrono::round<std::chrono::milliseconds>(value);
                return {};
            },
            [field](AppConfig config) { return inSeconds(field(config)); }};
}

constexpr auto kKeepMax = 24h * 36'600; // As a type or a queue may say.

template<typename Field>
Setting onOrOff(const QString &name, Use use, const QString &text, Field field)
{
    return {name, Form::Switch, use, QString(), text, [=](AppConfig &config, const QStringList &values) -> QString {
                const QString word = values.first().toLower();
                const bool isOn = QStringList {u"true"_s, u"yes"_s, u"on"_s, u"1"_s}.contains(word);
                if (!isOn && !QStringList {u"false"_s, u"no"_s, u"off"_s, u"0"_s}.contains(word))
                    return u"is neither true nor false"_s;
                field(config) = isOn;
                return {};
            }};
}

/// The console may change it, too.
Setting shown(Setting setting, std::function<QString(const AppConfig &)> show)
{
    setting.show = std::move(show);
    return setting;
}

QString storePath(QString &path, const QString &value)
{
    if (value.isEmpty())
        return u"names no file or folder"_s;
    path = QDir::cleanPath(QFileInfo(value).absoluteFilePath());
    return {};
}

QString storeHost(AppConfig &config, const QStringList &values)
{
    // A name could stand for several addresses, of which one is open to the world: only localhost is sure.
    const QString host = values.first() == u"localhost" ? u"127.0.0.1"_s : values.first();
    if (QHostAddress(host).isNull())
        return u"is not an IP address to listen on, such as 127.0.0.1, 0.0.0.0 or ::1"_s;
    config.broker.host = host;
    return {};
}

QString storeDatabase(AppConfig &config, const QStringList &values)
{
    static const QString kScheme = u"sqlite:"_s;
    if (!values.first().startsWith(kScheme))
        return u"is not of the form sqlite:FILE"_s;
    return storePath(config.broker.databasePath, values.first().mid(kScheme.size()));
}

QString storeTokenFile(AppConfig &config, const QStringList &values)
{
    config.isTokenFileChosen = true;
    return storePath(config.tokenFile, values.first());
}

QString storeAllowedHosts(AppConfig &config, const QStringList &values)
{
    const bool areNames = std::all_of(values.begin(), values.end(), [](const QString &name) {
        return !name.isEmpty() && !name.contains(u'/') && !name.contains(u':') && !name.contains(u' ');
    });
    if (!areNames)
        return u"is not a host name without scheme and port, such as queue.example.org"_s;
    config.broker.allowedHosts = values;
    return {};
}

QString storeAllowedOrigins(AppConfig &config, const QStringList &values)
{
    const bool areOrigins = std::all_of(values.begin(), values.end(), [](const QString &origin) {
        const QUrl url(origin, QUrl::StrictMode);
        return url.isValid() && !url.host().isEmpty() && origin == url.scheme() + u"://"_s + url.authority();
    });
    if (!areOrigins)
        return u"is not the origin of a web site, such as https://queue.example.org, without a path"_s;
    config.broker.allowedOrigins = values;
    return {};
}

QString storeConnect(AppConfig &config, const QStringList &values)
{
    const QUrl url(values.first(), QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    const bool isPlain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !isPlain)
        return u"is not the address of a broker, such as http://127.0.0.1:8080"_s;
    config.connect = url;
    return {};
}

QList<Setting> everySetting()
{
    using Config = AppConfig;
    return {
        onOrOff(u"no-gui"_s, Use::Always, u"Serve without a display."_s, [](Config &c) -> bool & { return c.isHeadless; }),
        onOrOff(u"in-tray"_s, Use::Flag, u"Open no window at first where the desktop has a tray, as at login."_s,
                [](Config &c) -> bool & { return c.beginsInTray; }),
        {u"connect"_s, Form::Value, Use::Always, u"URL"_s,
         u"Open the console for a broker that runs elsewhere; its token comes from --token-file or CONDUIT_TOKEN."_s,
         storeConnect},
        {u"config"_s,
         Form::Value,
         Use::Flag,
         u"FILE"_s,
         u"An INI file whose keys are these flags without the dashes. Flags win over variables such as CONDUIT_DATA_DIR, "
         "variables over the file."_s,
         {}},
        {u"data-dir"_s, Form::Value, Use::Broker, u"DIR"_s,
         u"Where the database, the token and the logs lie (default $XDG_DATA_HOME/conduit)."_s,
         [](Config &c, const QStringList &values) { return storePath(c.dataDirectory, values.first()); }},
        {u"database"_s, Form::Value, Use::Broker, u"sqlite:FILE"_s, u"The database (default conduit.db in the data folder)."_s,
         storeDatabase},
        {u"host"_s, Form::Value, Use::Broker, u"ADDRESS"_s,
         u"The IP address to listen on (default 127.0.0.1). Any other than a loopback address asks every client for the token."_s,
         storeHost, [](const Config &c) { return c.broker.host; }},
        number(u"port"_s, u"The port to listen on, 0 for any free one"_s, 0, 65'535,
               [](Config &c) -> quint16 & { return c.broker.port; }),
        {u"allowed-host"_s, Form::List, Use::Broker, u"NAME"_s,
         u"A name by which clients may call the broker, beside IP addresses and localhost; may be repeated."_s,
         storeAllowedHosts, [](const Config &c) { return c.broker.allowedHosts.join(u", "_s); }},
        {u"allowed-origin"_s, Form::List, Use::Broker, u"URL"_s,
         u"A web site whose pages may call the broker; may be repeated."_s, storeAllowedOrigins,
         [](const Config &c) { return c.broker.allowedOrigins.join(u", "_s); }},
        {u"token-file"_s, Form::Value, Use::Always, u"FILE"_s,
         u"The file that holds the token clients must send (default token in the data folder). It is created when a token is "
         "needed and enforced wherever it exists."_s,
         storeTokenFile},
        onOrOff(u"insecure"_s, Use::Broker, u"Ask nobody for a token: whoever reaches the port may do everything."_s,
                [](Config &c) -> bool & { return c.isInsecure; }),
        shown(onOrOff(u"log-requests"_s, Use::Broker,
                      u"Log a line for each request: method, path without its query, status, time and from where."_s,
                      [](Config &c) -> bool & { return c.broker.logsRequests; }),
              [](const Config &c) { return c.broker.logsRequests ? u"true"_s : u"false"_s; }),
        number(u"workers"_s, u"Local worker processes"_s, 0, Config::kWorkersMax, [](Config &c) -> int & { return c.workers; }),
        number(u"concurrency"_s, u"Tasks that each local worker runs at a time"_s, 1, Config::kConcurrencyMax,
               [](Config &c) -> int & { return c.concurrency; }),
        {u"handlers"_s, Form::Value, Use::Broker, u"DIR"_s,
         u"A folder of executables for the local workers, each the handler of the task type it is named after."_s,
         [](Config &c, const QStringList &values) { return storePath(c.handlersFolder, values.first()); }},
        {u"plugins"_s, Form::Value, Use::Broker, u"DIR"_s,
         u"A folder of shared libraries with handlers for the local workers; nobody else may be able to write to it."_s,
         [](Config &c, const QStringList &values) { return storePath(c.pluginsFolder, values.first()); }},
        seconds(u"grace"_s, u"Time for running tasks to end when the program is told to stop"_s, 0s, 1h,
                [](Config &c) -> auto & { return c.broker.grace; }),

        seconds(u"lease"_s, u"How long a claimed task stays a worker's without a heartbeat, unless the claim says otherwise"_s,
                1s, 24h, [](Config &c) -> auto & { return c.broker.lease; }),
        seconds(u"bare-lease"_s, u"The same for workers that claim without parameters and cannot renew"_s, 1s, 24h,
                [](Config &c) -> auto & { return c.broker.bareLease; }),
        seconds(u"stop-grace"_s, u"Time for a cancelled or timed out task to end by itself before it is stopped by force"_s, 0s,
                1h, [](Config &c) -> auto & { return c.broker.stopGrace; }),
        seconds(u"priority-step"_s, u"Waiting time that one step of priority is worth"_s, 0s, 24h * 365,
                [](Config &c) -> auto & { return c.broker.priorityStep; }),
        seconds(u"keep-completed"_s, u"How long completed and cancelled tasks are kept whose type and queue say nothing else"_s,
                0s, kKeepMax, [](Config &c) -> auto & { return c.broker.keepCompleted; }),
        seconds(u"keep-dead"_s, u"The same for dead tasks"_s, 0s, kKeepMax,
                [](Config &c) -> auto & { return c.broker.keepDead; }),
        seconds(u"keep-trash"_s, u"How long deleted tasks can be restored"_s, 0s, kKeepMax,
                [](Config &c) -> auto & { return c.broker.keepTrash; }),
        seconds(u"keep-audit"_s, u"How long the record of what people and programs did is kept"_s, 0s, kKeepMax,
                [](Config &c) -> auto & { return c.broker.keepAudit; }),
        number(u"max-payload-bytes"_s, u"Largest payload of a task"_s, 1'024, 1LL << 30,
               [](Config &c) -> qint64 & { return c.broker.payloadBytesMax; }),
        number(u"max-body-bytes"_s, u"Largest body of a request; more is 413"_s, 1'024, 1LL << 30,
               [](Config &c) -> qint64 & { return c.broker.http.bodyBytesMax; }),
        number(u"max-header-bytes"_s, u"Largest request line and headers together; more is 431"_s, 1'024, 100 * 1'024,
               [](Config &c) -> qint64 & { return c.broker.http.headerBytesMax; }),
        number(u"max-connections"_s, u"Open connections; more are told 503"_s, 1, 1'000'000,
               [](Config &c) -> int & { return c.broker.http.connectionsMax; }),
        number(u"max-event-streams"_s, u"Clients that listen to events; more are told 429"_s, 1, 10'000,
               [](Config &c) -> int & { return c.broker.http.eventStreamsMax; }),
        number(u"max-pipelined"_s, u"Unanswered requests of one connection; the next ones wait"_s, 1, 10'000,
               [](Config &c) -> int & { return c.broker.http.pipelinedMax; }),
        number(u"max-parked"_s, u"Requests that wait for a task or a task's end; more are told 429"_s, 0, 1'000'000,
               [](Config &c) -> int & { return c.broker.parkedMax; }),
        number(u"max-answer-backlog-bytes"_s, u"Unsent answers of one connection; more closes it"_s, 1 << 16, 1LL << 32,
               [](Config &c) -> qint64 & { return c.broker.http.answerBacklogBytesMax; }),
        seconds(u"header-time"_s, u"From a request's first byte to the end of its headers; then 408"_s, 100ms, 1h,
                [](Config &c) -> auto & { return c.broker.http.headerTime; }),
        seconds(u"body-time"_s, u"From the end of the headers to the end of the body; then 408"_s, 100ms, 24h,
                [](Config &c) -> auto & { return c.broker.http.bodyTime; }),
        seconds(u"idle-time"_s, u"A connection without any open request is closed after this"_s, 100ms, 24h,
                [](Config &c) -> auto & { return c.broker.http.idleTime; }),
    };
}

} // namespace

const QList<Setting> &settings()
{
    static const QList<Setting> kSettings = everySetting();
    return kSettings;
}

} // namespace conduit::app
