// SPDX-License-Identifier: GPL-3.0-only
// Every state and every event over HTTP: each way into a state is taken, and then each door is tried by which an event can come in.
// What is allowed and where it leads is asked of the table itself, so one that nobody has thought of here fails the test.
#include "tests/broker/http/state_ways.h"

#include <QTest>

#include <algorithm>
#include <functional>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;

namespace {

bool contains(const std::vector<TaskState> &states, TaskState state)
{
    return std::find(states.begin(), states.end(), state) != states.end();
}

/// Whether such an event can come by this door to this task at all; where it leads then is the table's business.
bool isOpen(const Door &door, const Recipe &recipe, TaskEvent event)
{
    switch (door.actor) {
    case Actor::Claimer:
        return true;
    case Actor::Worker:
        return recipe.state == TaskState::Running;
    case Actor::Person:
    case Actor::Crowd:
        // Nobody takes a task out of a worker's hands but by asking it to stop.
        return recipe.state != TaskState::Running || event == TaskEvent::Cancel;
    case Actor::Time:
        return event == TaskEvent::Expire ? recipe.mayExpire : event == TaskEvent::ComeDue ? !recipe.isHeld : true;
    }
    Q_UNREACHABLE();
}

std::optional<TaskEvent> eventAt(const Door &door, const Recipe &recipe)
{
    if (!door.event)
        return std::nullopt;
    const auto other = door.elsewhere.find(recipe.state);
    TaskEvent event = other == door.elsewhere.end() ? *door.event : other->second;
    if (event == TaskEvent::Unblock && recipe.isDueLater)
        event = TaskEvent::Defer;
    return isOpen(door, recipe, event) ? std::optional(event) : std::nullopt;
}

/// A report that comes again says so by its answer: it changes nothing.
bool isRepetition(const Door &door, const Recipe &recipe)
{
    return recipe.keepsLease && recipe.state != TaskState::Running
        && ((door.isErrorReport && recipe.shown == TaskState::Cancelled)
            || (door.isSnooze && recipe.shown == TaskState::Scheduled));
}

bool isIdle(const Door &door, const Recipe &recipe)
{
    return contains(door.idleIn, recipe.state) || isRepetition(door, recipe)
        || (recipe.isHeld && recipe.state == TaskState::Scheduled && door.name.startsWith("hold"));
}

std::optional<TaskState> goalOf(const Door &door, const Recipe &recipe)
{
    if (door.isRestore)
        return recipe.state == TaskState::Trashed ? std::optional(recipe.shown) : std::nullopt;
    if (contains(door.changesIn, recipe.state))
        return recipe.state;
    const auto event = eventAt(door, recipe);
    return event ? next(recipe.state, *event) : std::nullopt;
}

/// docs/api.md: what each request says when the task's state does not allow it.
Told refusalOf(const Door &door, const Recipe &recipe)
{
    switch (door.actor) {
    case Actor::Claimer:
        return {204, {}};
    case Actor::Worker: {
        const bool isResult = door.name.startsWith("output") || door.isErrorReport || door.isSnooze;
        const bool isList =
            door.name.contains(" with a claim") || door.name.contains(" in a list") || door.name.contains(" of a worker");
        return {isList ? 200 : 409, isResult && recipe.keepsLease ? u"already_ended"_s : u"lease_lost"_s};
    }
    case Actor::Person:
        return {409, door.event == TaskEvent::Cancel ? u"already_ended"_s : u"wrong_state"_s};
    case Actor::Crowd:
        return {202, u"failed"_s};
    case Actor::Time:
        return {};
    }
    Q_UNREACHABLE();
}

Told consentOf(const Door &door, const Recipe &recipe)
{
    if (door.actor == Actor::Crowd)
        return {202, isIdle(door, recipe) ? u"skipped"_s : u"done"_s};
    if (door.actor == Actor::Time)
        return {};
    const bool isAsked = door.event == TaskEvent::Cancel && recipe.state == TaskState::Running;
    return {isAsked ? 202 : 200, {}};
}

/// The state that a task is in, by what it shows.
QString stateOf(const QJsonObject &seen)
{
    return seen["trashed_at"_L1].isString() ? QString(wordFrom(TaskState::Trashed)) : seen["state"_L1].toString();
}

QByteArray describe(const Told &told) { return QByteArray::number(told.status) + ' ' + told.word.toUtf8(); }

} // namespace

