// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/scene.h"

#include <iterator>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;

void Scene::tell(const QString &what)
{
    constexpr std::size_t kTold = 40;
    told.push_back(u"%1: %2"_s.arg(step).arg(what));
    if (told.size() > kTold)
        told.pop_front();
}

const Task *Scene::someKnownTask()
{
    const auto &tasks = model.tasks();
    return tasks.empty() ? nullptr : &std::next(tasks.begin(), chance.below(static_cast<int>(tasks.size())))->second;
}

void Scene::acknowledge(const Task &task)
{
    acknowledge([this, task] { model.taskIsStored(task); });
}

void Scene::startTurn()
{
    isFirstAct = true;
    touched.clear();
    issuedTokens.clear();
    acknowledgements.clear();
}

} // namespace conduit::test
