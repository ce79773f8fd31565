// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/ensemble.h"

#include "tests/sdk/conformance/driver_process.h"
#include "tests/sdk/conformance/scenario_run.h"

namespace conduit::test {

namespace {

/// More would wait for a processor instead of for the SDK.
constexpr int kAtATime = 3;

} // namespace

Ensemble::Ensemble(QStringList driver, QList<Scenario> scenarios)
    : m_driver(std::move(driver)), m_scenarios(std::move(scenarios)), m_faults(static_cast<std::size_t>(m_scenarios.size()))
{
    for (int i = 0; i < kAtATime; ++i)
        m_threads.emplace_back(QThread::create([this] { play(); }))->start();
}

Ensemble::~Ensemble() { static_cast<void>(end()); }

void Ensemble::play()
{
    DriverSource drivers(m_driver);
    for (qsizetype i = m_next++; i < m_scenarios.size(); i = m_next++)
        m_faults[static_cast<std::size_t>(i)].set_value(ScenarioRun(m_scenarios.at(i), drivers).perform());
    if (!drivers.end())
        m_hasEndedWell = false;
}

QString Ensemble::faultOf(qsizetype number) { return m_faults.at(static_cast<std::size_t>(number)).get_future().get(); }

bool Ensemble::end()
{
    for (const auto &thread : m_threads)
        thread->wait();
    return m_hasEndedWell;
}

} // namespace conduit::test
