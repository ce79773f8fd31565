// SPDX-License-Identifier: GPL-3.0-only
#include "app/process_setup.h"

#include "app/pool_file.h"

#include <QCoreApplication>

#include <clocale>

using namespace Qt::StringLiterals;

namespace conduit::app {

void pinNumberFormat() { std::setlocale(LC_NUMERIC, "C"); }

WorkerPools::Settings poolSettings(const AppConfig &config)
{
    const WorkerPool::Settings own {
        .program = QCoreApplication::applicationDirPath() + u"/conduit-worker"_s,
        .workingDirectory = config.dataDirectory,
        .logDirectory = config.dataDirectory + u"/logs"_s,
        .count = config.workers,
        .concurrency = config.concurrency,
        .handlersFolder = config.handlersFolder,
        .pluginsFolder = config.pluginsFolder,
        .lease = config.broker.lease,
        .grace = config.broker.grace,
    };
    return {.own = own, .named = config.pools, .file = poolFileIn(config.dataDirectory)};
}

ExitCode exitCodeFrom(broker::Broker::OpenFailure failure)
{
    switch (failure) {
    case broker::Broker::OpenFailure::BadConfiguration:
        return ExitCode::Usage;
    case broker::Broker::OpenFailure::Unavailable:
        return ExitCode::Unavailable;
    case broker::Broker::OpenFailure::Owned:
        break;
    }
    return ExitCode::Owned;
}

} // namespace conduit::app
