// SPDX-License-Identifier: GPL-3.0-only
// conduit-console-bench: whether the console keeps its promises about speed, told as JSON on stdout and as a table on stderr.
#include "tests/bench/console/big_database.h"
#include "tests/bench/console/budgets.h"
#include "tests/bench/console/soak.h"
#include "tests/support/broker_process.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"

#include <QCommandLineParser>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QThread>
#include <QWindow>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace {

using namespace conduit::bench;
using namespace Qt::StringLiterals;

constexpr int kBroken = 3; ///< The exit code when a budget is not kept.

using Measure = Result<Figures> (*)(const BudgetTools &);

/// Those that change the database come last.
const QList<std::pair<QString, Measure>> kBudgets {
    {u"P16"_s, measureMemoryUsed}, {u"P2"_s, measureStart},     {u"P3"_s, measureOpening},
    {u"P4"_s, measurePages},       {u"P5"_s, measureJumps},     {u"P6"_s, measureScrolling},
    {u"P7"_s, measureFiltering},   {u"P8"_s, measureSearching}, {u"P9"_s, measureCounts},
    {u"P10"_s, measureChoosing},   {u"P13"_s, measureDetails},  {u"P14"_s, measureLog},
    {u"P17"_s, measureIdling},     {u"P1"_s, measureEvents},    {u"P11"_s, measureOperations},
    {u"P18"_s, measureManyRows},   {u"P19"_s, measureFarAway},  {u"P18-large"_s, measureLargeFile},
};

struct Options
{
    QStringList budgets;
    QString cacheFolder;
    QString binFolder;
    qint64 tasks = 0;
    double slack = 1;
    int tries = 1;       ///< A budget is broken when it was not kept in any of them.
    bool isBusy = false; ///< The machine: then nothing that goes by the clock can break a budget.
    std::chrono::seconds time {};
    std::chrono::seconds soak {}; ///< Not zero: only that.
    quint32 seed = 1;             ///< Of the soak.
    QString windowOn;             ///< Only opens a window on this broker and tells when it is there.
};

void tell(const QString &line) { std::fprintf(stderr, "%s\n", qUtf8Printable(line)); }

Result<Options> optionsFromCommandLine()
{
    QStringList names;
    for (const auto &[name, measure] : kBudgets)
        names.append(name);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Opens the console, without a display, on a broker with many tasks and measures what it promises about speed. P11 "
        u"tells of "
        "P12, too; P18-large writes a file of 1 GB and removes it. The database is made once and kept; each run works on a copy. Exit code %1: something is too slow."_s
            .arg(kBroken));
    parser.addHelpOption();
    const QCommandLineOption tasks(u"tasks"_s, u"Tasks in the database. Default 1000000."_s, u"n"_s, u"1000000"_s);
    const QCommandLineOption cache(
        u"cache"_s, u"Where databases are kept. Default CONDUIT_BENCH_CACHE or the user's cache."_s, u"folder"_s,
        qEnvironmentVariable("CONDUIT_BENCH_CACHE", QStandardPaths::writableLocation(QStandardPaths::CacheLocation)));
    const QCommandLineOption slack(u"slack"_s, u"How many times slower things may be than promised. Default 1."_s, u"x"_s,
                                   u"1"_s);
    const QCommandLineOption tries(u"tries"_s, u"How often a budget is measured until it is kept. Default 1."_s, u"n"_s,
                                   u"1"_s);
    const QCommandLineOption busy(u"busy"_s, u"The machine does other things, too: judge by processor time and memory only."_s);
    const QCommandLineOption seconds(u"seconds"_s, u"How long to watch what has no end by itself. Default 10."_s, u"s"_s,
                                     u"10"_s);
    const QCommandLineOption soak(u"soak"_s,
                                  u"Nothing of the above: wanders through the console for so long, while 1,000 tasks a second "
                                  u"come in and workers and the broker "
                                  "are killed, and watches its memory, its events and what Qt warns of. A line each minute."_s,
                                  u"s"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the way that --soak takes. Default 1."_s, u"n"_s, u"1"_s);
    const QCommandLineOption bin(u"bin"_s, u"Folder of the programs. Default: this one's."_s, u"folder"_s,
                                 QCoreApplication::applicationDirPath());
    QCommandLineOption window(u"window"_s, u"Opens a window and nothing else."_s, u"address"_s);
    window.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({tasks, cache, slack, tries, busy, seconds, soak, seed, bin, window});
    parser.addPositionalArgument(u"budgets"_s, u"Any of %1; all when none is named."_s.arg(names.join(u' ')), u"[budgets…]"_s);
    parser.process(*QCoreApplication::instance());

    Options options {.budgets = parser.positionalArguments().isEmpty() ? names : parser.positionalArguments(),
                     .cacheFolder = parser.value(cache),
                     .binFolder = parser.value(bin),
                     .tasks = parser.value(tasks).toLongLong(),
                     .slack = parser.value(slack).toDouble(),
                     .tries = parser.value(tries).toInt(),
                     .isBusy = parser.isSet(busy),
                     .time = std::chrono::seconds(parser.value(seconds).toInt()),
                     .soak = std::chrono::seconds(parser.value(soak).toInt()),
                     .seed = parser.value(seed).toUInt(),
                     .windowOn = parser.value(window)};
    for (const QString &name : std::as_const(options.budgets)) {
        if (!names.contains(name))
            return u"no such budget: "_s + name;
    }
    if (options.tasks < 1000 || options.slack <= 0 || options.tries < 1 || options.time.count() < 1)
        return u"--tasks takes 1000 or more, --slack more than 0, --tries and --seconds 1 or more"_s;
    if (parser.isSet(soak) && options.soak.count() < 1)
        return u"--soak takes 1 or more"_s;
    return options;
}