class TestStateTableHttp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateEventAndTransition_isTriedHere()
    {
        for (const TaskState state : kTaskStates)
            QVERIFY2(std::ranges::count(recipes(), state, &Recipe::state) > 0, wordFrom(state).data());
        for (const TaskEvent event : kTaskEvents)
            QVERIFY2(isTried([&](const Recipe &recipe, const Door &door) { return eventAt(door, recipe) == event; }),
                     qPrintable(u"no door for event %1"_s.arg(int(event))));
        for (const Transition &transition : kTransitions)
            QVERIFY2(isTried([&](const Recipe &recipe, const Door &door) {
                         return recipe.state == transition.from && eventAt(door, recipe) == transition.event
                             && !isIdle(door, recipe) && !contains(door.changesIn, recipe.state);
                     }),
                     qPrintable(u"%1 by event %2"_s.arg(wordFrom(transition.from)).arg(int(transition.event))));
    }

    void everyDoor_leadsWhereTheTableSays_data()
    {
        QTest::addColumn<int>("recipe");
        for (std::size_t recipe = 0; recipe < recipes().size(); ++recipe)
            QTest::newRow(recipes()[recipe].name.constData()) << static_cast<int>(recipe);
    }
    void everyDoor_leadsWhereTheTableSays()
    {
        QFETCH(const int, recipe);
        ApiFixture api;
        for (int door = 0; door < static_cast<int>(doors().size()); ++door) {
            Subject task(api, door);
            const Door &tried = doors()[static_cast<std::size_t>(door)];
            const QByteArray fault = faultOf(recipes()[static_cast<std::size_t>(recipe)], tried, task);
            QVERIFY2(fault.isEmpty(), (tried.name + ": " + fault).constData());
        }
    }

private:
    /// Whether there is such a pair.
    static bool isTried(const std::function<bool(const Recipe &, const Door &)> &isIt)
    {
        return std::ranges::any_of(recipes(), [&](const Recipe &recipe) {
            return std::ranges::any_of(doors(), [&](const Door &door) { return isIt(recipe, door); });
        });
    }

    /// What is wrong with what the door does to a task that came there by the recipe; empty when nothing is.
    static QByteArray faultOf(const Recipe &recipe, const Door &door, Subject &task)
    {
        recipe.make(task);
        const QJsonObject before = task.seen();
        if (stateOf(before) != wordFrom(recipe.state) || before["state"_L1].toString() != wordFrom(recipe.shown))
            return "the recipe leads to " + stateOf(before).toLatin1();
        const Told told = door.fire(task);
        const QJsonObject after = task.seen();

        const auto goal = isIdle(door, recipe) ? std::nullopt : goalOf(door, recipe);
        const Told expected = goal || isIdle(door, recipe) ? consentOf(door, recipe) : refusalOf(door, recipe);
        if (told != expected)
            return "answered " + describe(told) + ", expected " + describe(expected);
        if (!goal)
            return after == before ? QByteArray() : QByteArray("changed a task although nothing was to happen");
        return faultOfMove(*goal, before, after);
    }

    static QByteArray faultOfMove(TaskState goal, const QJsonObject &before, const QJsonObject &after)
    {
        if (stateOf(after) != wordFrom(goal))
            return "led to " + stateOf(after).toLatin1() + " instead of " + wordFrom(goal).data();
        if (after["version"_L1].toInt() <= before["version"_L1].toInt())
            return "kept the version";
        const auto shown = taskStateFromWord(after["state"_L1].toString());
        if (!shown || after["status"_L1].toString() != statusFrom(*shown))
            return "shows the status " + after["status"_L1].toString().toLatin1();
        if (after["completed_at"_L1].isString() != hasEnded(*shown))
            return "completed_at does not fit the state";
        if (after["lease_expires_at"_L1].isString() != (*shown == TaskState::Running))
            return "lease_expires_at does not fit the state";
        return {};
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TestStateTableHttp)
#include "tst_state_table_http.moc"
