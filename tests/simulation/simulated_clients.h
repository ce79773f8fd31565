// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/simulation/scene.h"

namespace conduit::test {

/// Programs that enqueue tasks, one or many at once, and repeat themselves.
class SimulatedClients
{
public:
    explicit SimulatedClients(Scene &scene) : m_scene(scene) { }

    void enqueue();
    void enqueueMany();
    void repeat();

private:
    [[nodiscard]] broker::NewTask someTask();
    /// The same once more, or what shall replace it.
    [[nodiscard]] broker::NewTask sequelOf(broker::NewTask task);
    void chooseTimes(broker::NewTask &task);
    void chooseUniqueKey(broker::NewTask &task);
    /// Tells and acknowledges what was taken.
    void took(const broker::NewTask &wanted, const broker::Task &task);

    Scene &m_scene;
    std::vector<broker::NewTask> m_sent; ///< With ids that their clients have chosen.
};

} // namespace conduit::test