/// On the disk, so that writing it does not weigh on what is measured.
Result<conduit::Unit> copyDatabase(const QString &from, const QString &to)
{
    std::error_code fault;
    std::filesystem::copy(from.toStdString(), to.toStdString(), std::filesystem::copy_options::recursive, fault);
    if (fault)
        return QString::fromStdString(fault.message());
    ::sync();
    return conduit::Unit {};
}

/// On a busy machine nothing that goes by the clock is broken. Tells them.
Figures judged(Figures figures, const Options &options)
{
    for (Figure &figure : figures) {
        if (options.isBusy && figure.isByClock)
            figure.bound = Figure::Bound::None;
        tell(figure.toLine(options.slack));
    }
    return figures;
}

bool areKept(const Figures &figures, double slack)
{
    return std::all_of(figures.begin(), figures.end(), [slack](const Figure &figure) { return figure.isKept(slack); });
}

/// Somebody else's work may break a budget once; what breaks it each time is ours.
Result<Figures> measureBudget(Measure measure, const BudgetTools &tools, const Options &options)
{
    for (int left = options.tries - 1;; --left) {
        const auto figures = measure(tools);
        if (!figures)
            return figures;
        const auto found = judged(*figures, options);
        if (left == 0 || areKept(found, options.slack))
            return found;
    }
}

Result<Figures> measureBudgets(const Options &options, const conduit::test::BrokerProcess &broker)
{
    BudgetTools tools {.endpoint = {},
                       .address = broker.address(),
                       .brokerPid = broker.pid(),
                       .tasks = options.tasks,
                       .folder = options.cacheFolder,
                       .time = options.time};
    tools.endpoint.port = broker.port();
    Figures all;
    for (const auto &[name, measure] : kBudgets) {
        if (!options.budgets.contains(name))
            continue;
        const auto figures = measureBudget(measure, tools, options);
        if (!figures)
            return name + u": "_s + figures.error();
        all += *figures;
    }
    return all;
}

Result<Figures> measureSoaked(const Options &options, conduit::test::BrokerProcess &broker)
{
    const auto figures = measureSoak(
        {.broker = broker, .binFolder = options.binFolder, .time = options.soak, .seed = options.seed, .tell = tell});
    return figures ? Result<Figures>(judged(*figures, options)) : figures;
}

Result<Figures> measureAll(const Options &options)
{
    const BigDatabase database {
        .binFolder = options.binFolder, .cacheFolder = options.cacheFolder, .tasks = options.tasks, .tell = tell};
    if (!QDir().mkpath(options.cacheFolder))
        return u"cannot write "_s + options.cacheFolder;
    const auto made = database.folder();
    if (!made)
        return made.error();
    conduit::test::BrokerProcess broker(options.binFolder, options.cacheFolder);
    if (const auto copied = copyDatabase(made->path(), broker.dataFolder()); !copied)
        return copied.error();
    if (!broker.start())
        return QString::fromUtf8(broker.log());
    return options.soak.count() > 0 ? measureSoaked(options, broker) : measureBudgets(options, broker);
}

int run(const Options &options)
{
    const auto figures = measureAll(options);
    if (!figures) {
        tell(figures.error());
        return 2;
    }
    QJsonArray list;
    for (const Figure &figure : *figures)
        list.append(figure.toJson(options.slack));
    const QJsonObject report {{u"conduit_console_bench"_s, QStringLiteral(CONDUIT_VERSION)},
                              {u"cores"_s, QThread::idealThreadCount()},
                              {u"tasks"_s, options.tasks},
                              {u"slack"_s, options.slack},
                              {u"figures"_s, list}};
    std::fputs(QJsonDocument(report).toJson().constData(), stdout);
    return areKept(*figures, options.slack) ? 0 : kBroken;
}

/// As `conduit --connect` does, until its window is there.
int openWindow(const QString &address)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"console.ini"_s), QSettings::IniFormat);
    conduit::client::HttpTransport transport {QUrl(address)};
    conduit::client::Client client(transport);
    conduit::ui::Console console({.client = client, .address = address, .settings = settings, .now = &timeNow});
    const auto *window = console.openWindow();
    if (!ConsoleUnderTest::waitUntil([&] { return window->windowHandle() && window->windowHandle()->isExposed(); }))
        return 2;
    std::puts("exposed");
    std::fflush(stdout);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    conduit::test::TimedApp app(argc, argv);
    QLocale::setDefault(QLocale::c());
    QCoreApplication::setApplicationName(u"conduit-console-bench"_s);
    const auto options = optionsFromCommandLine();
    if (!options) {
        tell(options.error());
        return 1;
    }
    return options->windowOn.isEmpty() ? run(*options) : openWindow(options->windowOn);
}
