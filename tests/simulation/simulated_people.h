// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/operation_runner.h"
#include "tests/simulation/scene.h"

#include <QObject>

#include <set>

namespace conduit::test {

/// People who cancel, retry, edit, delete and undo, single tasks and many at once, and pause whatever can be paused.
class SimulatedPeople
{
public:
    explicit SimulatedPeople(Scene &scene) : m_scene(scene) { }

    void brokerStarted();
    void brokerDied();

    void ask();
    void undo();
    void pauseOrResume();
    void changeDefaults();
    void startOperation();
    void steerOperation();
    void endPauses();

    /// A pass: operations go on.
    broker::Result<int> runOperations() { return m_runner->runOnce(); }
    /// Between turns: the reader looks for the tasks that an operation wants.
    void lookForTasks();
    /// Before a turn: what it may change because of operations is touched.
    void startTurn();
    /// After a commit: the same for what was found by a filter.
    void touchFound(const std::vector<broker::Task> &changed);
    void operationsAddUp();

    [[nodiscard]] int operationsStarted() const { return m_operationsStarted; }

private:
    struct Undoable
    {
        broker::Task before;
        qint64 version = 0;
    };
    struct KnownOperation
    {
        QUuid id;
        bool wasUndone = false;
        bool hasEnded = false;
    };
    using Ask = std::pair<QString, std::function<broker::Result<broker::Task>()>>;

    [[nodiscard]] broker::TaskEdit someEdit();
    [[nodiscard]] broker::OperationRequest someOperation();
    void noteOperations();
    void remember(const Undoable &undoable);
    void isAsItWas(const broker::Task &before);
    void addsUp(KnownOperation &known);

    Scene &m_scene;
    std::vector<Undoable> m_undoable;
    std::vector<KnownOperation> m_operations; ///< The latest ones.
    std::set<qint64> m_active;                ///< Numbers of operations that may act in the running turn.
    QObject m_readerThread;
    std::unique_ptr<broker::OperationRunner> m_runner;
    int m_operationsStarted = 0;
};

} // namespace conduit::test
