// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/settings.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QUrl>

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

const QStringList kWorks {u"W1"_s, u"W2"_s,   u"W3"_s,     u"W4"_s,    u"W5"_s,  u"W6"_s,
                          u"W7"_s, u"tail"_s, u"memory"_s, u"lists"_s, u"rest"_s};
/// Without those that take minutes or many connections.
const QStringList kWorksUsual {u"W1"_s, u"W2"_s, u"W3"_s, u"W4"_s, u"rest"_s};

constexpr auto kDescription =
    "Measures a broker through HTTP. The works:\n"
    "  W1    20,000 tasks by single requests, many in flight; then 5,000 with one in flight\n"
    "  W2    50,000 tasks by batches of 1,000\n"
    "  W3    20,000 waiting tasks to their results: a worker process, then a worker inside this program\n"
    "  W4    an idle broker: from the start of the enqueue call to the start of the handler\n"
    "  rest  a broker with nothing to do\n"
    "Only when they are named:\n"
    "  W5      W1 and W3 with 5,000 tasks beside a large backlog that waits, and beside one that has finished or is due\n"
    "          tomorrow, against an empty queue\n"
    "  W6      W1 beside many idle connections, against W1 alone\n"
    "  W7      many parked workers and one task at a time: from the start of the enqueue call to its worker\n"
    "  tail    W1 for a minute: what the slowest answers took\n"
    "  memory  what is resident with a large backlog\n"
    "  lists   pages of lists over a large backlog, half of it finished: at the beginning, in the middle, at the end\n"
    "Numbers go to stdout as JSON, lines for people to stderr. See docs/benchmarks.md.";

struct Number
{
    const QCommandLineOption &option;
    double min;
    double max;
};

Result<double> numberOf(const QCommandLineParser &parser, const Number &number)
{
    bool isNumber = false;
    const double value = parser.value(number.option).toDouble(&isNumber);
    if (!isNumber || value < number.min || value > number.max)
        return u"--%1 takes a number from %2 to %3"_s.arg(number.option.names().constFirst()).arg(number.min).arg(number.max);
    return value;
}

Result<Endpoint> endpointFrom(const QString &text)
{
    const QUrl url(text);
    if (url.scheme() != u"http" || url.host().isEmpty())
        return u"--broker takes an address such as http://127.0.0.1:8080"_s;
    Endpoint endpoint;
    endpoint.host = url.host() == u"localhost" ? "127.0.0.1" : url.host().toStdString();
    endpoint.port = static_cast<quint16>(url.port(80));
    endpoint.token = qEnvironmentVariable("CONDUIT_TOKEN").toStdString();
    return endpoint;
}

} // namespace

std::size_t Settings::scaled(std::size_t tasks) const
{
    return std::max<std::size_t>(static_cast<std::size_t>(static_cast<double>(tasks) * scale), 1);
}

Result<Settings> settingsFromCommandLine()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QLatin1StringView(kDescription));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption broker(u"broker"_s, u"Measure this broker instead of starting one. CONDUIT_TOKEN is sent to it."_s,
                                    u"url"_s);
    const QCommandLineOption runs(u"runs"_s, u"Runs of each work; the median counts. Default 5."_s, u"n"_s, u"5"_s);
    const QCommandLineOption connections(u"connections"_s, u"Requests in flight in W1. Default 16."_s, u"n"_s, u"16"_s);
    const QCommandLineOption backlog(u"backlog"_s, u"Tasks of W5's, memory's and lists' backlog. Default 1000000."_s, u"n"_s,
                                     u"1000000"_s);
    const QCommandLineOption idle(u"idle"_s, u"Idle connections of W6. Default 5000."_s, u"n"_s, u"5000"_s);
    const QCommandLineOption parked(u"parked"_s, u"Parked workers of W7. Default 1000."_s, u"n"_s, u"1000"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"How long tail enqueues. Default 60."_s, u"s"_s, u"60"_s);
    const QCommandLineOption scale(u"scale"_s, u"Factor on the number of tasks, for a quick look. Default 1."_s, u"x"_s,
                                   u"1"_s);
    const QCommandLineOption restSeconds(u"rest-seconds"_s, u"How long to watch the broker at rest. Default 10."_s, u"s"_s,
                                         u"10"_s);
    const QCommandLineOption binFolder(u"bin"_s, u"Folder of the programs. Default: this one's."_s, u"folder"_s,
                                       QCoreApplication::applicationDirPath());
    const QCommandLineOption folder(u"folder"_s, u"Where data folders are made. Default: the current folder."_s, u"folder"_s,
                                    QDir::currentPath());
    parser.addOptions({broker, runs, connections, backlog, idle, parked, seconds, scale, restSeconds, binFolder, folder});
    parser.addPositionalArgument(
        u"works"_s, u"Any of %1; %2 when none is named."_s.arg(kWorks.join(u' '), kWorksUsual.join(u' ')), u"[works…]"_s);
    parser.process(*QCoreApplication::instance());

    Settings settings;
    settings.works = parser.positionalArguments().isEmpty() ? kWorksUsual : parser.positionalArguments();
    settings.binFolder = parser.value(binFolder);
    settings.folder = parser.value(folder);
    for (const QString &work : std::as_const(settings.works)) {
        if (!kWorks.contains(work))
            return u"no such work: "_s + work;
    }
    if (parser.isSet(broker)) {
        const auto endpoint = endpointFrom(parser.value(broker));
        if (!endpoint)
            return endpoint.error();
        settings.broker = *endpoint;
    }
    const auto assign = [&parser](const Number &number, auto &target) -> QString {
        const auto value = numberOf(parser, number);
        if (!value)
            return value.error();
        target = static_cast<std::remove_reference_t<decltype(target)>>(*value);
        return {};
    };
    for (const QString &fault :
         {assign({runs, 1, 1000}, settings.runs), assign({connections, 1, 10'000}, settings.connections),
          assign({backlog, 1, 1e9}, settings.backlog), assign({idle, 1, 15'000}, settings.idle),
          assign({parked, 1, 1'000}, settings.parked), assign({seconds, 1, 3600}, settings.seconds),
          assign({scale, 1e-6, 1e6}, settings.scale), assign({restSeconds, 1, 3600}, settings.restSeconds)}) {
        if (!fault.isEmpty())
            return fault;
    }
    return settings;
}

} // namespace conduit::bench
