// SPDX-License-Identifier: GPL-3.0-only
// conduit-counts: what a task costs the broker in instructions and allocations, which are the same whatever else the machine does. It runs
// itself under valgrind and compares with the baseline of this system.
#include "broker/http/epoll_dispatcher.h"
#include "tests/counts/baseline.h"
#include "tests/counts/drive.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <span>
#include <string_view>

namespace {

using namespace conduit::counts;
using namespace Qt::StringLiterals;
using conduit::bench::Result;

constexpr std::string_view kDriveOption = "--drive";
constexpr int kPatienceMs = 300'000;
const QString kHowToWrite = u"./dev counts --write"_s;

void tell(const QString &line) { std::fprintf(stderr, "%s\n", qUtf8Printable(line)); }

/// Inside of valgrind: does the works and says on stdout what it did.
int drive(int argc, char **argv)
{
    // The application's thread is the front's and the lane's as well.
    QCoreApplication::setEventDispatcher(new conduit::broker::EpollDispatcher);
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    const auto parts = driveAll(folder.path());
    if (!parts) {
        tell(parts.error());
        return 2;
    }
    QJsonArray json;
    for (const Part &part : *parts)
        json.append(QJsonObject {{u"name"_s, part.name}, {u"tasks"_s, part.tasks}, {u"allocations"_s, part.allocations}});
    std::fputs(QJsonDocument(json).toJson().constData(), stdout);
    return 0;
}

/// The instructions of each part, from the files that callgrind wrote.
QHash<QString, double> instructionsIn(const QDir &folder)
{
    QHash<QString, double> instructions;
    for (const QString &name : folder.entryList({u"callgrind.*"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        QString part;
        while (!file.atEnd()) {
            const QString line = QString::fromUtf8(file.readLine()).trimmed();
            if (line.startsWith(u"desc: Trigger: Client Request: "))
                part = line.section(u": "_s, 3);
            else if (line.startsWith(u"totals: "))
                instructions.insert(part, line.section(u' ', 1).toDouble());
        }
    }
    return instructions;
}

/// Callgrind's files go to `folder`.
Result<Costs> countCosts(const QDir &folder)
{
    QProcess valgrind;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_HASH_SEED"_s, u"0"_s);
    valgrind.setProcessEnvironment(environment);
    valgrind.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    valgrind.start(u"valgrind"_s,
                   {u"-q"_s, u"--tool=callgrind"_s, u"--collect-atstart=no"_s,
                    u"--callgrind-out-file="_s + folder.filePath(u"callgrind"_s), QCoreApplication::applicationFilePath(),
                    QString::fromLatin1(kDriveOption)});
    if (!valgrind.waitForStarted())
        return u"cannot start valgrind, which the package valgrind has"_s;
    if (!valgrind.waitForFinished(kPatienceMs) || valgrind.exitStatus() != QProcess::NormalExit || valgrind.exitCode() != 0)
        return u"the broker under valgrind did not come to its end"_s;

    const auto instructions = instructionsIn(folder);
    Costs costs;
    for (const auto json : QJsonDocument::fromJson(valgrind.readAllStandardOutput()).array()) {
        const QJsonObject part = json.toObject();
        const QString name = part.value(u"name"_s).toString();
        const double tasks = part.value(u"tasks"_s).toDouble();
        if (!instructions.contains(name))
            return u"valgrind wrote nothing down for "_s + name;
        costs.append({name, instructions.value(name) / tasks, part.value(u"allocations"_s).toDouble() / tasks});
    }
    return costs;
}

int compare(const Costs &costs, const QString &path)
{
    const auto baseline = readBaseline(path);
    if (!baseline) {
        tell(u"%1. Write it with: %2"_s.arg(baseline.error(), kHowToWrite));
        return 1;
    }
    const QStringList found = differences(costs, *baseline);
    if (found.isEmpty())
        return 0;
    for (const QString &sentence : found)
        tell(sentence);
    tell(u"docs/benchmarks.md says how to find out why. When it is meant to be so, write the new baseline with: "_s
         + kHowToWrite);
    return 1;
}

int run(const QDir &folder, bool mustWrite, const QString &path)
{
    const auto costs = countCosts(folder);
    if (!costs) {
        tell(costs.error());
        return 2;
    }
    std::printf("%-10s %14s %12s   a task\n", "", "instructions", "allocations");
    for (const Cost &cost : *costs)
        std::printf("%-10s %14.0f %12.2f\n", qUtf8Printable(cost.part), cost.instructions, cost.allocations);
    if (!mustWrite)
        return compare(*costs, path);
    if (const auto written = writeBaseline(path, *costs); !written) {
        tell(written.error());
        return 2;
    }
    tell(u"written: "_s + path);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() == 2 && arguments[1] == kDriveOption)
        return drive(argc, argv);

    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Counts what a task costs the broker in instructions and allocations, and compares with the baseline of this system."_s);
    parser.addHelpOption();
    const QCommandLineOption write(u"write"_s, u"Write the counts as the new baseline."_s);
    const QCommandLineOption baselines(u"baselines"_s, u"Folder of the baselines."_s, u"folder"_s,
                                       QStringLiteral(CONDUIT_BASELINES));
    const QCommandLineOption keep(u"keep"_s, u"An empty folder where callgrind's files stay, one a line of the table."_s,
                                  u"folder"_s);
    parser.addOptions({write, baselines, keep});
    parser.process(app);
    const QTemporaryDir temporary;
    const QDir folder(parser.isSet(keep) ? parser.value(keep) : temporary.path());
    if (!folder.mkpath(u"."_s)) {
        tell(u"cannot make "_s + folder.path());
        return 2;
    }
    return run(folder, parser.isSet(write), QDir(parser.value(baselines)).filePath(systemName() + u".json"_s));
}
