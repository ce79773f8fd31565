// SPDX-License-Identifier: GPL-3.0-only
#include "app/pool_file.h"

#include "app/app_config.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
const QStringList kRestartWords {u"always"_s, u"on-failure"_s, u"never"_s}; // In the order of PoolRestart.
const QStringList kKeys {u"command"_s, u"arguments"_s, u"folder"_s,      u"environment"_s, u"secrets"_s, u"types"_s,
                         u"queues"_s,  u"processes"_s, u"concurrency"_s, u"autostart"_s,   u"restart"_s};

bool isName(const QString &text)
{
    static const QRegularExpression kForm(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z"_s);
    return kForm.match(text).hasMatch();
}

bool isVariableName(const QString &text)
{
    static const QRegularExpression kForm(u"^[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    return kForm.match(text).hasMatch();
}

/// The process is given them with commas between them.
bool isNameOfList(const QString &text) { return !text.trimmed().isEmpty() && !text.contains(u','); }

QString faultText(PoolFault fault)
{
    switch (fault) {
    case PoolFault::BadName:
        return u"a name has letters, digits, '.', '_' and '-', at most 40, and is not '%1'"_s.arg(kOwnPoolName);
    case PoolFault::BadNumber:
        return u"processes are 0 to %1, concurrency is 1 to %2"_s.arg(AppConfig::kWorkersMax).arg(AppConfig::kConcurrencyMax);
    case PoolFault::BadFolder:
        return u"folder must be an absolute path"_s;
    case PoolFault::BadVariable:
        return u"environment has NAME=VALUE, separated by commas"_s;
    case PoolFault::BadList:
        return u"types and queues are names, separated by commas; none is empty, and none has a comma in itself"_s;
    case PoolFault::None:
    case PoolFault::NameTaken:
    case PoolFault::TooMany:
    case PoolFault::ChangedElsewhere:
    case PoolFault::CannotWrite:
        break;
    }
    return {};
}

QList<PoolVariable> variablesFrom(const QStringList &texts, const QStringList &secrets)
{
    QList<PoolVariable> variables;
    for (const QString &text : texts) {
        const QString name = text.section(u'=', 0, 0).trimmed();
        variables.append({name, text.section(u'=', 1), secrets.contains(name)});
    }
    return variables;
}

/// What is wrong with the section that the file stands in; empty when it was read.
QString readPool(const QSettings &file, PoolDefinition &pool)
{
    const QStringList keys = file.childKeys();
    for (const QString &key : keys)
        if (!kKeys.contains(key))
            return u"unknown key '%1'"_s.arg(key);
    if (!file.childGroups().isEmpty())
        return u"a name has no '/'"_s;
    const auto list = [&](const QString &key) { return file.value(key).toStringList(); };
    const auto text = [&](const QString &key) { return list(key).join(u','); }; // A comma without quotes makes a list of it.
    const auto number = [&](const QString &key, int otherwise) {
        bool isNumber = false;
        const int value = file.value(key, otherwise).toInt(&isNumber);
        return isNumber ? value : -1;
    };
    pool.command = text(u"command"_s);
    pool.arguments = list(u"arguments"_s);
    pool.folder = text(u"folder"_s);
    pool.environment = variablesFrom(list(u"environment"_s), list(u"secrets"_s));
    // A key with nothing behind it says as much as no such key.
    const auto names = [&](const QString &key) {
        const QStringList said = list(key);
        return said == QStringList {QString()} ? QStringList() : said;
    };
    pool.types = names(u"types"_s);
    pool.queues = names(u"queues"_s);
    pool.processes = number(u"processes"_s, pool.processes);
    pool.concurrency = number(u"concurrency"_s, pool.concurrency);
    const QString autostart = file.value(u"autostart"_s, u"true"_s).toString();
    if (autostart != u"true" && autostart != u"false")
        return u"autostart is true or false"_s;
    pool.isStartedByItself = autostart == u"true";
    const auto restart = kRestartWords.indexOf(file.value(u"restart"_s, kRestartWords.first()).toString());
    if (restart < 0)
        return u"restart is always, on-failure or never"_s;
    pool.restart = static_cast<PoolRestart>(restart);
    return faultText(faultIn(pool));
}

void writePool(QSettings &file, const PoolDefinition &pool)
{
    const auto put = [&](const QString &key, const QStringList &values) {
        if (!values.isEmpty())
            file.setValue(key, values);
    };
    QStringList variables;
    QStringList secrets;
    for (const PoolVariable &variable : pool.environment) {
        variables.append(variable.name + u'=' + variable.value);
        if (variable.isSecret)
            secrets.append(variable.name);
    }
    if (!pool.command.isEmpty())
        file.setValue(u"command"_s, pool.command);
    if (!pool.folder.isEmpty())
        file.setValue(u"folder"_s, pool.folder);
    put(u"arguments"_s, pool.arguments);
    put(u"environment"_s, variables);
    put(u"secrets"_s, secrets);
    put(u"types"_s, pool.types);
    put(u"queues"_s, pool.queues);
    file.setValue(u"processes"_s, pool.processes);
    file.setValue(u"concurrency"_s, pool.concurrency);
    file.setValue(u"autostart"_s, pool.isStartedByItself);
    file.setValue(u"restart"_s, kRestartWords[static_cast<int>(pool.restart)]);
}

} // namespace

PoolFault faultIn(const PoolDefinition &definition)
{
    if (!isName(definition.name) || definition.name == kOwnPoolName)
        return PoolFault::BadName;
    if (definition.processes < 0 || definition.processes > AppConfig::kWorkersMax || definition.concurrency < 1
        || definition.concurrency > AppConfig::kConcurrencyMax)
        return PoolFault::BadNumber;
    if (!definition.folder.isEmpty() && !QDir::isAbsolutePath(definition.folder))
        return PoolFault::BadFolder;
    if (!std::all_of(definition.environment.begin(), definition.environment.end(),
                     [](const PoolVariable &variable) { return isVariableName(variable.name); }))
        return PoolFault::BadVariable;
    for (const QStringList *names : {&definition.types, &definition.queues})
        if (!std::all_of(names->begin(), names->end(), &isNameOfList))
            return PoolFault::BadList;
    return PoolFault::None;
}

Result<QList<PoolDefinition>, QString> readPools(const QString &file)
{
    QList<PoolDefinition> pools;
    if (!QFileInfo::exists(file))
        return pools;
    if (const QFileInfo info(file); !info.isFile() || !info.isReadable())
        return u"The file of the pools '%1' cannot be read."_s.arg(file);
    QSettings settings(file, QSettings::IniFormat);
    const QStringList names = settings.childGroups();
    if (settings.status() != QSettings::NoError || !settings.childKeys().isEmpty())
        return u"The file of the pools '%1' has a section for each pool, [NAME], with lines KEY = VALUE."_s.arg(file);
    if (names.size() > kPoolsMax)
        return u"%1 has more than %2 pools."_s.arg(file).arg(kPoolsMax);
    for (const QString &name : names) {
        PoolDefinition pool {.name = name};
        settings.beginGroup(name);
        if (const QString fault = readPool(settings, pool); !fault.isEmpty())
            return u"[%1] in %2: %3."_s.arg(name, file, fault);
        settings.endGroup();
        pools.append(pool);
    }
    return pools;
}

bool writePools(const QString &file, const QList<PoolDefinition> &pools)
{
    // Before there is anything in it that others must not read; what is written anew keeps the rights of what was there.
    QFile made(file);
    const bool isThere =
        made.exists() ? made.setPermissions(kOwnerOnly) : made.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly);
    if (!isThere)
        return false;
    made.close();
    QSettings settings(file, QSettings::IniFormat);
    settings.clear();
    for (const PoolDefinition &pool : pools) {
        settings.beginGroup(pool.name);
        writePool(settings, pool);
        settings.endGroup();
    }
    settings.sync();
    return settings.status() == QSettings::NoError;
}

QString poolFileIn(const QString &dataDirectory) { return dataDirectory + u"/pools.ini"_s; }

} // namespace conduit::app
