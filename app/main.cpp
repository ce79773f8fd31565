// SPDX-License-Identifier: GPL-3.0-only
#include "app/app_config.h"
#include "app/cli/run_verb.h"
#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/log_sink.h"
#include "app/run_care.h"
#include "app/run_desktop.h"
#include "app/run_headless.h"
#include "app/setting.h"

#include <QFile>
#include <QProcessEnvironment>

#include <csignal>
#include <cstdio>
#include <span>

using namespace conduit;

namespace {

QStringList argumentsFrom(int argc, char **argv)
{
    QStringList arguments;
    for (const char *argument : std::span(argv, static_cast<size_t>(argc)))
        arguments += QFile::decodeName(argument);
    return arguments;
}

app::Environment environmentOfProcess()
{
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    app::Environment environment;
    for (const QString &name : system.keys())
        environment.insert(name, system.value(name));
    return environment;
}

QStringList namesOfSettings()
{
    QStringList names;
    for (const app::Setting &setting : app::settings())
        names += setting.name;
    return names;
}

int refuse(const QString &complaint)
{
    std::fprintf(stderr, "conduit: %s\nconduit --help lists what there is.\n", qUtf8Printable(complaint));
    return static_cast<int>(app::ExitCode::Usage);
}

} // namespace

// The flags are read before there is an application object, since they decide which one it will be.
int main(int argc, char **argv)
{
    // The program's one source of the time of day; the broker has its own.
    const app::WallClock clock = &QDateTime::currentDateTimeUtc;
    app::installLogSink(clock);
    std::signal(SIGPIPE, SIG_IGN); // Whoever reads our log may go before us.

    const QStringList arguments = argumentsFrom(argc, argv);
    if (cli::isVerb(arguments.value(1)))
        return cli::runVerb(argc, argv, {environmentOfProcess(), clock(), namesOfSettings()});
    const auto commandLine = app::parseCommandLine(arguments);
    if (!commandLine)
        return refuse(commandLine.error());
    if (!commandLine->answer.isEmpty()) {
        std::fputs(qUtf8Printable(commandLine->answer), stdout);
        return static_cast<int>(app::ExitCode::Fine);
    }
    const auto config = app::configFrom(*commandLine, environmentOfProcess());
    if (!config)
        return refuse(config.error());

    if (commandLine->isCheck)
        return app::runCheck(argc, argv, *config);
    if (commandLine->isMigrateOnly)
        return app::runMigration(argc, argv, *config);
    if (commandLine->backup)
        return app::runBackup(argc, argv, *config, *commandLine->backup);
    return config->isHeadless ? app::runHeadless(argc, argv, *config, clock) : app::runDesktop(argc, argv, *config, clock);
}
