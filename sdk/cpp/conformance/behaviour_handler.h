// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/handler.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

namespace conduit::driver {

/// Says a line on stdout. From any thread.
void say(const QByteArray &line);

/// What handlers that hold wait at, each for its task. From any thread.
class Gates
{
public:
    void open(const QString &task);
    /// Waits until the task's gate is open, or `isGivenUp`; true when it is open.
    bool pass(const QString &task, const std::function<bool()> &isGivenUp);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<QString> m_open;
};

/// Does what the suite says: returns, fails, holds, …, and tells of it in events.
class BehaviourHandler final : public worker::Handler
{
public:
    /// `behaviour` is the suite's JSON. The gates must outlive the handler.
    BehaviourHandler(QString taskType, std::optional<wire::Schema> schema, QByteArray behaviour, Gates &gates);

    [[nodiscard]] QString taskType() const override { return m_taskType; }
    [[nodiscard]] std::optional<wire::Schema> schema() const override { return m_schema; }
    [[nodiscard]] worker::Outcome run(const worker::TaskContext &context) const override;

private:
    [[nodiscard]] worker::Outcome behave(const worker::TaskContext &context) const;
    [[nodiscard]] worker::Outcome hold(const worker::TaskContext &context) const;

    const QString m_taskType;
    const std::optional<wire::Schema> m_schema;
    const QByteArray m_behaviour;
    Gates &m_gates;
};

} // namespace conduit::driver
