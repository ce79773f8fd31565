// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_headless.h"

#include "app/broker_host.h"
#include "app/exit_code.h"
#include "app/polite_stop.h"
#include "app/process_setup.h"
#include "app/unix_signals.h"
#include "app/worker_pools.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcApp, "conduit.app")

/// The one line that scripts wait for.
void announce(const QString &address)
{
    std::printf("listening on %s\n", qUtf8Printable(address));
    std::fflush(stdout);
}

} // namespace

int runHeadless(int argc, char **argv, const AppConfig &config, const WallClock &clock)
{
    QCoreApplication application(argc, argv);
    pinNumberFormat();
    UnixSignals unixSignals;
    BrokerHost host(config);
    WorkerPools pools(poolSettings(config), &std::chrono::steady_clock::now, clock);
    PoliteStop stop(host, pools, config.broker.grace);

    QObject::connect(&host, &BrokerHost::started, &application, [&](const ServedBroker &broker) {
        announce(broker.address);
        if (!stop.isUnderWay())
            pools.attach(broker.localUrl, broker.token.isEmpty() ? QString() : config.tokenFile);
    });
    QObject::connect(&host, &BrokerHost::failed, &application, [&](const broker::Broker::OpenError &error) {
        qCCritical(lcApp).noquote() << error.message;
        QCoreApplication::exit(static_cast<int>(exitCodeFrom(error.kind)));
    });
    QObject::connect(&pools, &WorkerPools::workerStarted, &host, &BrokerHost::workerStarted);
    QObject::connect(&pools, &WorkerPools::workerDied, &host, &BrokerHost::workerDied);
    QObject::connect(&pools, &WorkerPools::workerStopped, &host, &BrokerHost::workerStopped);
    QObject::connect(&host, &BrokerHost::workerKillRequested, &pools, &WorkerPools::kill);
    QObject::connect(&unixSignals, &UnixSignals::stopRequested, &stop, [&] {
        if (stop.isUnderWay()) {
            stop.hurry();
            return;
        }
        qCInfo(lcApp).noquote() << u"stopping; a second signal stops at once"_s;
        stop.start();
    });
    QObject::connect(&stop, &PoliteStop::finished, &application, [] { QCoreApplication::exit(0); });

    host.start();
    return QCoreApplication::exec();
}

} // namespace conduit::app
