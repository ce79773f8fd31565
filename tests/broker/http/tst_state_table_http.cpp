// SPDX-License-Identifier: GPL-3.0-only
// Every state and every event over HTTP: each way into a state is taken, and then each door is tried by which an event can come in.
// What is allowed and where it leads is asked of the table itself, so one that nobody has thought of here fails the test.
#include "broker/core/moment_text.h"
#include "tests/support/api_fixture.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a door answered: a status and a word, which is the error's code or what an operation did.
struct Told
{
    int status = 0;
    QString word;

    bool operator==(const Told &) const = default;
};

Told toldBy(const ApiFixture::Reply &reply) { return {reply.status, reply.errorCode()}; }

/// Of an answer that is a list with one entry.
Told toldInList(const ApiFixture::Reply &reply, QLatin1String list)
{
    const QJsonObject entry = reply.json()[list][0].toObject();
    return {reply.status, entry["error"_L1]["code"_L1].toString()};
}

/// One task, and what it takes to act on it. Nobody shares its type or its serial key, so many can be tried on one broker.
class Subject
{
public:
    static constexpr auto kLease = 60s;

    explicit Subject(ApiFixture &api, int number) : m_api(api), m_number(QByteArray::number(number)) { }

    /// It expires in eight hours.
    void enqueue(const QByteArray &members = R"("priority":5)")
    {
        const auto made = m_api.post("/task", postOf("mine", "\"expires_at\":" + momentIn(8h) + ',' + members));
        m_id = made.at("id").toString().toLatin1();
    }
    /// Another task of the same serial key.
    QByteArray enqueueNeighbour()
    {
        m_neighbour = m_api.post("/task", postOf("other", R"("priority":5)")).at("id").toString().toLatin1();
        return m_neighbour;
    }
    void endNeighbour()
    {
        if (m_neighbour.isEmpty())
            enqueueNeighbour();
        m_api.post("/task/" + m_neighbour + "/cancel", {});
    }

    Told claim() { return takeToken(m_api.get("/task/next?worker=w&lease=60&types=" + typeOf("mine"))); }
    Told claimInList()
    {
        const auto reply = m_api.post("/task/claim", "{\"worker\":\"w\",\"types\":[\"" + typeOf("mine") + "\"]}");
        const bool isEmpty = reply.at("tasks").toArray().isEmpty();
        return isEmpty ? Told {204, {}} : Told {reply.status, {}};
    }

    /// What the worker of the last claim says.
    Told tell(const QByteArray &act, const QByteArray &members = {})
    {
        return toldBy(m_api.post(path() + act, '{' + leaseMember() + members + '}'));
    }
    Told tellInList(const QByteArray &members)
    {
        return toldInList(m_api.post("/task/results", "{\"results\":[" + entry(members) + "]}"), "results"_L1);
    }
    Told tellWithClaim(const QByteArray &members)
    {
        const QByteArray body = R"({"worker":"w","types":["nothing"],"results":[)" + entry(members) + "]}";
        return toldInList(m_api.post("/task/claim", body), "results"_L1);
    }
    Told beatHeart() { return toldInList(m_api.post("/worker/w/heartbeat", "{\"leases\":[" + entry({}) + "]}"), "leases"_L1); }

    Told act(const QByteArray &verb) { return toldBy(m_api.post(path() + '/' + verb, {})); }
    Told edit(const QByteArray &members) { return toldBy(m_api.send(Method::Patch, path(), '{' + members + '}')); }
    Told moveTo(Milliseconds fromNow) { return edit("\"run_at\":" + momentIn(fromNow)); }
    Told moveAsMany(Milliseconds fromNow) { return operate("reschedule", ",\"args\":{\"run_at\":" + momentIn(fromNow) + '}'); }
    Told remove() { return toldBy(m_api.send(Method::Delete, path())); }
    /// As an operation on many that happen to be one.
    Told operate(const QByteArray &verb, const QByteArray &args = {})
    {
        const auto started = m_api.post("/operation", "{\"verb\":\"" + verb + "\",\"ids\":[\"" + m_id + "\"]" + args + '}');
        m_api.inside.turn([this] {
            const auto operation = m_api.inside.engine->operations.due();
            QVERIFY(operation && *operation);
            QVERIFY(m_api.inside.engine->operations.goOn(**operation));
        });
        const auto ended = m_api.get("/operation/" + started.at("id").toString().toLatin1());
        for (const char *word : {"done", "skipped", "failed"})
            if (ended.at(word).toInt() == 1)
                return {started.status, QString::fromLatin1(word)};
        return {started.status, u"nothing"_s};
    }
    /// The worker of a task that was asked to stop obeys.
    Told obeying(Told asked)
    {
        if (isRunning())
            tell("/result", R"(,"error":"stopped")");
        return asked;
    }

