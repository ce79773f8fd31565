// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <algorithm>
#include <array>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kTopics {
    std::pair {"tasks"_L1, Topic::Tasks},     std::pair {"queues"_L1, Topic::Queues},
    std::pair {"workers"_L1, Topic::Workers}, std::pair {"operations"_L1, Topic::Operations},
    std::pair {"audit"_L1, Topic::Audit},
};

} // namespace

Result<EventsAsked> readEventsAsked(const ApiCall &call)
{
    QueryReader read(call.request.query);
    EventsAsked asked {0, call.request.lastEventId};
    for (const QString &word : read.list("topics", kTopics.size(), 20)) {
        if (const auto topic = valueIn(kTopics, word))
            asked.topics |= static_cast<unsigned>(*topic);
        else
            read.refuse(u"topics takes tasks, queues, workers, operations and audit."_s);
    }
    if (const Status done = read.finish(); !done)
        return done.error();
    if (asked.topics == 0)
        asked.topics = EventsAsked::kAllTopics;
    return asked;
}

} // namespace conduit::broker
