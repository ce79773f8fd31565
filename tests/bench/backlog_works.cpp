// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/runs.h"
#include "tests/bench/works.h"
#include "tests/support/process_usage.h"

#include <array>
#include <functional>
#include <unistd.h>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kW5Tasks = 5'000;
/// For each ten that have ended, so many are due tomorrow.
constexpr std::size_t kDuePerTen = 3;

std::string taskDueTomorrow()
{
    std::string task(echoTask());
    task.insert(1, R"("delay":86400,)");
    return task;
}

/// W1 and W3 with few tasks on one broker, as it is.
Result<Unit> addInAndOut(Measurement &in, Measurement &out, const Settings &settings, const BrokerUnderTest &broker,
                         const Endpoint &endpoint)
{
    const std::size_t tasks = settings.scaled(kW5Tasks);
    if (const auto rate = addRate(in, broker, [&] { return enqueued(endpoint, tasks, settings.connections); }); !rate)
        return rate.error();
    return addRate(out, broker, [&] { return workOff(endpoint, tasks, kClaimLoadOfOneWorker); });
}

using Prepare = std::function<Result<Unit>(const Endpoint &endpoint)>;

/// One form of W5: what lies in the database beside the few tasks.
struct Form
{
    QString beside;
    Prepare prepare;
    Measurement in = {};
    Measurement out = {};
};

Result<Unit> measureForm(Form &form, const Settings &settings)
{
    const QString tasks = QString::number(settings.scaled(kW5Tasks));
    form.in = measurement(u"W5"_s, u"%1 tasks in, %2"_s.arg(tasks, form.beside));
    form.out = measurement(u"W5"_s, u"%1 tasks out, %2"_s.arg(tasks, form.beside));
    // One broker serves all runs: each takes out as many as it puts in.
    BrokerUnderTest broker(settings);
    const auto endpoint = broker.fresh();
    if (!endpoint)
        return endpoint.error();
    if (const auto prepared = form.prepare(*endpoint); !prepared)
        return prepared.error();
    ::sync(); // What the backlog left in the kernel's memory would go to the disk beside the first runs.
    for (int run = 0; run < settings.runs; ++run) {
        if (const auto done = addInAndOut(form.in, form.out, settings, broker, *endpoint); !done)
            return done.error();
    }
    return Unit {};
}

} // namespace

Result<Measurements> measureBesideABacklog(const Settings &settings)
{
    const auto backlog = static_cast<std::size_t>(settings.backlog);
    const std::size_t due = backlog * kDuePerTen / 10;
    const auto prepareWaiting = [&](const Endpoint &endpoint) { return fill(endpoint, backlog, settings.connections); };
    const auto prepareEnded = [&](const Endpoint &endpoint) -> Result<Unit> {
        if (const auto ended = fillWithEnded(endpoint, backlog, settings.connections); !ended)
            return ended.error();
        return enqueueInBatches(endpoint, due, taskDueTomorrow());
    };
    std::array forms {Form {u"empty queue"_s, [](const Endpoint &) { return Result<Unit>(Unit {}); }},
                      Form {u"%1 waiting"_s.arg(backlog), prepareWaiting},
                      Form {u"%1 finished and %2 due tomorrow"_s.arg(backlog).arg(due), prepareEnded}};
    Measurements figures;
    for (Form &form : forms) {
        if (const auto measured = measureForm(form, settings); !measured)
            return measured.error();
        figures << form.in << form.out;
        if (&form == &forms.front())
            continue;
        const QString unit = u"of the empty queue's rate"_s;
        figures << ratio(u"W5"_s, u"in, "_s + form.beside, unit, form.in, forms.front().in)
                << ratio(u"W5"_s, u"out, "_s + form.beside, unit, form.out, forms.front().out);
    }
    return figures;
}

Result<Measurements> measureMemory(const Settings &settings)
{
    const auto backlog = static_cast<std::size_t>(settings.backlog);
    Measurement empty = measurement(u"memory"_s, u"resident, empty"_s, u"MiB"_s);
    Measurement full = measurement(u"memory"_s, u"resident, %1 waiting"_s.arg(backlog), u"MiB"_s);
    Measurement most = measurement(u"memory"_s, u"the most while they came"_s, u"MiB"_s);
    BrokerUnderTest broker(settings);
    const auto endpoint = broker.fresh();
    if (!endpoint)
        return endpoint.error();
    if (broker.pid() == 0) {
        empty.absence = full.absence = most.absence = u"only known of a broker that this program started"_s;
        return Measurements {empty, full, most};
    }
    const auto mebibytes = [](qint64 bytes) { return static_cast<double>(bytes) / (1024 * 1024); };
    empty.values.append(mebibytes(test::residentBytes(broker.pid())));
    if (const auto filled = fill(*endpoint, backlog, settings.connections); !filled)
        return filled.error();
    full.values.append(mebibytes(test::residentBytes(broker.pid())));
    most.values.append(mebibytes(test::residentBytesPeak(broker.pid())));
    return Measurements {empty, full, most};
}

} // namespace conduit::bench
