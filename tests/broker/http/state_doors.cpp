// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/state_ways.h"

#include <algorithm>
#include <iterator>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<Door> doorsOfWorkers()
{
    const auto result = [](const char *members) { return [=](Subject &task) { return task.tell("/result", members); }; };
    const char *const output = R"(,"output":"of the door")";
    return {
        {"claim", TaskEvent::Claim, Actor::Claimer, [](Subject &task) { return task.claim(); }},
        {"claim in a list", TaskEvent::Claim, Actor::Claimer, [](Subject &task) { return task.claimInList(); }},
        {"output", TaskEvent::Complete, Actor::Worker, result(output)},
        {"output in a list", TaskEvent::Complete, Actor::Worker, [=](Subject &task) { return task.tellInList(output); }},
        {"output with a claim", TaskEvent::Complete, Actor::Worker, [=](Subject &task) { return task.tellWithClaim(output); }},
        {.name = "error",
         .event = TaskEvent::Retry,
         .actor = Actor::Worker,
         .fire = result(R"(,"error":"of the door","retry_in":3600)"),
         .isErrorReport = true},
        {.name = "error for good",
         .event = TaskEvent::Die,
         .actor = Actor::Worker,
         .fire = result(R"(,"error":"of the door","no_retry":true)"),
         .isErrorReport = true},
        {.name = "snooze",
         .event = TaskEvent::Postpone,
         .actor = Actor::Worker,
         .fire = result(R"(,"snooze":3600)"),
         .isSnooze = true},
        {"release", TaskEvent::Release, Actor::Worker, [](Subject &task) { return task.tell("/release"); }},
        {"release for later", TaskEvent::Postpone, Actor::Worker,
         [](Subject &task) { return task.tell("/release", R"(,"delay":3600)"); }},
        {.name = "heartbeat",
         .event = {},
         .actor = Actor::Worker,
         .fire = [](Subject &task) { return task.tell("/heartbeat"); },
         .idleIn = {TaskState::Running}},
        {.name = "heartbeat of a worker",
         .event = {},
         .actor = Actor::Worker,
         .fire = [](Subject &task) { return task.beatHeart(); },
         .idleIn = {TaskState::Running}},
    };
}

std::vector<Door> doorsOfPeople()
{
    const auto act = [](const char *verb) { return [=](Subject &task) { return task.act(verb); }; };
    const std::vector<TaskState> waiting {TaskState::Scheduled, TaskState::Blocked, TaskState::Ready, TaskState::Retrying};
    return {
        {.name = "promote",
         .event = TaskEvent::ComeDue,
         .actor = Actor::Person,
         .fire = act("promote"),
         .idleIn = {TaskState::Ready}},
        {"hold", TaskEvent::Postpone, Actor::Person, act("hold")},
        {"cancel", TaskEvent::Cancel, Actor::Person, [](Subject &task) { return task.obeying(task.act("cancel")); }},
        {.name = "retry",
         .event = TaskEvent::Revive,
         .actor = Actor::Person,
         .fire = act("retry"),
         .elsewhere = {{TaskState::Retrying, TaskEvent::ComeDue}}},
        {.name = "retry behind another",
         .event = TaskEvent::Requeue,
         .actor = Actor::Person,
         .fire =
             [](Subject &task) {
                 task.enqueueNeighbour();
                 return task.act("retry");
             },
         .elsewhere = {{TaskState::Retrying, TaskEvent::ComeDue}}},
        {.name = "delete",
         .event = TaskEvent::Trash,
         .actor = Actor::Person,
         .fire = [](Subject &task) { return task.remove(); },
         .idleIn = {TaskState::Trashed}},
        {.name = "restore", .event = {}, .actor = Actor::Person, .fire = act("restore"), .isRestore = true},
        {.name = "priority",
         .event = {},
         .actor = Actor::Person,
         .fire = [](Subject &task) { return task.edit(R"("priority":9)"); },
         .changesIn = waiting},
        {.name = "run_at in the past",
         .event = TaskEvent::ComeDue,
         .actor = Actor::Person,
         .fire = [](Subject &task) { return task.moveTo(-1h); },
         .changesIn = {TaskState::Ready, TaskState::Blocked}},
        {.name = "run_at in the future",
         .event = TaskEvent::Postpone,
         .actor = Actor::Person,
         .fire = [](Subject &task) { return task.moveTo(48h); },
         .changesIn = {TaskState::Retrying, TaskState::Blocked}},
    };
}

