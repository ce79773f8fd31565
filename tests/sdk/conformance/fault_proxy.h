// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace conduit::test {

/// Stands between one driver and the broker, passes on what is said, keeps a record of each request, and does what a real broker
/// or network does not do at will: refuses, hangs up before or after the deed, answers half, says nonsense, or speaks of times
/// that are years off. What it does stands in rules, as scenarios write them. It has a thread for each connection; its functions
/// belong to the thread that made it. When the broker is away it takes requests, records them, and hangs up.
class FaultProxy
{
public:
    /// A request as it came. Fits the patterns of scenarios as record().
    struct Request
    {
        std::chrono::steady_clock::time_point at;
        QByteArray method;
        QByteArray path; ///< As sent, without the query.
        QJsonObject query;
        QJsonObject headers; ///< Names in lower case.
        QByteArray body;
        int status = 0; ///< Of the answer that the driver got; 0: none, or not yet.

        [[nodiscard]] QJsonObject record() const;
        /// Whether it is of this kind: `METHOD /path` with `*` for any one piece of it, a word for what workers do in several
        /// ways (`claim`, `result`, `renewal`, `heartbeat`, `release`), or `*`.
        [[nodiscard]] bool is(const QString &kind) const;
        /// The tasks whose results or leases it speaks of, in its path or its body.
        [[nodiscard]] QStringList tasks() const;
    };

    explicit FaultProxy(quint16 brokerPort);
    /// Hangs up on everybody.
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    /// From the next request on. The first rule that fits a request and is not used up holds.
    void setRules(const QJsonArray &rules);
    /// All so far, in their order.
    [[nodiscard]] std::vector<Request> requests() const;
    /// Returns once `isEnough` holds of the requests, or the time is up. It is asked anew for each request and each answer.
    void waitFor(const std::function<bool(const std::vector<Request> &)> &isEnough, std::chrono::milliseconds patience) const;

private:
    struct Rule
    {
        QJsonObject text;
        int timesLeft;
    };
    class Visit; ///< One connection of the driver.

    void takeVisits();
    /// Its number, and the rule for it: at once, so that whoever has seen the request may change the rules.
    std::pair<std::size_t, QJsonObject> note(const Request &request);
    void noteStatus(std::size_t number, int status);
    [[nodiscard]] QJsonObject takeRuleFor(const Request &request);

    const quint16 m_brokerPort;
    quint16 m_port = 0;
    int m_listener = -1;
    const int m_stopping; ///< An eventfd, which is readable from the moment at which a worker says that it stops.
    std::list<std::unique_ptr<Visit>> m_visits; ///< The door's, as long as that is open.
    std::thread m_door;
    mutable std::mutex m_mutex; ///< Of the members below.
    mutable std::condition_variable m_news;
    std::vector<Rule> m_rules;
    std::vector<Request> m_requests;
};

} // namespace conduit::test
