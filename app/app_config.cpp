// SPDX-License-Identifier: GPL-3.0-only
#include "app/app_config.h"

#include "app/pool_file.h"
#include "app/setting.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

/// Values of one source, with the words by which an error names each.
struct Given
{
    QHash<QString, QStringList> values;
    std::function<QString(const QString &setting)> place;
};

QHash<QString, QStringList> valuesFrom(const Environment &environment)
{
    QHash<QString, QStringList> values;
    for (const Setting &setting : settings()) {
        // An empty variable is how compose files say "not set".
        if (const QString text = environment.value(variableFrom(setting.name)); !text.isEmpty())
            values.insert(setting.name, valuesOf(setting, text));
    }
    return values;
}

using MayStand = bool(const Setting &);

/// In the file that --config names.
bool mayStandInFile(const Setting &setting) { return setting.use != Setting::Use::Flag; }

/// In the data folder's own file, which cannot say where it lies itself.
bool mayStandInFolder(const Setting &setting) { return setting.use == Setting::Use::Broker && setting.name != u"data-dir"; }

const Setting *settingOfFile(const QString &key, MayStand *mayStand)
{
    const auto found = std::find_if(settings().begin(), settings().end(),
                                    [&](const Setting &setting) { return setting.name == key && mayStand(setting); });
    return found == settings().end() ? nullptr : &*found;
}

Result<QHash<QString, QStringList>, QString> valuesFromFile(const QString &path, MayStand *mayStand)
{
    // QSettings takes a file that is not there for an empty one.
    if (const QFileInfo file(path); !file.isFile() || !file.isReadable())
        return u"The settings file '%1' cannot be read."_s.arg(path);
    QSettings file(path, QSettings::IniFormat);
    QHash<QString, QStringList> values;
    const QStringList keys = file.allKeys();
    if (file.status() != QSettings::NoError)
        return u"The settings file '%1' is not an INI file: each line is KEY = VALUE."_s.arg(path);
    for (const QString &key : keys) {
        const Setting *setting = settingOfFile(key, mayStand);
        if (!setting)
            return u"Unknown key '%1' in %2. Keys are the long flags without the dashes, in no section."_s.arg(key, path);
        // QSettings has split the text at its commas already.
        values.insert(key, valuesOf(*setting, file.value(key).toStringList().join(u',')));
    }
    return values;
}

QString flagFrom(const QString &setting) { return u"--"_s + setting; }

QString store(AppConfig &config, const Given &given)
{
    for (const Setting &setting : settings()) {
        const auto values = given.values.constFind(setting.name);
        if (values == given.values.constEnd() || values->isEmpty() || !setting.store)
            continue;
        if (const QString complaint = setting.store(config, *values); !complaint.isEmpty()) {
            return u"%1: '%2' %3."_s.arg(given.place(setting.name), values->join(u','), complaint);
        }
    }
    return {};
}

/// What fits together only when all is known.
QString contradiction(const AppConfig &config, const CommandLine &line)
{
    if (config.isHeadless && !config.connect.isEmpty())
        return u"--connect opens the console, --no-gui means none: give one of them."_s;
    if (!config.connect.isEmpty()) {
        for (const Setting &setting : settings()) {
            if (setting.use == Setting::Use::Broker && line.flags.contains(setting.name))
                return u"--%1 is for a broker of one's own and has no meaning with --connect."_s.arg(setting.name);
        }
    }
    return contradictionIn(config);
}

/// The last source that names a data folder wins.
QString dataDirectoryOf(const QList<Given> &sources)
{
    AppConfig config;
    config.dataDirectory = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/conduit"_s;
    for (const Given &source : sources)
        for (const Setting &setting : settings())
            if (const QStringList values = source.values.value(setting.name); setting.name == u"data-dir" && !values.isEmpty())
                static_cast<void>(setting.store(config, values)); // What is wrong with it is told by store().
    return config.dataDirectory;
}

bool namesBroker(const QList<Given> &sources)
{
    return std::any_of(sources.begin(), sources.end(),
                       [](const Given &source) { return !source.values.value(u"connect"_s).isEmpty(); });
}

QHash<QString, QString> originsIn(const QList<Given> &sources)
{
    QHash<QString, QString> origins;
    for (const Given &source : sources)
        for (auto value = source.values.begin(); value != source.values.end(); ++value)
            origins.insert(value.key(), source.place(value.key()));
    return origins;
}

} // namespace

AppConfig::AppConfig() : concurrency(std::clamp(QThread::idealThreadCount(), 1, kConcurrencyMax)) { }

QString variableFrom(const QString &setting) { return u"CONDUIT_"_s + setting.toUpper().replace(u'-', u'_'); }

QString settingsFileIn(const QString &dataDirectory) { return dataDirectory + u"/conduit.ini"_s; }

QStringList valuesOf(const Setting &setting, const QString &text)
{
    if (setting.form != Setting::Form::List)
        return {text.trimmed()};
    QStringList values = text.split(u',', Qt::SkipEmptyParts);
    for (QString &value : values)
        value = value.trimmed();
    return values;
}

QString contradictionIn(const AppConfig &config)
{
    if (config.broker.payloadBytesMax > config.broker.http.bodyBytesMax)
        return u"max-payload-bytes (%1) must not be greater than max-body-bytes (%2), since a payload travels in a body."_s
            .arg(config.broker.payloadBytesMax)
            .arg(config.broker.http.bodyBytesMax);
    return {};
}

Result<AppConfig, QString> configFrom(const CommandLine &commandLine, const Environment &environment)
{
    const QHash<QString, QStringList> variables = valuesFrom(environment);
    QList<Given> sources {{variables, &variableFrom}, {commandLine.flags, &flagFrom}};
    const QString file = commandLine.flags.value(u"config"_s, variables.value(u"config"_s)).value(0);
    if (!file.isEmpty() || commandLine.flags.contains(u"config"_s)) {
        const auto values = valuesFromFile(file, &mayStandInFile);
        if (!values)
            return values.error();
        sources.prepend({*values, [file](const QString &setting) { return setting + u" in "_s + file; }});
    }

    AppConfig config;
    config.dataDirectory = dataDirectoryOf(sources);
    config.origins = originsIn(sources);
    if (const QString own = settingsFileIn(config.dataDirectory); QFileInfo::exists(own) && !namesBroker(sources)) {
        const auto values = valuesFromFile(own, &mayStandInFolder);
        if (!values)
            return values.error();
        sources.prepend({*values, [own](const QString &setting) { return setting + u" in "_s + own; }});
    }
    for (const Given &source : std::as_const(sources)) {
        if (const QString complaint = store(config, source); !complaint.isEmpty())
            return complaint;
    }
    if (config.broker.databasePath.isEmpty())
        config.broker.databasePath = config.dataDirectory + u"/conduit.db"_s;
    if (config.tokenFile.isEmpty())
        config.tokenFile = config.dataDirectory + u"/token"_s;
    config.connectToken = environment.value(u"CONDUIT_TOKEN"_s).trimmed().toUtf8();
    if (const QString complaint = contradiction(config, commandLine); !complaint.isEmpty())
        return complaint;
    if (!config.connect.isEmpty())
        return config;
    auto pools = readPools(poolFileIn(config.dataDirectory));
    if (!pools)
        return pools.error();
    config.pools = std::move(*pools);
    return config;
}

} // namespace conduit::app
