// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/sdk/conformance/scenario.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QThread>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

namespace conduit::test {

/// Plays scenarios of one SDK, a few at a time, since most of their time is waiting. Each of its threads has drivers of its own.
/// Its functions belong to the thread that made it.
class Ensemble
{
public:
    /// Begins at once. `driver`: the program and its arguments.
    Ensemble(QStringList driver, QList<Scenario> scenarios);
    ~Ensemble();
    Ensemble(const Ensemble &) = delete;
    Ensemble &operator=(const Ensemble &) = delete;

    /// Waits until the scenario of this number, from 0, has been played. What went wrong; empty when nothing did.
    [[nodiscard]] QString faultOf(qsizetype number);
    /// Waits until all is done. Whether the drivers that were left have ended as they should.
    [[nodiscard]] bool end();

private:
    void play();

    const QStringList m_driver;
    const QList<Scenario> m_scenarios;
    std::vector<std::promise<QString>> m_faults; ///< One for each scenario.
    std::atomic<qsizetype> m_next = 0;
    std::atomic<bool> m_hasEndedWell = true;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace conduit::test
