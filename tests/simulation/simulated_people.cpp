// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulated_people.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <tuple>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kRemembered = 60;
constexpr std::size_t kOperationsKnown = 4;
constexpr int kIdsMax = 8;
constexpr int kItemsMax = 10'000;
constexpr int kRateMin = 60;

const std::array kFilters {QString(), u"type:mail"_s, u"queue:slow"_s, u"state:dead"_s, u"state:cancelled OR type:image"_s};
/// Only what can be done to many tasks at once can be undone.
const QStringList kUndoable {u"cancel"_s, u"retry"_s, u"promote"_s, u"trash"_s};

} // namespace

void SimulatedPeople::brokerStarted()
{
    Engine &engine = *m_scene.engine;
    m_runner = std::make_unique<OperationRunner>(engine.operations, engine.lane, m_scene.ground.reader(), m_readerThread);
}

void SimulatedPeople::brokerDied()
{
    m_runner.reset();
    QCoreApplication::removePostedEvents(&m_readerThread);
}

TaskEdit SimulatedPeople::someEdit()
{
    Chance &chance = m_scene.chance;
    TaskEdit edit;
    edit.priority = chance.below(kPriorityMax + 1);
    if (chance.percent(40))
        edit.runAt = m_scene.clock.steadyNow() + chance.upTo(2min) - 1min;
    if (chance.percent(40))
        edit.queue = chance.oneOf(kQueues);
    if (chance.percent(20))
        edit.payload = "{\"edited\":" + QByteArray::number(m_scene.step) + "}";
    return edit;
}

void SimulatedPeople::ask()
{
    const Task *known = m_scene.someKnownTask();
    if (!known)
        return;
    // What was seen of it is old: work that was before this in the same turn may have changed it.
    const QUuid id = known->id;
    const auto head = m_scene.ground.tasks().findHead(id);
    if (!*head)
        return;
    const Task before = **head;
    TaskControl &control = m_scene.engine->control;
    const auto version = m_scene.chance.percent(20) ? TaskControl::Version(before.version) : std::nullopt;
    const TaskEdit edit = someEdit();
    const std::array<Ask, 7> asks {{
        {u"cancel"_s, [&] { return control.cancel(id, u"why not"_s, version); }},
        {u"retry"_s, [&] { return control.retry(id, version); }},
        {u"promote"_s, [&] { return control.promote(id, version); }},
        {u"hold"_s, [&] { return control.hold(id, version); }},
        {u"edit"_s, [&] { return control.edit(id, edit, version); }},
        {u"trash"_s, [&] { return control.trash(id, version); }},
        {u"restore"_s, [&] { return control.restore(id, version); }},
    }};
    const auto &[name, askForIt] = m_scene.chance.oneOf(asks);
    const auto asked = askForIt();
    m_scene.tell(u"somebody asks to %1 %2: %3"_s.arg(name, idText(id), m_scene.wordsOf(asked)));
    if (!asked)
        return;
    m_scene.touched.insert(id);
    m_scene.acknowledge(*asked);
    if (kUndoable.contains(name))
        m_scene.acknowledge([this, undoable = Undoable {before, asked->version}] { remember(undoable); });
}

void SimulatedPeople::remember(const Undoable &undoable)
{
    if (m_undoable.size() < kRemembered)
        m_undoable.push_back(undoable);
    else
        m_scene.chance.oneOf(m_undoable) = undoable;
}

void SimulatedPeople::undo()
{
    if (m_undoable.empty())
        return;
    const Undoable undoable = m_undoable.back();
    m_undoable.pop_back();
    const Task &before = undoable.before;
    const auto undone = m_scene.engine->control.undo(before, undoable.version);
    m_scene.tell(u"somebody undoes what was done to %1: %2"_s.arg(idText(before.id), m_scene.wordsOf(undone)));
    if (!undone)
        return;
    m_scene.touched.insert(before.id);
    isAsItWas(before);
}

