// SPDX-License-Identifier: GPL-3.0-only
// conduit-bench: how fast a broker is, told as JSON on stdout and in words on stderr.
#include "tests/bench/machine.h"
#include "tests/bench/settings.h"
#include "tests/bench/works.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStorageInfo>
#include <QSysInfo>
#include <QThread>

#include <cstdio>

namespace {

using namespace conduit::bench;
using namespace Qt::StringLiterals;

using Work = Result<Measurements> (*)(const Settings &);

const QList<std::pair<QString, Work>> kWorks {
    {u"W1"_s, measureEnqueueing},    {u"W2"_s, measureBatches},        {u"W3"_s, measureWorking},
    {u"W4"_s, measureLatency},       {u"W5"_s, measureBesideABacklog}, {u"W6"_s, measureBesideIdleConnections},
    {u"W7"_s, measureParkedWorkers}, {u"tail"_s, measureTail},         {u"memory"_s, measureMemory},
    {u"lists"_s, measureLists},      {u"rest"_s, measureRest},
};

void tell(const QString &line) { std::fprintf(stderr, "%s\n", qUtf8Printable(line)); }

QJsonObject machineJson(const MachineLimits &limits, const Settings &settings)
{
    return {{u"cores"_s, QThread::idealThreadCount()},
            {u"kernel"_s, QSysInfo::kernelVersion()},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"file_system"_s, QString::fromUtf8(QStorageInfo(settings.folder).fileSystemType())},
            {u"write_and_sync_us"_s, limits.syncMicroseconds},
            {u"rare_write_and_sync_us"_s, limits.rareSyncMicroseconds},
            {u"insert_and_commit_us"_s, limits.commitMicroseconds},
            {u"loopback_round_trip_us"_s, limits.roundTripMicroseconds},
            {u"one_caller_per_second_max"_s, limits.callsPerSecondMax()}};
}

void tellMachine(const MachineLimits &limits, const Settings &settings)
{
    tell(
        u"machine: %1 cores; 256 bytes + fsync %2 µs (each 20 ms: %6 µs), insert + commit %3 µs, loopback round trip %4 µs: one caller ≤ %5/s"_s
            .arg(QThread::idealThreadCount())
            .arg(limits.syncMicroseconds, 0, 'f', 0)
            .arg(limits.commitMicroseconds, 0, 'f', 0)
            .arg(limits.roundTripMicroseconds, 0, 'f', 0)
            .arg(limits.callsPerSecondMax(), 0, 'f', 0)
            .arg(limits.rareSyncMicroseconds, 0, 'f', 0));
    if (QStorageInfo(settings.folder).fileSystemType() == "tmpfs")
        tell(u"warning: %1 is memory, not a disk; name another with --folder"_s.arg(settings.folder));
}

int run(const Settings &settings)
{
    const auto limits = measureMachine(settings.folder);
    if (!limits) {
        tell(limits.error());
        return 2;
    }
    tellMachine(*limits, settings);
    QJsonArray works;
    for (const auto &[name, work] : kWorks) {
        if (!settings.works.contains(name))
            continue;
        const auto figures = work(settings);
        if (!figures) {
            tell(name + u": "_s + figures.error());
            return 2;
        }
        for (const Measurement &figure : *figures) {
            tell(figure.toLine());
            works.append(figure.toJson());
        }
    }
    const QJsonObject report {{u"conduit_bench"_s, QStringLiteral(CONDUIT_VERSION)},
                              {u"runs"_s, settings.runs},
                              {u"machine"_s, machineJson(*limits, settings)},
                              {u"works"_s, works}};
    std::fputs(QJsonDocument(report).toJson().constData(), stdout);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"conduit-bench"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONDUIT_VERSION));
    const auto settings = settingsFromCommandLine();
    if (!settings) {
        tell(settings.error());
        return 1;
    }
    return run(*settings);
}