    enum class Pass { Due, Leases, Expiry };
    /// Time goes by, and one of the background passes comes.
    Told pass(Milliseconds time, Pass pass)
    {
        m_api.inside.clock.advance(time);
        m_api.inside.turn([&] {
            Engine &engine = *m_api.inside.engine;
            const auto done = pass == Pass::Due ? engine.promoter.runOnce()
                : pass == Pass::Leases          ? engine.overdue.runOnce()
                                                : engine.expiry.runOnce();
            QVERIFY(done);
        });
        return {};
    }

    /// As GET /task/{id} shows it, without what depends on its surroundings.
    QJsonObject seen()
    {
        QJsonObject task = m_api.get(path()).json();
        task.remove("waiting_for"_L1);
        return task;
    }
    bool isRunning() { return seen()["state"_L1].toString() == "running"_L1; }

private:
    [[nodiscard]] QByteArray typeOf(const QByteArray &whose) const { return whose + m_number; }
    [[nodiscard]] QByteArray postOf(const QByteArray &whose, const QByteArray &members) const
    {
        return "{\"task_type\":\"" + typeOf(whose) + "\",\"serial_key\":\"line" + m_number + "\"," + members + '}';
    }
    [[nodiscard]] QByteArray momentIn(Milliseconds time) const
    {
        return '"' + textFromMoment(m_api.inside.clock.now() + time) + '"';
    }
    [[nodiscard]] QByteArray path() const { return "/task/" + m_id; }
    [[nodiscard]] QByteArray leaseMember() const { return "\"lease_token\":\"" + m_token + '"'; }
    [[nodiscard]] QByteArray entry(const QByteArray &members) const
    {
        return "{\"id\":\"" + m_id + "\"," + leaseMember() + members + '}';
    }
    Told takeToken(const ApiFixture::Reply &reply)
    {
        if (reply.status == 200)
            m_token = reply.at("lease_token").toString().toLatin1();
        return toldBy(reply);
    }

    ApiFixture &m_api;
    QByteArray m_number;
    QByteArray m_id;
    QByteArray m_token = "of-nobody";
    QByteArray m_neighbour;
};

/// A way into a state.
struct Recipe
{
    QByteArray name;
    TaskState state;
    std::function<void(Subject &)> make;
    bool keepsLease = false; ///< Its last attempt's result is still known.
    bool mayExpire = true;   ///< It was never started, and nobody took its expires_at away.
    bool isHeld = false;
    bool isDueLater = false;
    TaskState shown = state; ///< Of a deleted task: where it was deleted from.
};

enum class Actor { Claimer, Worker, Person, Crowd, Time };

/// A way for an event to come in.
struct Door
{
    QByteArray name;
    std::optional<TaskEvent> event; ///< Nothing: it moves no task.
    Actor actor;
    std::function<Told(Subject &)> fire;
    std::vector<TaskState> changesIn = {}; ///< Where it changes the task, which stays where it is.
    std::vector<TaskState> idleIn = {};    ///< Where it is harmless, since there is nothing to do.
    std::map<TaskState, TaskEvent> elsewhere = {};
    bool isErrorReport = false;
    bool isSnooze = false;
    bool isRestore = false;
};

bool contains(const std::vector<TaskState> &states, TaskState state)
{
    return std::find(states.begin(), states.end(), state) != states.end();
}

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

const std::vector<Recipe> &recipes()
{
    static const std::vector<Recipe> all = allRecipes();
    return all;
}

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