void SimulatedPeople::isAsItWas(const Task &before)
{
    const auto found = m_scene.ground.tasks().findHead(before.id);
    const Task &task = **found;
    const auto visible = [](const Task &seen) {
        return std::tie(seen.queue, seen.priority, seen.runAt, seen.uncharged, seen.lostLeases, seen.error);
    };
    // One of a serial key may have to wait for its turn anew.
    const bool isSameState = task.state == before.state || !before.serialKey.isEmpty();
    if (visible(task) != visible(before) || !isSameState)
        m_scene.model.fail(u"what was undone is as it was: %1 is %2 and was %3"_s.arg(idText(task.id), wordFrom(task.state),
                                                                                      wordFrom(before.state)));
}

void SimulatedPeople::pauseOrResume()
{
    QueueRegistry &queues = m_scene.engine->queues;
    const Pause pause {u"a rest"_s, u"somebody"_s, m_scene.clock.steadyNow() + 1min};
    switch (m_scene.chance.below(4)) {
    case 0:
        m_scene.tell(queues.isQuiet() ? u"the broker is loud"_s : u"the broker is quiet"_s);
        return queues.setQuiet(!queues.isQuiet());
    case 1:
        m_scene.tell(queues.pause() ? u"everything goes on"_s : u"everything is paused"_s);
        m_scene.isGood(queues.setPause(queues.pause() ? std::nullopt : std::optional(pause)));
        return;
    default:
        QueueRecord queue = queues.find(m_scene.chance.oneOf(kQueues));
        queue.pause = queue.pause ? std::nullopt : std::optional(pause);
        m_scene.tell(u"queue %1 is %2"_s.arg(queue.name, queue.pause ? u"paused"_s : u"open"_s));
        m_scene.isGood(queues.save(queue, m_scene.clock.now()));
    }
}

void SimulatedPeople::endPauses()
{
    QueueRegistry &queues = m_scene.engine->queues;
    queues.setQuiet(false);
    m_scene.isGood(queues.setPause(std::nullopt));
}

void SimulatedPeople::changeDefaults()
{
    Chance &chance = m_scene.chance;
    TaskDefaults defaults;
    defaults.policy.maxAttempts = 1 + chance.below(10);
    if (chance.percent(50))
        defaults.policy.timeout = chance.upTo(1min);
    QString type = chance.oneOf(kTypes);
    defaults.isAtMostOnce = type == TaskModel::kAtMostOnceType || chance.percent(20);
    m_scene.tell(u"somebody changes the defaults of %1"_s.arg(type));
    m_scene.isGood(m_scene.engine->types.setDefaults(type, defaults, m_scene.clock.now()));
}

OperationRequest SimulatedPeople::someOperation()
{
    Chance &chance = m_scene.chance;
    OperationRequest request;
    request.verb = chance.oneOf(kOperationVerbs).second;
    request.reason = u"all of them"_s;
    request.queue = chance.oneOf(kQueues);
    request.priority = chance.below(kPriorityMax + 1);
    request.runAt = m_scene.clock.now() + chance.upTo(2h) - 30min;
    request.tagsAdded = {u"seen"_s};
    // So slow that it goes task by task, and much can come in between.
    request.rate = chance.percent(50) ? 0 : kRateMin + chance.below(4 * kRateMin);
    if (chance.percent(50)) {
        request.filter = chance.oneOf(kFilters);
        if (chance.percent(30))
            request.asOf = m_scene.engine->ledger.revision();
        return request;
    }
    for (int count = 1 + chance.below(kIdsMax); count > 0; --count) {
        const Task *task = m_scene.someKnownTask();
        if (task && std::find(request.ids.begin(), request.ids.end(), task->id) == request.ids.end())
            request.ids.push_back(task->id);
    }
    return request;
}

