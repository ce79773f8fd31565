// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/sdk/conformance/driver_process.h"
#include "tests/sdk/conformance/fault_proxy.h"
#include "tests/sdk/conformance/scenario.h"
#include "tests/support/broker_process.h"

#include <map>
#include <memory>
#include <optional>

namespace conduit::test {

/// One scenario with one driver, a real broker and, between the two, a proxy. A second driver gets a proxy of its own.
class ScenarioRun
{
public:
    ScenarioRun(const Scenario &scenario, DriverSource &drivers);

    /// Empty when everything went as the scenario says; else which step did not, why, and what the programs logged.
    [[nodiscard]] QString perform();

private:
    /// A driver and what it talks through.
    struct Side
    {
        Side(std::unique_ptr<DriverProcess> ourDriver, quint16 brokerPort) : driver(std::move(ourDriver)), proxy(brokerPort) { }
        std::unique_ptr<DriverProcess> driver;
        FaultProxy proxy;
        std::map<QString, int> openCalls;     ///< By the name that `later` gave them.
        std::map<QString, std::size_t> marks; ///< How many requests there were then.
    };
    using Requests = std::vector<FaultProxy::Request>;

    [[nodiscard]] QString begin();
    [[nodiscard]] QString perform(const QJsonObject &step);
    [[nodiscard]] QString end();

    // A step each: empty, or what went wrong.
    [[nodiscard]] QString doCall(const QJsonObject &step);
    [[nodiscard]] QString doAnswerOf(const QJsonObject &step);
    [[nodiscard]] QString doEvent(const QJsonObject &step);
    [[nodiscard]] QString doNoEvent(const QJsonObject &step);
    [[nodiscard]] QString doHttp(const QJsonObject &step);
    [[nodiscard]] QString doUntil(const QJsonObject &step);
    [[nodiscard]] QString doBroker(const QJsonObject &step);
    [[nodiscard]] QString doFaults(const QJsonObject &step);
    [[nodiscard]] QString doMark(const QJsonObject &step);
    [[nodiscard]] QString doRequests(const QJsonObject &step);

    /// The side that a step names; it begins when it is named for the first time.
    [[nodiscard]] Result<Side *, QString> sideOf(const QJsonObject &step);
    [[nodiscard]] QString takeAnswer(Side &side, int call, const QJsonObject &step);
    [[nodiscard]] HttpAnswer ask(const QString &what, const QJsonValue &body) const;
    /// Those of all of a side's requests that the step means.
    [[nodiscard]] static Requests requestsFor(const QJsonObject &step, const Side &side, const Requests &all);
    /// Whether each of the drivers that the step names makes the same pauses as these requests have between them.
    [[nodiscard]] bool isInStepWithAll(const QJsonObject &step, const Requests &requests) const;
    /// Keeps the parts of `value` that the step's `save` names.
    [[nodiscard]] QString save(const QJsonObject &step, const QJsonValue &value);
    [[nodiscard]] QString logs() const;

    const Scenario &m_scenario;
    DriverSource &m_drivers;
    BrokerProcess m_broker;
    QByteArray m_token;
    QJsonObject m_saved;
    std::map<QString, std::unique_ptr<Side>> m_sides;
};

} // namespace conduit::test
