// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/runs.h"
#include "tests/bench/works.h"

#include <array>
#include <chrono>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

/// Single requests without a pause on each connection until the time is over; what each took, in milliseconds.
Result<QList<double>> enqueueFor(std::chrono::seconds time, const Endpoint &endpoint, std::size_t connectionCount)
{
    auto connections = openConnections(endpoint, connectionCount);
    if (!connections)
        return connections.error();
    const std::string request = endpoint.post("/task", echoTask());
    const auto end = Clock::now() + time;
    std::vector<Clock::time_point> asked(connectionCount);
    QList<double> times;
    const auto done = converse(*connections,
                               {[&](std::size_t i) {
                                    asked[i] = Clock::now();
                                    return asked[i] < end ? std::string_view(request) : std::string_view();
                                },
                                [&](std::size_t i, const Answer &answer) {
                                    times.append(std::chrono::duration<double, std::milli>(Clock::now() - asked[i]).count());
                                    return answer.status == 201 ? QString() : describe(answer);
                                }});
    if (!done)
        return done.error();
    return times;
}

} // namespace

Result<Measurements> measureTail(const Settings &settings)
{
    const QString what = u"W1 over %1 s, %2 requests in flight"_s.arg(settings.seconds).arg(settings.connections);
    Measurement rate = measurement(u"tail"_s, what);
    std::array tails {std::pair(0.5, measurement(u"tail"_s, what + u", p50"_s, u"ms"_s)),
                      std::pair(0.99, measurement(u"tail"_s, what + u", p99"_s, u"ms"_s)),
                      std::pair(0.999, measurement(u"tail"_s, what + u", p99.9"_s, u"ms"_s)),
                      std::pair(1.0, measurement(u"tail"_s, what + u", the slowest"_s, u"ms"_s))};
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        const auto endpoint = broker.fresh();
        if (!endpoint)
            return endpoint.error();
        QList<double> times;
        const auto act = [&]() -> Result<std::size_t> {
            auto taken = enqueueFor(std::chrono::seconds(settings.seconds), *endpoint, settings.connections);
            if (!taken)
                return taken.error();
            times = *std::move(taken);
            return static_cast<std::size_t>(times.size());
        };
        if (const auto added = addRate(rate, broker, act); !added)
            return added.error();
        for (auto &[share, figure] : tails)
            figure.values.append(percentileOf(times, share));
    }
    Measurements figures {rate};
    for (const auto &[share, figure] : tails)
        figures.append(figure);
    return figures;
}

} // namespace conduit::bench
