// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_api.h"
#include "broker/http/http_front.h"
#include "broker/storage/sql_answer_store.h"
#include "broker/storage/sql_audit_store.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/bench/endpoint.h"
#include "tests/support/lane_fixture.h"

#include <QObject>
#include <QThread>

namespace conduit::counts {

/// A whole broker on one thread and on a file, which does only what it is told to: the front reads or sends, the lane runs one turn. With
/// a clock that stands still and ids that count, the same requests then cost the same each time.
///
/// Lives on the application's thread, whose event dispatcher must be the one of the broker's front.
class HandDrivenBroker final : private broker::RequestReceiver
{
public:
    /// `databasePath` names a file that is not there yet.
    explicit HandDrivenBroker(const QString &databasePath);
    ~HandDrivenBroker() override;

    [[nodiscard]] bench::Endpoint endpoint() const;

    /// The front takes clients in and reads until `requests` of them have been handed to the lane.
    void readRequests(std::size_t requests);
    /// The lane runs a turn of what was handed to it; returns how many requests those were.
    std::size_t runTurn() { return m_inside.lane.runTurn(); }
    /// The front sends as much of the turn's answers as their sockets take now.
    void sendAnswers();

private:
    void receive(broker::Ticket ticket, broker::Request request) override;
    void clientGone(broker::Ticket ticket) override { m_api.clientGone(ticket); }
    void undelivered(const broker::Answer &answer) override { m_api.undelivered(answer); }

    QThread m_nobody; ///< Never started: the lane's own calls for a turn are queued there and stay.
    QObject m_context;
    test::LaneFixture m_inside;
    broker::SqlTaskReader m_reader;
    broker::SqlAuditReader m_audit;
    broker::SqlAnswerStore m_answers;
    broker::HttpApi m_api;
    broker::HttpFront m_front;
    std::size_t m_received = 0;
};

} // namespace conduit::counts
