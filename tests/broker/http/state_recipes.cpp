// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/state_ways.h"

#include <algorithm>
#include <iterator>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void fail(Subject &task) { task.tell("/result", R"(,"error":"no","retry_in":7200)"); }
void failForGood(Subject &task) { task.tell("/result", R"(,"error":"no","no_retry":true)"); }
void loseLease(Subject &task) { task.pass(Subject::kLease, Subject::Pass::Leases); }

void poison(Subject &task)
{
    for (int lease = 0; lease < kLostLeasesMax; ++lease) {
        task.claim();
        loseLease(task);
    }
}

std::vector<Recipe> recipesOfTheWaiting()
{
    const auto first = [](auto... steps) {
        return [=](Subject &task) {
            task.enqueue();
            (steps(task), ...);
        };
    };
    const auto claim = [](Subject &task) { task.claim(); };
    return {
        {"scheduled: enqueued for later", TaskState::Scheduled, [](Subject &task) { task.enqueue(R"("delay":7200)"); }},
        {"scheduled: snoozed", TaskState::Scheduled,
         first(claim, [](Subject &task) { task.tell("/result", R"(,"snooze":7200)"); }), true, false},
        {"scheduled: given back for later", TaskState::Scheduled,
         first(claim, [](Subject &task) { task.tell("/release", R"(,"delay":7200)"); }), false, false},
        {"scheduled: held", TaskState::Scheduled, first([](Subject &task) { task.act("hold"); }), false, true, true},
        {"scheduled: moved", TaskState::Scheduled, first([](Subject &task) { task.moveTo(2h); })},
        {"blocked: behind another", TaskState::Blocked,
         [](Subject &task) {
             task.enqueueNeighbour();
             task.enqueue();
         }},
        {"blocked: behind another, and due later", TaskState::Blocked,
         [](Subject &task) {
             task.enqueueNeighbour();
             task.enqueue(R"("delay":7200)");
         },
         false, true, false, true},
        {"blocked: retried behind another", TaskState::Blocked,
         first([](Subject &task) { task.act("cancel"); }, [](Subject &task) { task.enqueueNeighbour(); },
               [](Subject &task) { task.act("retry"); }),
         false, false},
        {"ready: enqueued", TaskState::Ready, first()},
        {"ready: come due", TaskState::Ready,
         [](Subject &task) {
             task.enqueue(R"("delay":60)");
             task.pass(60s, Subject::Pass::Due);
         }},
        {"ready: given back", TaskState::Ready, first(claim, [](Subject &task) { task.tell("/release"); }), false, false},
        {"ready: its lease was lost", TaskState::Ready, first(claim, loseLease), false, false},
        {"ready: retried", TaskState::Ready, first(claim, failForGood, [](Subject &task) { task.act("retry"); }), false, false},
        {"ready: retried while it rested", TaskState::Ready, first(claim, fail, [](Subject &task) { task.act("retry"); }), true,
         false},
        {"retrying: failed", TaskState::Retrying, first(claim, fail), true, false},
    };
}

std::vector<Recipe> recipesOfTheOthers()
{
    const auto claimed = [](auto... steps) {
        return [=](Subject &task) {
            task.enqueue();
            task.claim();
            (steps(task), ...);
        };
    };
    return {
        {"running: for the first time", TaskState::Running, claimed(), true, false},
        {"running: again", TaskState::Running, claimed(loseLease, [](Subject &task) { task.claim(); }), true, false},
        {"completed", TaskState::Completed, claimed([](Subject &task) { task.tell("/result", R"(,"output":"done")"); }), true,
         false},
        {"dead: not worth another try", TaskState::Dead, claimed(failForGood), true, false},
        {"dead: attempts used up", TaskState::Dead,
         [](Subject &task) {
             task.enqueue(R"("max_attempts":1)");
             task.claim();
             fail(task);
         },
         true, false},
        {"dead: expired", TaskState::Dead,
         [](Subject &task) {
             task.enqueue();
             task.pass(9h, Subject::Pass::Expiry);
         }},
        {"dead: poison", TaskState::Dead,
         [](Subject &task) {
             task.enqueue();
             poison(task);
         },
         false, false},
        {"cancelled: while it waited", TaskState::Cancelled,
         [](Subject &task) {
             task.enqueue();
             task.act("cancel");
         }},
        {"cancelled: while it ran", TaskState::Cancelled, claimed([](Subject &task) { task.obeying(task.act("cancel")); }),
         true, false},
    };
}

std::vector<Recipe> allRecipes()
{
    std::vector<Recipe> recipes = recipesOfTheWaiting();
    std::ranges::move(recipesOfTheOthers(), std::back_inserter(recipes));
    // A task is deleted from each state that lets it, by the first way into that state.
    for (const TaskState state : kTaskStates) {
        const auto way = std::ranges::find(recipes, state, &Recipe::state);
        if (way == recipes.end() || next(state, TaskEvent::Trash) != TaskState::Trashed)
            continue;
        Recipe deleted = *way;
        deleted.name = "deleted " + deleted.name;
        deleted.state = TaskState::Trashed;
        deleted.make = [make = way->make](Subject &task) {
            make(task);
            task.remove();
        };
        recipes.push_back(deleted);
    }
    return recipes;
}

} // namespace

const std::vector<Recipe> &recipes()
{
    static const std::vector<Recipe> all = allRecipes();
    return all;
}

} // namespace conduit::test
