// SPDX-License-Identifier: GPL-3.0-only
#include "app/console_pools.h"

#include <conduit/shell_text.h>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

using Shown = ui::LocalPoolDefinition;

Shown shownFrom(const PoolDefinition &definition)
{
    Shown shown {.name = definition.name,
                 .command = definition.command,
                 .arguments = definition.arguments,
                 .folder = definition.folder,
                 .types = definition.types,
                 .queues = definition.queues,
                 .processes = definition.processes,
                 .concurrency = definition.concurrency,
                 .isStartedByItself = definition.isStartedByItself,
                 .restart = static_cast<Shown::Restart>(definition.restart)};
    for (const PoolVariable &variable : definition.environment)
        shown.environment.append({variable.name, variable.value, variable.isSecret});
    return shown;
}

static_assert(static_cast<int>(Shown::Restart::Always) == static_cast<int>(PoolRestart::Always));
static_assert(static_cast<int>(Shown::Restart::OnFailure) == static_cast<int>(PoolRestart::OnFailure));
static_assert(static_cast<int>(Shown::Restart::Never) == static_cast<int>(PoolRestart::Never));

} // namespace

ui::LocalPool poolShown(const WorkerPools::Pool &pool)
{
    ui::LocalPool shown {.number = pool.number, .definition = shownFrom(pool.definition)};
    shown.definition.processes = pool.workers->count();
    shown.definition.concurrency = pool.workers->concurrency();
    return shown;
}

PoolDefinition definitionFrom(const Shown &shown)
{
    PoolDefinition definition {.name = shown.name,
                               .command = shown.command,
                               .arguments = shown.arguments,
                               .folder = shown.folder,
                               .types = shown.types,
                               .queues = shown.queues,
                               .processes = shown.processes,
                               .concurrency = shown.concurrency,
                               .isStartedByItself = shown.isStartedByItself,
                               .restart = static_cast<PoolRestart>(shown.restart)};
    for (const Shown::Variable &variable : shown.environment)
        definition.environment.append({variable.name, variable.value, variable.isSecret});
    return definition;
}

QString shellLineOf(const WorkerCommand &command, const QString &worker)
{
    QStringList words;
    const auto tell = [&words](const QString &name, const QString &value) {
        if (!value.isEmpty())
            words << name + u'=' + shell_text::word(value);
    };
    if (!command.work.isBundled) {
        tell(u"BROKER_URL"_s, command.brokerUrl);
        tell(u"WORKER_NAME"_s, worker);
        tell(u"CONDUIT_CONCURRENCY"_s, QString::number(command.work.concurrency));
        tell(u"CONDUIT_TYPES"_s, command.work.types.join(u','));
        tell(u"CONDUIT_QUEUES"_s, command.work.queues.join(u','));
    }
    for (const PoolVariable &variable : command.work.environment)
        if (!variable.isSecret)
            words << variable.name + u'=' + shell_text::word(variable.value);
    words << shell_text::word(command.work.program);
    for (const QString &argument : argumentsFrom(command, worker))
        words << shell_text::word(argument);
    return words.join(u' ');
}

} // namespace conduit::app
