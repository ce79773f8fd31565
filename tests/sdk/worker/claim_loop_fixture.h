// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "sdk/cpp/src/worker/claim_loop.h"
#include "tests/support/scripted_transport.h"

#include <QSignalSpy>

#include <algorithm>
#include <map>

namespace conduit::test {

/// Notes what it was told to run; the test says how a run ends.
class NotedRunner final : public worker::TaskRunner
{
public:
    int freeSlots() const override { return std::max(0, concurrency - static_cast<int>(running.size())); }
    int roomAhead() const override { return ahead; }
    worker::RunId add(const wire::Task &task, const std::shared_ptr<worker::RunNotes> &runNotes) override;
    void startAdded() override { }
    bool isStarting() const override { return starting; }
    std::vector<worker::RunId> withdrawWaiting() override;
    [[nodiscard]] QList<worker::RunId> cancelled() const;

    int concurrency = 2;
    int ahead = 0;
    std::vector<worker::RunId> waiting; ///< For a slot.
    bool starting = false;
    worker::RunId last = 0;
    std::map<worker::RunId, wire::Task> running;
    std::map<worker::RunId, std::shared_ptr<worker::RunNotes>> notes;
};

/// For a test class: the loop of a worker `w-1` for tasks of type `echo`, with a broker that says what the test lets it say.
class ClaimLoopFixture
{
protected:
    static inline const QByteArray kNoTasks = R"({"tasks":[]})";
    static inline const QByteArray kBeat = R"({"leases":[],"drain":false,"stop":false})";
    static inline const QByteArray kSchema = R"({"task_type":"echo","description":"","fields":{}})";
    [[nodiscard]] static QByteArray claimed(const QByteArray &id, const QByteArray &token, const QByteArray &type = "echo");
    [[nodiscard]] static QByteArray claimAnswer(const QByteArrayList &tasks, const QByteArray &results = {});

    void makeLoop();
    void greet();
    void greetAndBeat();
    void startUp();
    void startWithTasks(const QByteArrayList &tasks);
    void beatAnswered(const QByteArray &answer);
    void finish(worker::RunId run, const worker::Outcome &outcome);
    [[nodiscard]] worker::RunId runOf(const QByteArray &task) const;
    /// A member of the body of the call that was expected last; empty when it is absent.
    [[nodiscard]] QByteArray member(QStringView name) const;

    std::optional<ScriptedTransport> m_broker;
    std::optional<client::Client> m_client;
    NotedRunner m_runner;
    std::chrono::milliseconds m_now {0};
    std::optional<worker::ClaimLoop> m_loop;
    std::unique_ptr<QSignalSpy> m_stopped;
};

} // namespace conduit::test