void SimulatedPeople::startOperation()
{
    const OperationRequest request = someOperation();
    const auto started = m_scene.engine->operations.start(request);
    if (!m_scene.isGood(started))
        return;
    m_scene.tell(u"somebody asks to %1 many tasks: %2"_s.arg(kOperationVerbs.at(static_cast<std::size_t>(request.verb)).first,
                                                             request.ids.empty() ? u"'%1'"_s.arg(request.filter)
                                                                                 : u"%1 ids"_s.arg(request.ids.size())));
    m_scene.touched.unite(QSet<QUuid>(request.ids.begin(), request.ids.end()));
    m_scene.acknowledge([this, id = started->id] {
        ++m_operationsStarted;
        m_operations.push_back({id});
        if (m_operations.size() > kOperationsKnown)
            m_operations.erase(m_operations.begin());
    });
}

void SimulatedPeople::steerOperation()
{
    if (m_operations.empty())
        return;
    KnownOperation &known = m_scene.chance.oneOf(m_operations);
    Operations &operations = m_scene.engine->operations;
    const std::array<std::pair<QString, broker::Result<Operation> (Operations::*)(const QUuid &)>, 4> ways {{
        {u"pause"_s, &Operations::pause},
        {u"resume"_s, &Operations::resume},
        {u"stop"_s, &Operations::stop},
        {u"undo"_s, &Operations::undo},
    }};
    const auto &[name, way] = m_scene.chance.oneOf(ways);
    const auto steered = (operations.*way)(known.id);
    m_scene.tell(u"somebody wants to %1 an operation: %2"_s.arg(name, m_scene.wordsOf(steered)));
    if (!steered)
        return;
    // One that goes on may take a step in this very turn.
    noteOperations();
    if (name == u"undo") {
        known.wasUndone = true;
        known.hasEnded = false;
    }
}

void SimulatedPeople::lookForTasks()
{
    // Those to the reader's thread are the only ones. Sent to one receiver alone they would stay in Qt's list, which a long run feels.
    QCoreApplication::sendPostedEvents();
}

void SimulatedPeople::startTurn()
{
    m_active.clear();
    noteOperations();
}

void SimulatedPeople::noteOperations()
{
    OperationStore &store = m_scene.ground.operations();
    const auto numbers = store.active();
    for (const qint64 number : *numbers) {
        m_active.insert(number);
        const auto operation = store.findByNumber(number);
        const auto &ids = (*operation)->request.ids;
        m_scene.touched.unite(QSet<QUuid>(ids.begin(), ids.end()));
        if ((*operation)->state != OperationState::Undoing)
            continue;
        const auto items = store.items(number, kItemsMax);
        for (const OperationItem &item : *items)
            m_scene.touched.insert(item.before.id);
    }
}

void SimulatedPeople::touchFound(const std::vector<Task> &changed)
{
    if (changed.empty())
        return;
    for (const qint64 number : m_active) {
        const auto items = m_scene.ground.operations().items(number, kItemsMax);
        for (const OperationItem &item : *items) {
            const bool isSeen = std::any_of(changed.begin(), changed.end(), [&](const Task &task) {
                return task.seq == item.seq && task.version >= item.version;
            });
            if (isSeen)
                m_scene.touched.insert(item.before.id);
        }
    }
}

void SimulatedPeople::operationsAddUp()
{
    for (KnownOperation &known : m_operations)
        addsUp(known);
}

void SimulatedPeople::addsUp(KnownOperation &known)
{
    const auto found = m_scene.ground.operations().find(known.id);
    if (!*found) {
        if (!known.hasEnded)
            m_scene.model.fail(u"no acknowledged operation is missing: %1"_s.arg(idText(known.id)));
        return;
    }
    const Operation &operation = **found;
    known.hasEnded = operation.endedAt.has_value();
    const qint64 counted = operation.done + operation.skipped + operation.failed;
    const qint64 seen = operation.request.ids.empty() ? operation.matched : operation.lookedUpTo;
    if (!known.wasUndone && counted != seen)
        m_scene.model.fail(u"an operation counts each of its tasks once: %1 of %2"_s.arg(counted).arg(seen));
}

} // namespace conduit::test
