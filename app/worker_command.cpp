// SPDX-License-Identifier: GPL-3.0-only
#include "app/worker_command.h"

#include "app/access_token.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcWorkers, "conduit.workers")

/// The worker's flags say all it has to know; what is meant for this program or for another worker stays here.
QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(u"CONDUIT_") || name == u"BROKER_URL" || name == u"WORKER_NAME")
            environment.remove(name);
    }
    // A desktop with a decimal comma must not change what handlers read and print. LC_ALL would win over LC_NUMERIC.
    if (const QString all = environment.value(u"LC_ALL"_s); !all.isEmpty()) {
        environment.remove(u"LC_ALL"_s);
        environment.insert(u"LANG"_s, all);
    }
    environment.insert(u"LC_NUMERIC"_s, u"C"_s);
    return environment;
}

/// What the SDKs look for, and what a program of somebody's own may look for.
void tellByVariables(QProcessEnvironment &environment, const WorkerCommand &command, const QString &name)
{
    environment.insert(u"BROKER_URL"_s, command.brokerUrl);
    environment.insert(u"WORKER_NAME"_s, name);
    environment.insert(u"CONDUIT_CONCURRENCY"_s, QString::number(command.work.concurrency));
    environment.insert(u"CONDUIT_TYPES"_s, command.work.types.join(u','));
    environment.insert(u"CONDUIT_QUEUES"_s, command.work.queues.join(u','));
    if (command.tokenFile.isEmpty())
        return;
    if (const auto token = readToken(command.tokenFile))
        environment.insert(u"CONDUIT_TOKEN"_s, QString::fromLatin1(*token));
    else
        qCWarning(lcWorkers).noquote() << name + u": "_s + token.error().message;
}

} // namespace

QStringList argumentsFrom(const WorkerCommand &command, const QString &name)
{
    const WorkerProgram &work = command.work;
    if (!work.isBundled)
        return work.arguments;
    const auto seconds = [](std::chrono::duration<double> duration) { return QString::number(duration.count(), 'g', 12); };
    QStringList arguments {u"--broker-url"_s,     command.brokerUrl,
                           u"--name"_s,           name,
                           u"--concurrency"_s,    QString::number(work.concurrency),
                           u"--grace"_s,          seconds(command.grace),
                           u"--lease"_s,          seconds(command.lease),
                           u"--die-with-parent"_s};
    const auto add = [&arguments](const QString &flag, const QString &value) {
        if (!value.isEmpty())
            arguments << flag << value;
    };
    add(u"--token-file"_s, command.tokenFile);
    add(u"--handlers"_s, work.handlersFolder);
    add(u"--plugins"_s, work.pluginsFolder);
    add(u"--types"_s, work.types.join(u','));
    add(u"--queues"_s, work.queues.join(u','));
    return arguments + work.arguments;
}

QProcessEnvironment environmentFrom(const WorkerCommand &command, const QString &name)
{
    QProcessEnvironment environment = plainEnvironment();
    if (!command.work.isBundled)
        tellByVariables(environment, command, name);
    for (const PoolVariable &variable : command.work.environment)
        environment.insert(variable.name, variable.value);
    return environment;
}

} // namespace conduit::app