std::vector<Door> doorsOfCrowds()
{
    const auto operate = [](const char *verb, const char *args = "") {
        return [=](Subject &task) { return task.operate(verb, args); };
    };
    const std::vector<TaskState> waiting {TaskState::Scheduled, TaskState::Blocked, TaskState::Ready, TaskState::Retrying};
    return {
        {.name = "promote many",
         .event = TaskEvent::ComeDue,
         .actor = Actor::Crowd,
         .fire = operate("promote"),
         .idleIn = {TaskState::Ready}},
        {"hold many", TaskEvent::Postpone, Actor::Crowd, operate("hold")},
        {"cancel many", TaskEvent::Cancel, Actor::Crowd, [=](Subject &task) { return task.obeying(task.operate("cancel")); }},
        {.name = "retry many",
         .event = TaskEvent::Revive,
         .actor = Actor::Crowd,
         .fire = operate("retry"),
         .elsewhere = {{TaskState::Retrying, TaskEvent::ComeDue}}},
        {.name = "delete many",
         .event = TaskEvent::Trash,
         .actor = Actor::Crowd,
         .fire = operate("delete"),
         .idleIn = {TaskState::Trashed}},
        {.name = "restore many", .event = {}, .actor = Actor::Crowd, .fire = operate("restore"), .isRestore = true},
        {.name = "priority of many",
         .event = {},
         .actor = Actor::Crowd,
         .fire = operate("set_priority", R"(,"args":{"priority":9})"),
         .changesIn = waiting},
        {.name = "move many",
         .event = {},
         .actor = Actor::Crowd,
         .fire = operate("move", R"(,"args":{"queue":"elsewhere"})"),
         .changesIn = waiting},
        {.name = "many to the past",
         .event = TaskEvent::ComeDue,
         .actor = Actor::Crowd,
         .fire = [](Subject &task) { return task.moveAsMany(-1h); },
         .changesIn = {TaskState::Blocked},
         .idleIn = {TaskState::Ready}},
        {.name = "many to the future",
         .event = TaskEvent::Postpone,
         .actor = Actor::Crowd,
         .fire = [](Subject &task) { return task.moveAsMany(48h); },
         .changesIn = {TaskState::Retrying, TaskState::Blocked}},
    };
}

std::vector<Door> doorsOfTime()
{
    using Pass = Subject::Pass;
    const auto after = [](Milliseconds time, Pass pass) { return [=](Subject &task) { return task.pass(time, pass); }; };
    const auto turn = [](Subject &task) {
        task.endNeighbour();
        return Told();
    };
    return {
        {"its time comes", TaskEvent::ComeDue, Actor::Time, after(3h, Pass::Due)},
        {"its lease runs out", TaskEvent::LoseLease, Actor::Time, after(Subject::kLease, Pass::Leases)},
        {"its expiry comes", TaskEvent::Expire, Actor::Time, after(9h, Pass::Expiry)},
        {"the one before it ends", TaskEvent::Unblock, Actor::Time, turn},
    };
}

} // namespace

const std::vector<Door> &doors()
{
    static const std::vector<Door> all = [] {
        std::vector<Door> joined;
        for (auto *some : {&doorsOfWorkers, &doorsOfPeople, &doorsOfCrowds, &doorsOfTime})
            std::ranges::move(some(), std::back_inserter(joined));
        return joined;
    }();
    return all;
}

} // namespace conduit::test
